/** What a line of a plain text can be, with the name screens show. */
export const LINE_KINDS = {
  seoTitle: "Title for search engines",
  kicker: "Kicker",
  headline: "Headline",
  byline: "Byline",
  updated: "Date of the last update",
  standfirst: "Standfirst",
  paragraph: "Paragraph",
  wrapped: "Goes on with the line above",
  lineBreak: "New line in the block above",
  heading: "Heading",
  subheading: "Subheading",
  bullet: "Bullet",
  numbered: "Numbered item",
  quote: "Quote",
  didYouKnow: "“Did you know?” box",
  proTip: "Tip box",
  note: "Note box",
  context: "Context box",
  faqHeading: "Heading of questions and answers",
  question: "Question",
  answer: "Answer",
  fact: "Fact",
  divider: "Divider",
  callToAction: "Call to action",
  related: "Related articles",
  commentPrompt: "Invitation to comment",
} as const;

export type LineKind = keyof typeof LINE_KINDS;

/** Kinds that are about the article and stand before its body. */
export const HEAD_KINDS: ReadonlySet<LineKind> = new Set([
  "seoTitle",
  "kicker",
  "headline",
  "byline",
  "updated",
  "standfirst",
]);

/** Whether a value from outside is one of the kinds above. */
export function isLineKind(value: unknown): value is LineKind {
  return typeof value === "string" && Object.hasOwn(LINE_KINDS, value);
}
