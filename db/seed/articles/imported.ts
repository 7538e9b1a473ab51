import { readFileSync } from "node:fs";
import path from "node:path";
import { format, subDays } from "date-fns";
import type { DemoArticle } from "@/db/seed/articles/story";
import { type Block, figure } from "@/db/seed/blocks";

// Resolved from the project's root, where every command of Galley runs, so that it also holds in a bundle.
const textOf = (name: string) => readFileSync(path.join(process.cwd(), "db/seed/texts", name), "utf8");

/** The same document with its call to action pointing at `article`. */
const pointedAt = (document: Block, article: string): Block =>
  document.type === "callToAction"
    ? { ...document, attrs: { ...document.attrs, article } }
    : {
        ...document,
        ...(document.content ? { content: document.content.map((inner) => pointedAt(inner, article)) } : {}),
      };

/** The same document with `block` after its first paragraph. */
function illustrated(document: Block, block: Block): Block {
  const content = document.content ?? [];
  const first = content.findIndex(({ type }) => type === "paragraph") + 1;
  return { ...document, content: [...content.slice(0, first), block, ...content.slice(first)] };
}

/** The two pieces that reach the newsroom as plain text, so that the demo shows what an import makes of one. */
export const imported = (now: Date): DemoArticle[] => [
  {
    key: "tidal-grid",
    section: "climate",
    words: {
      kind: "story",
      standfirst:
        "Corvane has learned to make power from the sea to the minute. Now the Assembly must say who pays for everything between a turbine and a kettle.",
      text: textOf("tidal-grid.txt"),
      attrs: ({ byline, tag, picture }) => ({
        seoDescription:
          "The turbines of the Karra Sound are exact to the minute. What has to be built around them is not, and the Assembly must choose who pays.",
        genre: "analysis",
        leadPicture: picture("sound"),
        tags: [tag("energy"), tag("household-bills")],
        bylines: [{ id: byline("climate-editor"), part: "" }],
      }),
    },
    past: [
      { hoursAgo: 48, who: "editor", act: "create" },
      {
        hoursAgo: 44,
        who: "editor",
        act: "change",
        change: (document, { article, picture }) =>
          illustrated(
            pointedAt(document, article("bills")),
            figure(
              picture("sound"),
              "Four yellow floating power stations in line across a calm sound at sunset, hills behind them.",
              "Each hull in the Karra Sound carries two turbines under water. They turn with the tide, whichever way it runs.",
              "Illustration: The Ledger",
            ),
          ),
      },
      { hoursAgo: 42, who: "editor", act: "move", move: "submit" },
      { hoursAgo: 36, who: "chief", act: "move", move: "start-checking" },
      { hoursAgo: 17, who: "chief", act: "move", move: "approve" },
      { hoursAgo: 16, who: "chief", act: "publish", as: "first" },
    ],
  },
  {
    key: "halden-strait",
    section: "world",
    slug: "halden-strait-accord",
    words: {
      kind: "tracker",
      headline: "The Halden Strait fishing accord",
      standfirst:
        "What is known about the accord that shares the fishing grounds between Corvane and Brenland, and what is not.",
      text: textOf("halden-strait.txt").replace("@UPDATED@", format(subDays(now, 12), "MMMM d, yyyy")),
      attrs: ({ byline, tag }) => ({
        seoTitle: "Halden Strait fishing accord: tracker",
        seoDescription:
          "What is known, and what is not, about the accord that shares the fishing grounds of the Halden Strait between Corvane and Brenland.",
        tags: [tag("fisheries")],
        bylines: [{ id: byline("ana-lindqvist"), part: "" }],
      }),
    },
    past: [
      { hoursAgo: 285, who: "editor", act: "create" },
      { hoursAgo: 282, who: "chief", act: "publish", as: "first" },
    ],
  },
];
