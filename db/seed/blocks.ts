/**
 * Short names for writing an article of the demo newsroom as a ProseMirror document.
 * Text takes a little Markdown: **bold**, _italic_ and [words](address).
 */

export type Attributes = { [name: string]: unknown };
export type Mark = { type: string; attrs?: Attributes };
export type Block = { type: string; attrs?: Attributes; marks?: Mark[]; text?: string; content?: Block[] };

const inlineMark = /\*\*(.+?)\*\*|_(.+?)_|\[(.+?)\]\((.+?)\)/g;

function words(text: string, marks: Mark[] = []): Block[] {
  return text === "" ? [] : [{ type: "text", text, ...(marks.length > 0 ? { marks } : {}) }];
}

/** Text with a little Markdown → inline nodes. Unclosed signs stay as they are typed. */
export function inline(text: string): Block[] {
  const nodes: Block[] = [];
  let end = 0;
  for (const match of text.matchAll(inlineMark)) {
    nodes.push(...words(text.slice(end, match.index)));
    const [whole, bold, italic, label, href] = match;
    if (bold !== undefined) nodes.push(...words(bold, [{ type: "bold" }]));
    else if (italic !== undefined) nodes.push(...words(italic, [{ type: "italic" }]));
    else nodes.push(...words(label ?? "", [{ type: "link", attrs: { href } }]));
    end = match.index + whole.length;
  }
  nodes.push(...words(text.slice(end)));
  return nodes;
}

export const p = (text: string): Block => ({ type: "paragraph", content: inline(text) });

export const h2 = (text: string): Block => ({ type: "heading", attrs: { level: 2 }, content: words(text) });

export const h3 = (text: string): Block => ({ type: "heading", attrs: { level: 3 }, content: words(text) });

export const bullets = (...items: string[]): Block => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [p(item)] })),
});

export const numbered = (...items: string[]): Block => ({
  type: "orderedList",
  attrs: { start: 1 },
  content: items.map((item) => ({ type: "listItem", content: [p(item)] })),
});

const attribution = (by: string): Block => ({ type: "attribution", content: inline(by) });

export const quote = (by: string, ...paragraphs: string[]): Block => ({
  type: "blockquote",
  content: [...paragraphs.map(p), attribution(by)],
});

export const pullQuote = (text: string, by: string): Block => ({
  type: "pullQuote",
  content: [p(text), attribution(by)],
});

export const callout = (
  kind: "didYouKnow" | "proTip" | "note" | "context",
  label: string,
  ...body: string[]
): Block => ({
  type: "callout",
  attrs: { kind },
  content: [
    { type: "calloutLabel", content: words(label) },
    { type: "calloutBody", content: body.map(p) },
  ],
});

export const faq = (heading: string, pairs: [question: string, answer: string][]): Block => ({
  type: "faq",
  content: [
    { type: "faqHeading", content: words(heading) },
    ...pairs.map(([question, answer]) => ({
      type: "faqPair",
      content: [
        { type: "faqQuestion", content: words(question) },
        { type: "faqAnswer", content: [p(answer)] },
      ],
    })),
  ],
});

export const divider: Block = { type: "divider" };

export const related = (heading: string, ...picks: string[]): Block => ({
  type: "related",
  attrs: { picks: picks.map((id) => ({ id })) },
  content: [{ type: "relatedHeading", content: words(heading) }],
});

export const embed = (provider: string, url: string, title: string): Block => ({
  type: "embed",
  attrs: { provider, url, title },
});

export const figure = (asset: string, alt: string, caption: string, credit: string): Block => ({
  type: "figure",
  attrs: { asset, focalX: 0.5, focalY: 0.5, decorative: false },
  content: [
    { type: "figureAlt", content: words(alt) },
    { type: "figureCaption", content: inline(caption) },
    { type: "figureCredit", content: words(credit) },
  ],
});

export const table = (head: string[], ...rows: string[][]): Block => ({
  type: "table",
  content: [
    {
      type: "tableRow",
      content: head.map((cell) => ({ type: "tableHeader", content: [p(cell)] })),
    },
    ...rows.map((row) => ({
      type: "tableRow",
      content: row.map((cell) => ({ type: "tableCell", content: [p(cell)] })),
    })),
  ],
});

/** A whole article: headline, standfirst, blocks, and the attributes the document node carries. */
export function article(
  headline: string,
  standfirst: string,
  attrs: Attributes,
  ...blocks: (Block | Block[])[]
): Block {
  return {
    type: "doc",
    attrs,
    content: [
      { type: "headline", content: words(headline) },
      { type: "standfirst", content: inline(standfirst) },
      ...blocks.flat(),
    ],
  };
}
