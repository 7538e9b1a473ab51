import type { EditorState, Transaction } from "@tiptap/pm/state";
import { place } from "../block-kinds";

type Picture = { id: string; credit: string };

/** Gives the figure at `pos` a picture; its credit is filled in where the figure has none yet. */
export function putPicture(state: EditorState, pos: number, picture: Picture): Transaction | null {
  const figure = state.doc.nodeAt(pos);
  if (figure?.type.name !== "figure") return null;
  const tr = state.tr.setNodeAttribute(pos, "asset", picture.id);
  tr.setNodeAttribute(pos, "focalX", 0.5).setNodeAttribute(pos, "focalY", 0.5);
  figure.forEach((part, offset) => {
    if (part.type.name === "figureCredit" && part.content.size === 0 && picture.credit !== "")
      tr.insertText(picture.credit, pos + 1 + offset + 1);
  });
  return tr;
}

/** A new figure with this picture, behind the caret's block or in place of its empty line. */
export function addPicture(state: EditorState, picture: Picture): Transaction | null {
  const { figure, figureAlt, figureCaption, figureCredit } = state.schema.nodes;
  if (!figure || !figureAlt || !figureCaption || !figureCredit) return null;
  const credit = picture.credit === "" ? null : state.schema.text(picture.credit);
  const parts = [figureAlt.create(), figureCaption.create(), figureCredit.create(null, credit)];
  return place(state.tr, figure.create({ asset: picture.id }, parts));
}
