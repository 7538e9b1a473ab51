import type { Field } from "@/lib/publishing/fields";
import type { LanguageTable } from "@/lib/publishing/languages";
import { type Word, wordsOf } from "@/lib/publishing/words";

/** A sentence of a field; two that say the same in the same kind of field have the same `key`. */
export type Sentence = { field: Field; words: Word[]; text: string; key: string };

/** The sentences of a field in order; a word belongs to the sentence that `wordsOf` says. */
export function sentencesOf(
  field: Field,
  table: LanguageTable | null,
  names: ReadonlySet<string>,
): Sentence[] {
  const words = wordsOf(field.text, table, names);
  const sentences: Sentence[] = [];
  for (const word of words) {
    const marked = field.register === "quoted" ? { ...word, quoted: true } : word;
    const last = sentences.at(-1);
    if (last && last.words[0]?.sentence === word.sentence) last.words.push(marked);
    else sentences.push({ field, words: [marked], text: "", key: "" });
  }
  for (const sentence of sentences) {
    sentence.text = sentence.words.map((word) => word.text).join(" ");
    sentence.key = `${group(field)}|${sentence.words.map((word) => (word.quoted ? `“${word.key}` : word.key)).join(" ")}`;
  }
  return sentences;
}

/** A sentence moved between places of one group says the same; out of a quotation or a credit it does not. */
function group(field: Field): string {
  return field.register === "quoted" ? "text" : field.register;
}

/** Both lists without the sentences that stand in both, each taken as often as it stands in the other. */
export function withoutEqual(old: Sentence[], now: Sentence[]): { removed: Sentence[]; added: Sentence[] } {
  const waiting = new Map<string, number>();
  for (const { key } of now) waiting.set(key, (waiting.get(key) ?? 0) + 1);
  const kept = new Map<string, number>();
  const removed = old.filter(({ key }) => {
    const count = waiting.get(key) ?? 0;
    if (count === 0) return true;
    waiting.set(key, count - 1);
    kept.set(key, (kept.get(key) ?? 0) + 1);
    return false;
  });
  const added = now.filter(({ key }) => {
    const count = kept.get(key) ?? 0;
    if (count === 0) return true;
    kept.set(key, count - 1);
    return false;
  });
  return { removed, added };
}

/** Above this many pairs a sentence is looked for near its old place only. */
const MAX_PAIRS = 40_000;
const WINDOW = 50;

/** Which removed sentence became which added one: alike ones first in one field, then anywhere, then what is left of a field. */
export function pairUp(
  removed: Sentence[],
  added: Sentence[],
): { pairs: [Sentence, Sentence][]; gone: Sentence[]; fresh: Sentence[] } {
  const pairs: [Sentence, Sentence][] = [];
  const old = new Set(removed);
  const now = new Set(added);
  const pair = (a: Sentence, b: Sentence) => {
    pairs.push([a, b]);
    old.delete(a);
    now.delete(b);
  };
  const byLikeness = (isCandidate: (a: Sentence, b: Sentence) => boolean, atLeast: number) => {
    const [olds, news] = [[...old], [...now]];
    const isLarge = olds.length * news.length > MAX_PAIRS;
    const scored = olds.flatMap((a, i) => {
      const counts = countKeys(a.words);
      const near = Math.round((i * news.length) / olds.length);
      return (isLarge ? news.slice(Math.max(0, near - WINDOW), near + WINDOW) : news)
        .filter((b) => isCandidate(a, b))
        .map((b) => ({ a, b, score: likeness(a.words, counts, b.words) }))
        .filter(({ score }) => score >= atLeast);
    });
    scored.sort((x, y) => y.score - x.score);
    for (const { a, b } of scored) if (old.has(a) && now.has(b)) pair(a, b);
  };
  byLikeness((a, b) => a.field.key === b.field.key, 0.3);
  byLikeness((a, b) => group(a.field) === group(b.field) || a.field.block === b.field.block, 0.5);
  for (const a of [...old]) {
    const b = [...now].find((candidate) => candidate.field.key === a.field.key);
    if (b) pair(a, b);
  }
  return { pairs, gone: [...old], fresh: [...now] };
}

function countKeys(words: Word[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of words) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Words of `b` that `a` has too, over all words of both, 0 to 1. A word said more often in `b` counts as often as in `a`. */
function likeness(a: Word[], counts: ReadonlyMap<string, number>, b: Word[]): number {
  const used = new Map<string, number>();
  let shared = 0;
  for (const { key } of b) {
    const count = counts.get(key);
    if (count === undefined) continue;
    const spent = used.get(key) ?? 0;
    if (spent < count) {
      shared += 1;
      used.set(key, spent + 1);
    }
  }
  return (2 * shared) / Math.max(1, a.length + b.length);
}
