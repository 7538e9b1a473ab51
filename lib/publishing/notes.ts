import type { Json } from "@/db/schema";
import { type ChangeClass, movesUpdated } from "@/lib/publishing/stamps";

/** Characters of a note to readers; what is longer is an article. */
export const MAX_NOTE = 2_000;

/** Characters of a reason to publish in spite of something: enough that somebody can judge it later. */
export const MIN_OVERRIDE = 20;
export const MAX_OVERRIDE = 1_000;

type Presets = Partial<Record<ChangeClass, string[]>>;

const english: Presets = {
  update: [
    "This article was updated with new information.",
    "This article was updated to include a response.",
  ],
  clarification: ["This article was changed to make clearer that …"],
  correction: [
    "An earlier version of this article misstated …. It was ….",
    "An earlier version of this article misspelled the name of ….",
  ],
  editors_note: ["Editor’s note: …"],
  retraction: ["We have withdrawn the claims of this article because …."],
};

const spanish: Presets = {
  update: [
    "Este artículo se actualizó con información nueva.",
    "Este artículo se actualizó para incluir una respuesta.",
  ],
  clarification: ["Este artículo se modificó para aclarar que …"],
  correction: [
    "Una versión anterior de este artículo decía por error …. Fue ….",
    "Una versión anterior de este artículo escribía mal el nombre de ….",
  ],
  editors_note: ["Nota de la redacción: …"],
  retraction: ["Hemos retirado lo que afirmaba este artículo porque …."],
};

/** Sentences to begin a reader note with: the newsroom's own (setting `readerNotes`), else ours in the article's language. */
export function notePresets(language: string, setting: Json | undefined): Presets {
  const ours = language.toLowerCase().startsWith("es") ? spanish : english;
  if (typeof setting !== "object" || setting === null || Array.isArray(setting)) return ours;
  const theirs: Presets = { ...ours };
  for (const [name, value] of Object.entries(setting)) {
    if (!Array.isArray(value)) continue;
    const sentences = value.filter((sentence) => typeof sentence === "string");
    if (name in ours && sentences.length > 0) Object.assign(theirs, { [name]: sentences });
  }
  return theirs;
}

/** Why this note cannot go out with this class, or null when it can. */
export function noteProblem(changeClass: ChangeClass, note: string): string | null {
  if (note.length > MAX_NOTE) return `Keep the reader note to ${MAX_NOTE} characters.`;
  if (!note.isWellFormed() || note.includes("\0"))
    return "The reader note holds characters that cannot be stored.";
  if (!movesUpdated(changeClass)) return null;
  if (note.trim() === "") return "Tell readers what changed: this class carries a note.";
  if (note.includes("…") && /…\.?(\s|$)/.test(note)) return "Fill in the “…” of the reader note.";
  return null;
}
