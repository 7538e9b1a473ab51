import type { LanguageTable } from "@/lib/publishing/languages";

/** One word or figure of a text as change-class compares it. */
export type Word = {
  /** As written. */
  text: string;
  /** What two words must share to say the same: figures by value, dates by day, the rest by letters without case. */
  key: string;
  kind: "figure" | "date" | "name" | "word";
  quoted: boolean;
  /** Counts the sentences of the text. */
  sentence: number;
};

const WORD =
  /[$€£¥]?\s?(?<![\p{L}\p{N}.,])[-−]?\p{N}(?:[\p{N}.,\u00a0\u202f\u2009]*\p{N})?(?:\s?%|[\p{L}]+)?|\p{L}[\p{L}\p{M}\p{N}]*(?:['’.\-‐][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const QUOTES = /["“”«»„‘]|’(?!\p{L})/gu;

/**
 * The words of one text, with which of them stand inside quotation marks and in which sentence. `names` are words known to be
 * names from elsewhere in the article (lower case); a text set in title case shows no name by its capitals.
 * `table` null reads every word by its letters alone, case and accents kept.
 */
export function wordsOf(
  text: string,
  table: LanguageTable | null,
  names: ReadonlySet<string> = new Set(),
): Word[] {
  const quoteRanges = quotedRanges(text);
  const matches = [...text.matchAll(WORD)];
  const capitals = matches.filter(([word]) => /^\p{Lu}/u.test(word)).length;
  const isTitle = matches.length > 2 && capitals / matches.length > 0.6;
  const words: Word[] = [];
  let sentence = 0;
  let startsSentence = true;
  for (const [index, match] of matches.entries()) {
    const raw = match[0].trim();
    const from = match.index + match[0].indexOf(raw);
    const quoted = quoteRanges.some(([a, b]) => from >= a && from < b);
    const before = matches[index - 1];
    if (before) {
      const gap = text.slice(before.index + before[0].length, match.index);
      if (endsSentence(before[0], gap, raw, table)) {
        sentence += 1;
        startsSentence = true;
      }
    }
    if (/^[\p{L}]/u.test(raw)) {
      for (const part of table ? table.spellOut(plain(raw)) : [raw]) {
        const isWhole = part === plain(raw);
        words.push({
          text: isWhole ? raw : part,
          ...reading(isWhole ? raw : part, table, names, startsSentence || isTitle),
          quoted,
          sentence,
        });
      }
    } else {
      words.push({ text: raw, key: figureKey(raw, table), kind: "figure", quoted, sentence });
    }
    startsSentence = false;
  }
  return table ? joinFigures(words, table) : words;
}

/** Names the article writes with a capital inside a sentence, lower case: how a name at the start of one is known. */
export function namesIn(texts: readonly string[], table: LanguageTable | null): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const word of wordsOf(text, table)) {
      if (word.kind === "name") names.add(plain(word.text));
    }
  }
  return names;
}

/** Lower case, straight apostrophes, no dots, composed. */
export function plain(word: string): string {
  return word.normalize("NFC").toLowerCase().replace(/’/g, "'").replace(/\./g, "");
}

function reading(
  raw: string,
  table: LanguageTable | null,
  names: ReadonlySet<string>,
  capitalSaysNothing: boolean,
): { key: string; kind: Word["kind"] } {
  if (!table) return { key: raw.normalize("NFC"), kind: "word" };
  const word = plain(raw);
  const isCapital = /^\p{Lu}/u.test(raw);
  const date = table.dates.get(word);
  if (date && (isCapital || !table.capitalDates)) return { key: date, kind: "date" };
  if (table.relativeDates.has(word)) return { key: word, kind: "date" };
  const value = table.numbers.get(word);
  if (value !== undefined) return { key: `#${value}`, kind: "figure" };
  const isAcronym = /^\p{Lu}[\p{Lu}\p{N}.]*\p{Lu}\.?$/u.test(raw);
  const isName = isCapital && (isAcronym || names.has(word) || !capitalSaysNothing);
  return { key: word, kind: isName && !isFunctionWord(word, table) ? "name" : "word" };
}

const isFunctionWord = (word: string, table: LanguageTable) =>
  table.articles.has(word) || table.negations.has(word) || table.modals.has(word) || word.length < 2;

function figureKey(raw: string, table: LanguageTable | null): string {
  if (!table) return raw;
  const match = /^([$€£¥]?)\s?([-−]?)([\p{N}.,\u00a0\u202f\u2009]+)\s?(%?)(\p{L}*)$/u.exec(raw);
  if (!match) return raw;
  const [, currency = "", sign = "", digits = "", percent = "", suffix = ""] = match;
  const value = table.parseNumber(digits);
  const scale = table.scales.find(([word]) => word === suffix.toLowerCase());
  if (Number.isNaN(value)) return raw;
  const ordinal = /^(st|nd|rd|th|º|ª|o|a)$/i.test(suffix);
  const scaled = scale ? round(value * scale[1]) : value;
  const rest = scale || ordinal ? "" : suffix.toLowerCase();
  return `#${sign === "" ? "" : "-"}${scaled}${percent}${rest}${currency}`;
}

const round = (value: number) => Number(value.toPrecision(12));

/** "1.5" "billion" becomes one figure, and so does "5" "per cent". */
function joinFigures(words: Word[], table: LanguageTable): Word[] {
  const joined: Word[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (!word) break;
    const value = /^#(-?[\d.e+]+)([$€£¥]?)$/.exec(word.key);
    if (word.kind !== "figure" || !value) {
      joined.push(word);
      index += 1;
      continue;
    }
    let length = 1;
    let key = word.key;
    const scale = phraseAt(
      words,
      index + 1,
      table.scales.map(([phrase]) => phrase),
    );
    if (scale) {
      const factor = table.scales.find(([phrase]) => phrase === scale)?.[1] ?? 1;
      key = `#${round(Number(value[1]) * factor)}${value[2]}`;
      length += scale.split(" ").length;
    }
    const percent = phraseAt(words, index + length, table.percent);
    if (percent) {
      key = `${key}%`;
      length += percent.split(" ").length;
    }
    const text = words
      .slice(index, index + length)
      .map((part) => part.text)
      .join(" ");
    joined.push({ ...word, text, key });
    index += length;
  }
  return joined;
}

function phraseAt(words: Word[], at: number, phrases: readonly string[]): string | null {
  for (const phrase of phrases) {
    const parts = phrase.split(" ");
    const isHere = parts.every((part, offset) => {
      const word = words[at + offset];
      return word !== undefined && plain(word.text) === part;
    });
    if (isHere) return phrase;
  }
  return null;
}

function endsSentence(before: string, gap: string, next: string, table: LanguageTable | null): boolean {
  if (/\n/.test(gap)) return true;
  if (/[!?…]/.test(gap)) return !/^\p{Ll}/u.test(next);
  if (!gap.includes(".")) return false;
  if (/^\p{Ll}/u.test(next)) return false;
  const word = before.toLowerCase().replace(/’/g, "'");
  if (/^\p{Lu}$/u.test(before)) return false;
  return !table?.abbreviations.has(word);
}

/** Ranges of `text` between quotation marks of any style; a quotation left open runs to the end. */
function quotedRanges(text: string): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  let open: { at: number; close: string } | null = null;
  for (const match of text.matchAll(QUOTES)) {
    const mark = match[0];
    if (open) {
      if (open.close.includes(mark)) {
        ranges.push([open.at, match.index]);
        open = null;
      }
      continue;
    }
    const close = { "“": "”", "„": "“”", '"': '"', "«": "»", "‘": "’", "”": "” ", "»": "«" }[mark];
    if (close) open = { at: match.index + 1, close };
  }
  if (open) ranges.push([open.at, text.length]);
  return ranges;
}
