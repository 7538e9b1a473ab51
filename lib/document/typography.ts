/** Quotation marks of a language: double and single, each opening and closing. */
type QuotationMarks = { double: readonly [string, string]; single: readonly [string, string] };

const curly: QuotationMarks = { double: ["“", "”"], single: ["‘", "’"] };

/**
 * By language tag, the more exact first. Newsrooms that write Spanish in the Americas use the English forms; French keeps
 * narrow no-break spaces inside. A language that is not here gets the English forms.
 */
const marksOf: Readonly<Record<string, QuotationMarks>> = {
  en: curly,
  es: curly,
  pt: curly,
  it: curly,
  nl: curly,
  "es-ES": { double: ["«", "»"], single: ["“", "”"] },
  "pt-PT": { double: ["«", "»"], single: ["“", "”"] },
  fr: { double: ["«\u202f", "\u202f»"], single: ["“", "”"] },
  de: { double: ["„", "“"], single: ["‚", "‘"] },
  pl: { double: ["„", "”"], single: ["‚", "’"] },
  cs: { double: ["„", "“"], single: ["‚", "‘"] },
  sv: { double: ["”", "”"], single: ["’", "’"] },
  fi: { double: ["”", "”"], single: ["’", "’"] },
  ru: { double: ["«", "»"], single: ["„", "“"] },
  uk: { double: ["«", "»"], single: ["„", "“"] },
};

const APOSTROPHE = "’";

// After these a quotation mark opens: nothing, white space, an opening bracket or mark, a dash or slash.
const opens = /(?:^|[\s\p{Ps}\p{Pi}\p{Pd}/¿¡„‚])$/u;

/**
 * What a typed straight quote becomes, by the words before it in its paragraph and the article's language.
 * An apostrophe inside or after a word ("don't", "voters'") is ’, and so is the closing mark
 * of most languages; where it is not, an open quotation is closed first.
 */
export function curlyQuote(typed: '"' | "'", before: string, language: string): string {
  const marks = marksOf[language] ?? marksOf[language.split("-")[0] ?? ""] ?? curly;
  const [opening, closing] = typed === '"' ? marks.double : marks.single;
  // In Swedish and Finnish the marks are alike; whether it opens makes no difference.
  if (opens.test(before) && !isStillOpen(before, opening, closing)) return opening;
  if (typed === '"') return closing;
  const inQuotation = lastIndexOfMark(before, opening) > lastIndexOfMark(before, closing);
  return inQuotation ? closing : APOSTROPHE;
}

/** "He said “" right before the caret: a second typed mark closes the empty quotation instead of opening one more. */
function isStillOpen(before: string, opening: string, closing: string): boolean {
  return opening !== closing && before.endsWith(opening);
}

function lastIndexOfMark(text: string, mark: string): number {
  return text.lastIndexOf(mark.trim());
}
