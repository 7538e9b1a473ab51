import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { blockIds, REMOTE, repairIds } from "./block-ids.ts";
import { applyStep, checkDocument } from "./check.ts";
import { schema } from "./schema.ts";
import { documentOf, longDocument } from "./testing.ts";

const paragraph = (id: string | null, text = "Words") => ({
  type: "paragraph",
  attrs: { id },
  content: [{ type: "text", text }],
});

function counter() {
  let count = 0;
  return () => {
    count += 1;
    return `new-${count}`;
  };
}

function idsOf(doc: Node): (string | null)[] {
  const ids: (string | null)[] = [];
  doc.descendants((node) => {
    if ("id" in node.attrs) ids.push(node.attrs.id);
  });
  return ids;
}

function repaired(doc: Node, touched: { from: number; to: number } | null = null): Node {
  return repairIds(doc, touched, counter()).reduce((current, step) => applyStep(current, step), doc);
}

describe("repairing ids", () => {
  test("names every block that has no name, items and pairs included, and no slot inside them", () => {
    const doc = checkDocument(
      documentOf(
        { type: "bulletList", content: [{ type: "listItem", content: [paragraph(null)] }] },
        {
          type: "faq",
          content: [
            {
              type: "faqPair",
              content: [{ type: "faqQuestion" }, { type: "faqAnswer", content: [paragraph(null)] }],
            },
          ],
        },
      ),
    );
    const ids = idsOf(repaired(doc));
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(8);
    expect(ids).not.toContain(null);
  });

  test("leaves the first of two blocks with the same id and renames the later", () => {
    const doc = checkDocument(documentOf(paragraph("a"), paragraph("b"), paragraph("a"), paragraph("a")));
    expect(idsOf(repaired(doc)).slice(2)).toEqual(["a", "b", "new-3", "new-4"]);
  });

  test("finds the twin of a touched block outside of what was touched", () => {
    const doc = checkDocument(documentOf(paragraph("a"), paragraph("b"), paragraph("a")));
    const last = doc.content.size - doc.child(4).nodeSize;
    expect(idsOf(repaired(doc, { from: last + 1, to: last + 2 })).slice(2)).toEqual(["a", "b", "new-1"]);
    const first = doc.child(0).nodeSize + doc.child(1).nodeSize;
    const afterFirst = repairIds(doc, { from: first + 2, to: first + 2 }, counter());
    expect(afterFirst.map((step) => step.pos)).toEqual([last]);
  });

  test("writes nothing where nothing is missing", () => {
    const doc = repaired(checkDocument(longDocument(1_000)));
    expect(repairIds(doc, null, counter())).toEqual([]);
  });
});

describe("the editor's plugin", () => {
  function editor(isEditable = true) {
    const doc = repaired(checkDocument(documentOf(paragraph("a", "First words"), paragraph("b"))));
    const state = EditorState.create({
      doc,
      plugins: [blockIds({ newId: counter(), isEditable: () => isEditable })],
    });
    const start = doc.child(0).nodeSize + doc.child(1).nodeSize;
    return { state, start };
  }
  const idsAfter = (state: EditorState, transaction: Transaction) =>
    idsOf(state.apply(transaction).doc).slice(2);

  test("names the second half of a split paragraph, though the split copied the name", () => {
    const { state, start } = editor();
    expect(idsAfter(state, state.tr.split(start + 6))).toEqual(["a", "new-1", "b"]);
  });

  test("names the copy, though it stands before the original", () => {
    const { state, start } = editor();
    const original = state.doc.child(2);
    expect(idsAfter(state, state.tr.insert(start, original))).toEqual(["new-1", "a", "b"]);
  });

  test("names what an earlier step of a longer transaction made", () => {
    const { state, start } = editor();
    const transaction = state.tr.split(start + 6).insertText("Before ", start + 1);
    expect(idsAfter(state, transaction)).toEqual(["a", "new-1", "b"]);
  });

  test("leaves what others wrote alone", () => {
    const { state, start } = editor();
    expect(idsAfter(state, state.tr.split(start + 6).setMeta(REMOTE, true))).toEqual(["a", "a", "b"]);
  });

  test("does nothing where nobody may write", () => {
    const { state, start } = editor(false);
    const block = schema.node("paragraph");
    expect(idsAfter(state, state.tr.insert(start, block))).toEqual([null, "a", "b"]);
  });
});
