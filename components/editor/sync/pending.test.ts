import { history, redo, undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { type Step, Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  confirm,
  conflictsWith,
  keptChanges,
  pendingOf,
  pendingPlugin,
  receive,
  toLogged,
  toScreen,
} from "@/components/editor/sync/pending";
import { undoOwnPlugin } from "@/components/editor/sync/undo-own";
import { schema } from "@/lib/document/schema";
import { seeded } from "@/lib/document/testing";

const start = (...texts: string[]) =>
  schema.node("doc", null, [
    schema.node("headline", { id: "h" }),
    schema.node("standfirst", { id: "s" }),
    ...texts.map((text, i) => schema.node("paragraph", { id: `p${i}` }, text ? [schema.text(text)] : [])),
  ]);

const textOf = (doc: Node) => doc.textBetween(0, doc.content.size, "|").replace(/^\|\|/, "");

/** One open editor without a screen. */
class Tab {
  state: EditorState;
  constructor(doc: Node) {
    this.state = EditorState.create({
      doc,
      plugins: [pendingPlugin(0, () => {}), undoOwnPlugin(), history({ newGroupDelay: 0 })],
    });
  }
  get text() {
    return textOf(this.state.doc);
  }
  get unsent(): Step[] {
    return pendingOf(this.state).steps.map(({ step }) => step);
  }
  type(text: string, word: string) {
    const at = this.place(word);
    for (const [i, letter] of [...text].entries()) {
      this.state = this.state.apply(this.state.tr.insertText(letter, at + i));
    }
    return this;
  }
  /** The position after a word, or the start of the text for "". */
  place(word: string) {
    let found = -1;
    this.state.doc.descendants((node, pos) => {
      const at = node.isText ? (node.text ?? "").indexOf(word) : -1;
      if (found < 0 && at >= 0) found = pos + at + word.length;
      if (word === "" && node.type.name === "paragraph" && found < 0) found = pos + 1;
    });
    if (found < 0) throw new Error(`"${word}" is not in "${this.text}"`);
    return found;
  }
  take(steps: readonly Step[]) {
    this.state = this.state.apply(receive(this.state, steps));
    return this;
  }
  acknowledge(count = this.unsent.length) {
    this.state = this.state.apply(confirm(this.state, count));
    return this;
  }
  undo() {
    undo(this.state, (tr) => {
      this.state = this.state.apply(tr);
    });
    return this;
  }
  redo() {
    redo(this.state, (tr) => {
      this.state = this.state.apply(tr);
    });
    return this;
  }
}

describe("unacknowledged steps", () => {
  test("are counted by what the person did, and gone when acknowledged", () => {
    const tab = new Tab(start("One.")).type("abc", "One");
    expect(keptChanges(pendingOf(tab.state))).toBe(3);
    tab.acknowledge(2);
    expect(pendingOf(tab.state)).toMatchObject({ version: 2 });
    expect(keptChanges(pendingOf(tab.state))).toBe(1);
    expect(tab.text).toBe("Oneabc.");
  });

  test("are rebased over what others wrote, and both tabs end up with the same text", () => {
    const doc = start("One two.");
    const ana = new Tab(doc).type("A", "One");
    const ben = new Tab(doc).type("B", "two");
    const anas = ana.unsent;
    ana.acknowledge();
    ben.take(anas);
    ana.take(ben.unsent);
    ben.acknowledge();
    expect(ana.text).toBe("OneA twoB.");
    expect(ben.state.doc.eq(ana.state.doc)).toBe(true);
    expect(pendingOf(ana.state).version).toBe(2);
  });

  test("that cannot stand are told beforehand", () => {
    const doc = start("One.", "Two.");
    const tab = new Tab(doc).type("more", "One");
    const theirs = new Transform(doc).delete(4, 10).steps;
    expect(conflictsWith(tab.state, theirs)).toMatchObject([{ mine: "Onemore.", theirs: "" }]);
    expect(tab.take(theirs).text).toBe("Two.");
    expect(tab.unsent).toEqual([]);
  });

  test("positions translate between the screen and the log", () => {
    const tab = new Tab(start("One two.")).type("xx", "One");
    const pending = pendingOf(tab.state);
    const screen = tab.place("two");
    expect(toLogged(pending, screen)).toBe(screen - 2);
    expect(toScreen(pending, screen - 2)).toBe(screen);
  });

  test("words that come in at the cursor end up behind it", () => {
    const doc = start("One two.");
    const tab = new Tab(doc);
    const at = tab.place("One");
    tab.state = tab.state.apply(tab.state.tr.setSelection(TextSelection.create(tab.state.doc, at)));
    tab.take(new Transform(doc).insert(at, schema.text(" more")).steps);
    expect(tab.state.selection.from).toBe(at);
  });
});

describe("undo takes back only one's own words", () => {
  test("when another wrote into the middle of what is undone", () => {
    const tab = new Tab(start("One."));
    tab.state = tab.state.apply(tab.state.tr.insertText(" long words", tab.place("One")));
    const sent = tab.state.doc;
    tab.acknowledge();
    tab.take(new Transform(sent).insert(tab.place(" long"), schema.text("ANA")).steps);
    expect(tab.text).toBe("One longANA words.");
    tab.undo();
    expect(tab.text).toBe("OneANA.");
    tab.redo();
    expect(tab.text).toContain("ANA");
    expect(tab.text).toContain(" long");
    expect(tab.text.match(/ANA/g)).toHaveLength(1);
  });

  test("when another wrote into a paragraph of ours that is undone", () => {
    const tab = new Tab(start("One."));
    const paragraph = schema.node("paragraph", { id: "new" }, [schema.text("Mine.")]);
    tab.state = tab.state.apply(tab.state.tr.insert(tab.state.doc.content.size, paragraph));
    tab.acknowledge();
    tab.take(new Transform(tab.state.doc).insert(tab.place("Mine"), schema.text(" and ANA")).steps);
    tab.undo();
    expect(tab.text).toBe("One.| and ANA");
    tab.state.doc.check();
  });

  test("and leaves what others wrote elsewhere alone", () => {
    const tab = new Tab(start("One.", "Two."));
    tab.type("x", "One").acknowledge();
    tab.take(new Transform(tab.state.doc).insert(tab.place("Two"), schema.text("ANA")).steps);
    expect(tab.undo().text).toBe("One.|TwoANA.");
    expect(tab.redo().text).toBe("Onex.|TwoANA.");
  });

  test("whatever was done and undone, in any order", () => {
    const acts = fc.array(
      fc.record({
        kind: fc.constantFrom("mine", "theirs", "acknowledge", "undo", "redo"),
        at: fc.nat(60),
        length: fc.nat(6),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        const tab = new Tab(start("Alpha beta.", "Gamma delta."));
        let logged = tab.state.doc;
        let count = 0;
        for (const { kind, at, length } of list) {
          const pos = (doc: Node) => TextSelection.near(doc.resolve(4 + (at % (doc.content.size - 4)))).from;
          if (kind === "mine") {
            const from = pos(tab.state.doc);
            tab.state = tab.state.apply(tab.state.tr.insertText(`[m${"m".repeat(length)}]`, from));
          } else if (kind === "theirs") {
            // Where it hurts: within what this tab wrote, when there is any.
            let within = -1;
            logged.descendants((node, at) => {
              const found = node.isText ? (node.text ?? "").indexOf("mm") : -1;
              if (within < 0 && found >= 0) within = at + found + 1;
            });
            const place = within >= 0 && length % 2 === 0 ? within : pos(logged);
            const theirs = new Transform(logged).insert(place, schema.text(`<${count++}>`));
            tab.take(theirs.steps);
            logged = theirs.doc;
          } else if (kind === "acknowledge") {
            logged = tab.state.doc;
            tab.acknowledge();
          } else tab[kind]();
        }
        tab.state.doc.check();
        const text = tab.text.replaceAll(/\[m*|m*\]|[m|]/g, "");
        const signs = (text.match(/[<>\d]/g) ?? []).sort().join("");
        const wanted = Array.from({ length: count }, (_, i) => `<${i}>`).join("");
        expect(signs).toBe([...wanted].sort().join(""));
      }),
      seeded(500),
    );
  });
});
