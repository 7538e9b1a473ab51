import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownSteps, type RebaseResult, rebase } from "@/lib/changes/rebase";
import { schema } from "@/lib/document/schema";
import { seeded } from "@/lib/document/testing";

const paragraph = (id: string, text: string) =>
  schema.node("paragraph", { id }, text ? [schema.text(text)] : []);

const document = (...texts: string[]) =>
  schema.node("doc", null, [
    schema.node("headline", { id: "h" }, [schema.text("Harbour opens")]),
    schema.node("standfirst", { id: "s" }),
    ...texts.map((text, i) => paragraph(`p${i + 1}`, text)),
  ]);

type Block = { pos: number; node: Node };

function block(doc: Node, id: string): Block {
  let found: Block | undefined;
  doc.descendants((node, pos) => {
    if (node.attrs.id === id) found = { pos, node };
  });
  if (!found) throw new Error(`no block ${id}`);
  return found;
}

/** Edits in the words of a person at a desk; every call is one transaction. */
class Desk {
  readonly transform: Transform;
  readonly groups: number[] = [];
  private group = 0;
  constructor(doc: Node) {
    this.transform = new Transform(doc);
  }
  get doc() {
    return this.transform.doc;
  }
  act(work: (transform: Transform) => void) {
    const before = this.transform.steps.length;
    work(this.transform);
    for (let i = before; i < this.transform.steps.length; i++) this.groups.push(this.group);
    this.group++;
    return this;
  }
  type(id: string, offset: number, text: string) {
    [...text].forEach((letter, i) => {
      this.act((tr) => tr.insert(block(tr.doc, id).pos + 1 + offset + i, schema.text(letter)));
    });
    return this;
  }
  replace(id: string, word: string, by: string) {
    return this.act((tr) => {
      const { pos, node } = block(tr.doc, id);
      const at = node.textContent.indexOf(word);
      if (at < 0) throw new Error(`${word} is not in ${id}`);
      const from = pos + 1 + at;
      if (by) tr.replaceWith(from, from + word.length, schema.text(by));
      else tr.delete(from, from + word.length);
    });
  }
  remove(id: string) {
    return this.act((tr) => {
      const { pos, node } = block(tr.doc, id);
      tr.delete(pos, pos + node.nodeSize);
    });
  }
  move(id: string, before: string) {
    return this.act((tr) => {
      const { pos, node } = block(tr.doc, id);
      tr.delete(pos, pos + node.nodeSize);
      tr.insert(block(tr.doc, before).pos, node);
    });
  }
  swapIn(id: string, node: Node) {
    return this.act((tr) => {
      const at = block(tr.doc, id);
      tr.replaceWith(at.pos, at.pos + at.node.nodeSize, node);
    });
  }
  split(id: string, offset: number, newId: string) {
    this.act((tr) =>
      tr.split(block(tr.doc, id).pos + 1 + offset, 1, [
        { type: schema.node("paragraph").type, attrs: { id: newId } },
      ]),
    );
    return this;
  }
}

function merge(base: Node, ours: Desk, theirs: Desk): RebaseResult & { doc: Node; transform: Transform } {
  const transform = new Transform(ours.doc);
  const own = ownSteps(base, ours.transform.steps, ours.groups);
  const result = rebase(transform, own, theirs.transform.steps);
  return { ...result, doc: transform.doc, transform };
}

const textOf = (doc: Node) => doc.textBetween(0, doc.content.size, "\n");

/** What the log would give: their document, then what was kept of ours. */
function replay(doc: Node, steps: readonly { step: Step }[]) {
  return steps.reduce((d, { step }) => step.apply(d).doc ?? d, doc);
}

type Case = {
  says: string;
  texts: string[];
  ours: (desk: Desk) => void;
  theirs: (desk: Desk) => void;
  gives: string[];
  conflicts?: { blockId: string | null; before: string; mine: string; theirs: string; kind?: string }[];
};

const cases: Case[] = [
  {
    says: "both type into one paragraph at different places: both words stand",
    texts: ["The port opens on Monday."],
    ours: (d) => d.type("p1", 3, " old"),
    theirs: (d) => d.type("p1", 24, " next"),
    gives: ["The old port opens on Monday next."],
  },
  {
    says: "both type at the same place: both words stand, theirs first",
    texts: ["The port."],
    ours: (d) => d.type("p1", 3, " old"),
    theirs: (d) => d.type("p1", 3, " big"),
    gives: ["The big old port."],
  },
  {
    says: "silent loss 1: typed into a paragraph that another deletes",
    texts: ["One.", "Two."],
    ours: (d) => d.type("p1", 3, " and more"),
    theirs: (d) => d.remove("p1"),
    gives: ["Two."],
    conflicts: [{ blockId: null, before: "One.", mine: "One and more.", theirs: "", kind: "block" }],
  },
  {
    says: "silent loss 1: typed into a paragraph that another moves",
    texts: ["One.", "Two.", "Three."],
    ours: (d) => d.type("p3", 5, " and more"),
    theirs: (d) => d.move("p3", "p1"),
    gives: ["Three.", "One.", "Two."],
    conflicts: [{ blockId: "p3", before: "Three.", mine: "Three and more.", theirs: "Three.", kind: "text" }],
  },
  {
    says: "silent loss 1: typed into a paragraph that another replaces",
    texts: ["One.", "Two."],
    ours: (d) => d.type("p1", 3, " and more"),
    theirs: (d) => d.swapIn("p1", paragraph("q", "Something else.")),
    gives: ["Something else.", "Two."],
    conflicts: [
      { blockId: null, before: "One.", mine: "One and more.", theirs: "Something else.", kind: "block" },
    ],
  },
  {
    says: "silent loss 2: both replace the same phrase; theirs is acknowledged and stays",
    texts: ["A quick fox."],
    ours: (d) => d.replace("p1", "quick", "slow"),
    theirs: (d) => d.replace("p1", "quick", "brown"),
    gives: ["A brown fox."],
    conflicts: [{ blockId: "p1", before: "A quick fox.", mine: "A slow fox.", theirs: "A brown fox." }],
  },
  {
    says: "letters typed behind a dropped replacement go with it and do not end up as half a word",
    texts: ["A quick fox."],
    ours: (d) => d.replace("p1", "quick", "s").type("p1", 3, "low"),
    theirs: (d) => d.replace("p1", "quick", "brown"),
    gives: ["A brown fox."],
    conflicts: [{ blockId: "p1", before: "A quick fox.", mine: "A slow fox.", theirs: "A brown fox." }],
  },
  {
    says: "a dropped replacement does not take what was typed elsewhere in the same paragraph",
    texts: ["A quick fox. It ran."],
    ours: (d) => d.replace("p1", "quick", "slow").type("p1", 18, " far away"),
    theirs: (d) => d.replace("p1", "quick", "brown"),
    gives: ["A brown fox. It ran far away."],
    conflicts: [
      {
        blockId: "p1",
        before: "A quick fox. It ran.",
        mine: "A slow fox. It ran far away.",
        theirs: "A brown fox. It ran.",
      },
    ],
  },
  {
    says: "we delete a paragraph into which another typed: theirs stays",
    texts: ["One.", "Two."],
    ours: (d) => d.remove("p1"),
    theirs: (d) => d.type("p1", 3, " and more"),
    gives: ["One and more.", "Two."],
    conflicts: [{ blockId: "p1", before: "One.", mine: "", theirs: "One and more.", kind: "text" }],
  },
  {
    says: "we move a paragraph into which another typed: it stays where it was, once",
    texts: ["One.", "Two.", "Three."],
    ours: (d) => d.move("p3", "p1"),
    theirs: (d) => d.type("p3", 5, " and more"),
    gives: ["One.", "Two.", "Three and more."],
    conflicts: [{ blockId: "p3", before: "Three.", mine: "Three.", theirs: "Three and more.", kind: "text" }],
  },
  {
    says: "we replace a paragraph in which another replaced a word",
    texts: ["One goat.", "Two."],
    ours: (d) => d.swapIn("p1", paragraph("q", "All new.")),
    theirs: (d) => d.replace("p1", "goat", "sheep"),
    gives: ["One sheep.", "Two."],
    conflicts: [
      { blockId: null, before: "", mine: "All new.", theirs: "" },
      { blockId: "p1", before: "One goat.", mine: "", theirs: "One sheep.", kind: "text" },
    ],
  },
  {
    says: "both delete the same word: gone once, nothing to report",
    texts: ["A very old port."],
    ours: (d) => d.replace("p1", "very ", ""),
    theirs: (d) => d.replace("p1", "very ", ""),
    gives: ["A old port."],
  },
  {
    says: "we delete a word in a paragraph that another deletes: nothing to report",
    texts: ["A very old port.", "Two."],
    ours: (d) => d.replace("p1", "very ", ""),
    theirs: (d) => d.remove("p1"),
    gives: ["Two."],
  },
  {
    says: "we delete a word in a paragraph that another moves: our act is reported, not lost silently",
    texts: ["A very old port.", "Two."],
    ours: (d) => d.replace("p1", "very ", ""),
    theirs: (d) =>
      d.act((tr) => {
        const { pos, node } = block(tr.doc, "p1");
        tr.delete(pos, pos + node.nodeSize).insert(tr.doc.content.size, node);
      }),
    gives: ["Two.", "A very old port."],
    conflicts: [
      { blockId: "p1", before: "A very old port.", mine: "A old port.", theirs: "A very old port." },
    ],
  },
  {
    says: "another splits the paragraph we type into: our words land in the right half",
    texts: ["One. Two."],
    ours: (d) => d.type("p1", 8, " more"),
    theirs: (d) => d.split("p1", 4, "q"),
    gives: ["One.", " Two more."],
  },
  {
    says: "we split a paragraph, type into both halves, and another deletes it",
    texts: ["One. Two.", "Three."],
    ours: (d) => d.split("p1", 4, "q").type("p1", 4, " Here.").type("q", 5, " There."),
    theirs: (d) => d.remove("p1"),
    gives: ["Three."],
    conflicts: [
      { blockId: null, before: "One. Two.", mine: "One. Here.", theirs: "" },
      { blockId: null, before: "", mine: " Two. There.", theirs: "" },
    ],
  },
  {
    says: "a new paragraph of ours beside one that another deletes stays",
    texts: ["One.", "Two."],
    ours: (d) => d.act((tr) => tr.insert(block(tr.doc, "p2").pos, paragraph("q", "Between."))),
    theirs: (d) => d.remove("p1"),
    gives: ["Between.", "Two."],
  },
];

describe("rebase", () => {
  for (const c of cases) {
    test(c.says, () => {
      const base = document(...c.texts);
      const ours = new Desk(base);
      const theirs = new Desk(base);
      c.ours(ours);
      c.theirs(theirs);
      const result = merge(base, ours, theirs);
      expect(textOf(result.doc)).toBe(["Harbour opens", "", ...c.gives].join("\n"));
      result.doc.check();
      expect(replay(theirs.doc, result.kept).eq(result.doc)).toBe(true);
      expect(result.conflicts).toHaveLength(c.conflicts?.length ?? 0);
      for (const [i, expected] of (c.conflicts ?? []).entries()) {
        expect(result.conflicts[i]).toMatchObject(expected);
      }
    });
  }

  test("a scalar that both changed is a conflict and theirs stands", () => {
    const base = document("One.");
    const ours = new Desk(base).act((tr) => tr.setDocAttribute("seoTitle", "Mine"));
    const theirs = new Desk(base).act((tr) => tr.setDocAttribute("seoTitle", "Theirs"));
    const result = merge(base, ours, theirs);
    expect(result.doc.attrs.seoTitle).toBe("Theirs");
    expect(result.conflicts).toEqual([
      {
        kind: "attribute",
        blockId: null,
        attribute: "seoTitle",
        at: null,
        before: "",
        mine: "Mine",
        theirs: "Theirs",
      },
    ]);
  });

  test("the same value set by both is no conflict, and different scalars both stand", () => {
    const base = document("One.");
    const ours = new Desk(base).act((tr) =>
      tr.setDocAttribute("seoTitle", "Same").setDocAttribute("kicker", "Mine"),
    );
    const theirs = new Desk(base).act((tr) =>
      tr.setDocAttribute("seoTitle", "Same").setDocAttribute("language", "es"),
    );
    const result = merge(base, ours, theirs);
    expect(result.conflicts).toEqual([]);
    expect(result.doc.attrs).toMatchObject({ seoTitle: "Same", kicker: "Mine", language: "es" });
  });

  test("mapping is mirrored, so that positions in what we typed survive the rebase", () => {
    const base = document("One two.");
    const ours = new Desk(base).type("p1", 3, " and a half");
    const theirs = new Desk(base).type("p1", 0, "Well: ");
    const inside = block(ours.doc, "p1").pos + 1 + 8;
    const result = merge(base, ours, theirs);
    expect(result.transform.mapping.map(inside)).toBe(inside + 6);
  });
});

describe("no word is lost silently", () => {
  type Act = { kind: number; block: number; at: number; length: number };
  const acts = fc.array(
    fc.record({ kind: fc.nat(6), block: fc.nat(9), at: fc.nat(40), length: fc.integer({ min: 1, max: 20 }) }),
    { minLength: 1, maxLength: 6 },
  );

  /** Never within a marked word, so that a word is either whole or gone. */
  function afterWord(text: string, offset: number): number {
    const open = text.lastIndexOf("<", offset - 1);
    const close = text.indexOf(">", open);
    return open >= 0 && close >= offset ? close + 1 : offset;
  }

  /** Does random acts, every inserted word unlike any other; some typed letter by letter. */
  function perform(desk: Desk, list: readonly Act[], word: () => string) {
    for (const { kind, block: which, at, length } of list) {
      const blocks: { pos: number; node: Node }[] = [];
      desk.doc.forEach((node, pos) => {
        if (node.type.name === "paragraph") blocks.push({ pos, node });
      });
      const target = blocks[which % Math.max(1, blocks.length)];
      if (!target) return;
      const start = target.pos + 1;
      const text = target.node.textContent;
      const offset = afterWord(text, at % (text.length + 1));
      const from = start + offset;
      const to = start + afterWord(text, Math.min(offset + length, text.length));
      if (kind === 0) desk.act((tr) => tr.insert(from, schema.text(`${word()} `)));
      else if (kind === 1) {
        [...` ${word()}`].forEach((letter, i) => {
          desk.act((tr) => tr.insert(from + i, schema.text(letter)));
        });
      } else if (kind === 2) desk.act((tr) => tr.replaceWith(from, to, schema.text(word())));
      else if (kind === 3) desk.act((tr) => tr.delete(from, to));
      else if (kind === 4 && blocks.length > 1) {
        desk.act((tr) => tr.delete(target.pos, target.pos + target.node.nodeSize));
      } else if (kind === 5) {
        desk.act((tr) => {
          tr.delete(target.pos, target.pos + target.node.nodeSize);
          tr.insert(tr.doc.content.size, target.node);
        });
      } else if (kind === 6) desk.act((tr) => tr.split(from));
    }
  }

  const letters = (text: string) => text.replace(/\s/g, "");

  test("every word typed by anybody is in the result or in a reported conflict", () => {
    let conflicts = 0;
    fc.assert(
      fc.property(acts, acts, (oursList, theirsList) => {
        const base = document("Alpha beta gamma delta.", "Epsilon zeta eta.", "Theta iota.");
        let n = 0;
        const ours = new Desk(base);
        const theirs = new Desk(base);
        perform(ours, oursList, () => `<o${n++}>`);
        perform(theirs, theirsList, () => `<t${n++}>`);
        const result = merge(base, ours, theirs);
        conflicts += result.conflicts.length;
        result.doc.check();
        expect(replay(theirs.doc, result.kept).eq(result.doc)).toBe(true);
        const reported = result.conflicts.map((c) => c.mine).join("\n");
        const words = (doc: Node, mark: string) =>
          (letters(textOf(doc)).match(new RegExp(`<${mark}\\d+>`, "g")) ?? []) as string[];
        const found = letters(textOf(result.doc));
        // All that was acknowledged is in the result, whatever we did.
        for (const word of words(theirs.doc, "t")) expect(found).toContain(word);
        // All that we still had on screen is in the result or shown to us.
        for (const word of words(ours.doc, "o")) expect(found + letters(reported)).toContain(word);
      }),
      seeded(1_500),
    );
    expect(conflicts).toBeGreaterThan(0);
  });
});
