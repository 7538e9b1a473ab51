/**
 * The figures a document is held to. Characters are UTF-16 code units, as in ProseMirror positions; bytes are those of
 * the JSON in UTF-8. The server refuses what is over a limit and says which; nothing is ever cut silently.
 */
export const LIMITS = {
  documentBytes: 2 * 1024 * 1024,
  nodes: 20_000,
  depth: 32,
  characters: 500_000,
  /** From here on the editor warns that an article is long. */
  charactersToWarnAt: 250_000,
  title: 300,
  alt: 500,
  label: 300,
  url: 2_048,
  id: 64,
  name: 60,
  members: 100,
  steps: 500,
} as const;

/** The longest text of the nodes that are one line with a purpose; every other text is held to the whole document's limit. */
export const TEXT_LIMITS: Readonly<Record<string, number>> = {
  headline: LIMITS.title,
  standfirst: 1_000,
  heading: 1_000,
  calloutLabel: LIMITS.label,
  faqHeading: LIMITS.title,
  factLabel: LIMITS.label,
  figureAlt: LIMITS.alt,
  figureCredit: LIMITS.alt,
  relatedHeading: LIMITS.title,
  commentPrompt: LIMITS.title,
};
