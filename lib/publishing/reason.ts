import type { ChangeClass } from "@/lib/publishing/stamps";

/** One thing that changed, with the words as they were and are, and the class that alone it would need. */
export type Reason = { block: string | null; words: string; why: string; class: ChangeClass };

/** How much a class says to readers; classes of one rank stand for each other. */
export const rank: Record<ChangeClass, number> = {
  first: 0,
  minor: 0,
  update: 1,
  clarification: 2,
  correction: 3,
  editors_note: 3,
  retraction: 4,
};

/** Words for a list of reasons: at most `most` UTF-16 units, with an ellipsis where some were cut. */
export const shortened = (words: string, most = 160): string =>
  words.length <= most ? words : `${words.slice(0, most - 3)}…`;
