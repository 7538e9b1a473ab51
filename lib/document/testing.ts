import fc from "fast-check";

/** Runs of a property test are seeded by GALLEY_SEED or the clock, and the seed is printed, so that a failure can be run again. */
export function seeded(runs: number): { seed: number; numRuns: number } {
  const seed = Number(process.env.GALLEY_SEED ?? Date.now() % 2 ** 31);
  console.info(`fast-check seed ${seed}`);
  return { seed, numRuns: runs };
}

const paragraph = (text: string) => ({
  type: "paragraph",
  content: text === "" ? [] : [{ type: "text", text }],
});

/** A document's JSON around some blocks, for tests. */
export function documentOf(...blocks: object[]) {
  return {
    type: "doc",
    content: [
      { type: "headline", content: [{ type: "text", text: "A headline" }] },
      { type: "standfirst" },
      ...(blocks.length > 0 ? blocks : [paragraph("Some words.")]),
    ],
  };
}

/** A document of about that many words, in paragraphs of a hundred under headings. */
export function longDocument(words: number) {
  const blocks = Array.from({ length: Math.ceil(words / 100) }, (_, index) => [
    ...(index % 4 === 0
      ? [{ type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: `Part ${index}` }] }]
      : []),
    {
      type: "paragraph",
      attrs: { id: `block-${index}` },
      content: [
        { type: "text", text: "Lead words " },
        { type: "text", marks: [{ type: "bold" }], text: "stand out " },
        { type: "text", text: "and others follow them closely. ".repeat(19) },
      ],
    },
  ]);
  return documentOf(...blocks.flat());
}

/** Any string that is valid UTF-8 and holds no NUL. */
export const anyText = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").toWellFormed());
