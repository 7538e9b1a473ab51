import type { Block } from "@/db/seed/blocks";
import type { Move } from "@/lib/workflow/moves";

/** What an article of the demo may refer to; each answers with an id, or throws when nothing has that name yet. */
export type Newsroom = {
  byline: (name: BylineName) => string;
  tag: (slug: TagSlug) => string;
  picture: (name: PictureName) => string;
  article: (key: string) => string;
};

export type SectionSlug = "world" | "politics" | "economy" | "climate" | "culture";
export type TagSlug =
  | "energy"
  | "fisheries"
  | "elections"
  | "transport"
  | "household-bills"
  | "islands"
  | "film";
export type PictureName =
  | "sound"
  | "cranes"
  | "ferry"
  | "tram"
  | "fog"
  | "lighthouse"
  | "screen"
  | "marsh"
  | "street"
  | "sheep";
export type BylineName =
  | "climate-editor"
  | "jonas-reyes"
  | "ana-lindqvist"
  | "miriam-okafor"
  | "ledger-check";

export type Who = "chief" | "editor" | "reporter" | "checker";

/**
 * One act of the demo's past. `hoursAgo` counts back from the moment of seeding. `change` gets the newest
 * document and returns what it becomes.
 */
export type Act = { hoursAgo: number; who: Who } & (
  | { act: "create" }
  | { act: "change"; change: (document: Block, newsroom: Newsroom) => Block }
  | { act: "move"; move: Move; reason?: string }
  | { act: "publish"; as: "first" | "minor" | "update" | "clarification" | "correction"; note?: string }
  | { act: "unpublish"; reason: string; show: "gone" | "not-found" }
);

/** An article of the demo: where it stands, its words, and what was done to it. */
export type DemoArticle = {
  key: string;
  section: SectionSlug;
  slug?: string;
  words:
    | { document: (newsroom: Newsroom) => Block }
    | {
        text: string;
        kind: "story" | "tracker";
        headline?: string;
        standfirst: string;
        attrs: (newsroom: Newsroom) => { [name: string]: unknown };
      };
  past: Act[];
};
