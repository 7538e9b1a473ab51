import type { Blocker } from "@/lib/errors";
import type { Reason } from "@/lib/publishing/reason";
import type { ChangeClass } from "@/lib/publishing/stamps";
import type { Move, State } from "@/lib/workflow/moves";

/** A stamp as screens show it. */
type ShownStamp = { datetime: string; text: string } | null;
export type ShownStamps = { published: ShownStamp; updated: ShownStamp; factsChecked: ShownStamp };

export type ClassChoice = {
  class: ChangeClass;
  name: string;
  /** Whether it says at least as much as the change needs. */
  isAllowed: boolean;
  needsNote: boolean;
  presets: string[];
  /** What readers will be told about time if this class is chosen. */
  stamps: ShownStamps;
  /** What would stop a publication of this class. */
  blockers: PreviewFinding[];
};

export type PreviewFinding = Blocker & { words: string; liftedBy: "editor" | null };

/** Everything the publish drawer shows, for the version the editor has read. */
export type PublishPreview = {
  articleId: string;
  version: number;
  head: number;
  state: State;
  skipped: Move[];
  /** The number of the publication readers have; null when none. */
  live: number | null;
  /** Readers have exactly this already; published as a minor fix it would be refused. */
  isUnchanged: boolean;
  blockers: PreviewFinding[];
  warnings: PreviewFinding[];
  least: { class: ChangeClass; reasons: Reason[] };
  classes: ClassChoice[];
  before: { headline: string; url: string; stamps: ShownStamps } | null;
  after: { headline: string; url: string | null };
  /** Who wrote between `version` and the head, with about how many words. */
  since: { name: string; words: number }[];
};
