/**
 * Runs of a property test are seeded by GALLEY_SEED or the clock, and the seed is printed, so that a failure can be run
 * again. GALLEY_RUNS multiplies how many there are.
 */
export function seeded(runs: number): { seed: number; numRuns: number } {
  const seed = Number(process.env.GALLEY_SEED ?? Date.now() % 2 ** 31);
  console.info(`fast-check seed ${seed}`);
  return { seed, numRuns: runs * Number(process.env.GALLEY_RUNS ?? 1) };
}

/** Milliseconds of processor time that `work` takes: unlike the clock, it does not count what else the machine does. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** JSON of texts and paragraphs, for tests. */
export const text = (words: string, ...marks: object[]) => ({ type: "text", text: words, marks });
export const paragraph = (...content: object[]) => ({ type: "paragraph", content });
export const bold = { type: "bold" };

/** A document's JSON around some blocks, for tests. */
export function documentOf(...blocks: object[]) {
  return {
    type: "doc",
    content: [
      { type: "headline", content: [{ type: "text", text: "A headline" }] },
      { type: "standfirst" },
      ...(blocks.length > 0 ? blocks : [paragraph(text("Some words."))]),
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

/** One of everything a document may hold. */
export const everything = {
  ...documentOf(
    paragraph(
      text("Plain & "),
      text("bold ", bold),
      text("a link", { type: "link", attrs: { href: "/a?b=1&c" } }),
    ),
    { type: "heading", attrs: { level: 3 }, content: [text("A part")] },
    {
      type: "bulletList",
      content: [
        {
          type: "listItem",
          content: [
            paragraph(text("one")),
            {
              type: "orderedList",
              attrs: { start: 3 },
              content: [{ type: "listItem", content: [paragraph(text("inner"))] }],
            },
          ],
        },
        { type: "listItem", content: [paragraph(text("two"))] },
      ],
    },
    {
      type: "callout",
      attrs: { kind: "note" },
      content: [
        { type: "calloutLabel", content: [text("Note")] },
        { type: "calloutBody", content: [paragraph(text("Mind this.")), paragraph(text("And this."))] },
      ],
    },
    {
      type: "faq",
      content: [
        { type: "faqHeading", content: [text("Questions")] },
        {
          type: "faqPair",
          content: [
            { type: "faqQuestion", content: [text("Why?")] },
            { type: "faqAnswer", content: [paragraph(text("Because."))] },
          ],
        },
      ],
    },
    {
      type: "factList",
      content: [
        {
          type: "fact",
          content: [
            { type: "factLabel", content: [text("Signed")] },
            { type: "factValue", content: [text("July 2025")] },
            { type: "factSource", content: [text("Gazette")] },
          ],
        },
      ],
    },
    {
      type: "blockquote",
      content: [paragraph(text("Quoted.")), { type: "attribution", content: [text("Somebody")] }],
    },
    {
      type: "figure",
      content: [
        { type: "figureAlt", content: [text("A river")] },
        { type: "figureCaption", content: [text("The river")] },
        { type: "figureCredit", content: [text("Ana")] },
      ],
    },
    {
      type: "table",
      content: [
        {
          type: "tableRow",
          content: [
            { type: "tableHeader", content: [paragraph(text("A"))] },
            { type: "tableHeader", content: [paragraph(text("B"))] },
          ],
        },
        {
          type: "tableRow",
          content: [
            { type: "tableCell", content: [paragraph(text("1"))] },
            { type: "tableCell", content: [paragraph(text("2 | 3"))] },
          ],
        },
      ],
    },
    { type: "embed", attrs: { provider: "youtube", url: "https://example.org/v", title: "A film" } },
    { type: "divider" },
    paragraph(
      text("Made in "),
      { type: "factRef", attrs: { article: "t", fact: "f", text: "July" } },
      { type: "sourceNote", attrs: { text: "Report", url: "https://example.org/r" } },
      { type: "hardBreak" },
      text("1. not a list"),
    ),
    { type: "callToAction", attrs: { href: "/read" }, content: [text("Read on")] },
    { type: "related", content: [{ type: "relatedHeading", content: [text("More")] }] },
    { type: "commentPrompt", content: [text("Say something")] },
  ),
  attrs: {
    bylines: [
      { id: "a", part: "" },
      { id: "b", part: "photos" },
    ],
  },
};
