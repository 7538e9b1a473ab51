import {
  type DocumentNode,
  type Field,
  fieldsOf,
  listAttr,
  nodesOf,
  stringAttr,
  stringsAttr,
} from "@/lib/publishing/fields";
import { type LanguageTable, languageTable } from "@/lib/publishing/languages";
import type { ChangeClass } from "@/lib/publishing/stamps";
import { namesIn, plain, type Word, wordsOf } from "@/lib/publishing/words";

/** One thing that changed, with the words as they were and are, and the class that alone it would need. */
export type Reason = { block: string | null; words: string; why: string; class: ChangeClass };

const rank: Record<ChangeClass, number> = {
  first: 0,
  minor: 0,
  update: 1,
  clarification: 2,
  correction: 3,
  editors_note: 3,
  retraction: 4,
};

/** Whether a class says at least as much to readers as another. */
export const isAtLeast = (chosen: ChangeClass, least: ChangeClass) => rank[chosen] >= rank[least];

/**
 * The least class that the difference between what readers have and what they will get allows, with the words that decided
 * it (design §6). Pure. `before` null: nothing is live, so `first`. Reasons come with the weightiest first.
 */
export function leastClass(
  before: DocumentNode | null,
  after: DocumentNode,
): { class: ChangeClass; reasons: Reason[] } {
  if (before === null) return { class: "first", reasons: [] };
  const reasons = [...wordChanges(before, after), ...attributeChanges(before, after)];
  reasons.sort((a, b) => rank[b.class] - rank[a.class]);
  return { class: reasons[0]?.class ?? "minor", reasons };
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────

type Sentence = { field: Field; words: Word[]; text: string; key: string };

function wordChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  const table = languageTable(stringAttr(after.attrs, "language") || "en");
  const oldFields = fieldsOf(before);
  const newFields = fieldsOf(after);
  const newByKey = new Map(newFields.map((field) => [field.key, field]));
  const isSame = (field: Field) => newByKey.get(field.key)?.text === field.text;
  const names = namesIn(
    [...oldFields, ...newFields].map((field) => field.text),
    table,
  );
  const oldSame = new Set(oldFields.filter(isSame).map((field) => field.key));
  const sentences = (fields: Field[]) =>
    fields.filter((field) => !oldSame.has(field.key)).flatMap((field) => sentencesOf(field, table, names));
  const vocabulary = new Set(
    [...oldFields, ...newFields].flatMap((field) => plain(field.text).split(/[^\p{L}\p{M}']+/u)),
  );
  const known = countWords(oldFields, vocabulary);

  const { removed, added } = withoutEqual(sentences(oldFields), sentences(newFields));
  const { pairs, gone, fresh } = pairUp(removed, added);
  const redated = redatedFacts(before, after);

  const reasons: Reason[] = [];
  for (const [old, now] of pairs) {
    for (const reason of sentenceChanges(old, now, table, known)) {
      reasons.push(tempered(reason, now.field, redated));
    }
  }
  for (const sentence of gone) {
    if (sentence.words.length === 0) continue;
    reasons.push(
      tempered(
        {
          block: sentence.field.block,
          words: shortened(sentence.text),
          why: "a published sentence is gone",
          class: "clarification",
        },
        sentence.field,
        redated,
      ),
    );
  }
  for (const sentence of fresh) {
    if (sentence.words.length === 0) continue;
    reasons.push(
      tempered(
        {
          block: sentence.field.block,
          words: shortened(sentence.text),
          why: "text is added",
          class: sentence.field.register === "alt" ? "minor" : "update",
        },
        sentence.field,
        redated,
      ),
    );
  }
  for (const field of oldFields) {
    const now = newByKey.get(field.key);
    if (!now || now.text !== field.text) continue;
    if (field.styled.join("|") === now.styled.join("|")) continue;
    const difference = [...field.styled, ...now.styled].filter(
      (styled) => field.styled.includes(styled) !== now.styled.includes(styled),
    );
    const hasDigit = difference.some((styled) => /\p{N}/u.test(styled));
    reasons.push({
      block: field.block,
      words: shortened(difference.join(", ")),
      why: hasDigit ? "a figure is struck out, raised or lowered" : "words are struck out, raised or lowered",
      class: hasDigit
        ? "correction"
        : difference.some((s) => s.startsWith("strike"))
          ? "clarification"
          : "minor",
    });
  }
  return reasons;
}

/** Invitations around the journalism are minor; a fact dated anew says what is true now, not that it was wrong. */
function tempered(reason: Reason, field: Field, redated: ReadonlySet<string>): Reason {
  if (field.register === "furniture") return { ...reason, class: "minor" };
  if (field.fact !== null && redated.has(field.fact) && rank[reason.class] > rank.update) {
    return { ...reason, class: "update", why: `${reason.why}, in a fact with a newer as-of date` };
  }
  return reason;
}

function redatedFacts(before: DocumentNode, after: DocumentNode): Set<string> {
  const asOf = (doc: DocumentNode) =>
    new Map(
      [...nodesOf(doc)]
        .filter(({ node }) => node.type === "fact")
        .map(({ node }) => [stringAttr(node.attrs, "id"), stringAttr(node.attrs, "asOf")]),
    );
  const old = asOf(before);
  return new Set(
    [...asOf(after)].filter(([id, date]) => date !== "" && date > (old.get(id) ?? "9")).map(([id]) => id),
  );
}

function sentencesOf(field: Field, table: LanguageTable | null, names: ReadonlySet<string>): Sentence[] {
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

function countWords(fields: Field[], vocabulary: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const field of fields) {
    for (const word of plain(field.text).split(/[^\p{L}\p{M}']+/u)) {
      if (vocabulary.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

function withoutEqual(old: Sentence[], now: Sentence[]): { removed: Sentence[]; added: Sentence[] } {
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
function pairUp(
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

/** Words that became others, with up to three words before and the one after, as they stand now. */
type Hunk = { gone: Word[]; fresh: Word[]; lead: Word[]; after: Word | null };

function sentenceChanges(
  old: Sentence,
  now: Sentence,
  table: LanguageTable | null,
  known: ReadonlyMap<string, number>,
): Reason[] {
  const reason = (words: string, why: string, changeClass: ChangeClass): Reason => ({
    block: now.field.block,
    words: shortened(words),
    why,
    class: changeClass,
  });
  const { hunks, requoted } = difference(old.words, now.words);
  const reasons = hunks.map((hunk) => {
    const words = hunkWords(hunk);
    if (!table) return reason(words, "a word changed in a language without rules of its own", "correction");
    const [why, changeClass] = hunkClass(hunk, now.field, table, known);
    const isOfSource = changeClass === "clarification" && hunk.gone.length > 0 && namesSource(hunk, table);
    if (isOfSource) return reason(words, "who said it changed", "correction");
    return reason(words, why, changeClass);
  });
  if (requoted.length > 0) {
    const words = requoted.map((word) => word.text).join(" ");
    reasons.push(reason(words, "quotation marks were set or taken away", "correction"));
  }
  if (old.field.register !== now.field.register && reasons.length === 0) {
    reasons.push(reason(now.text, "words moved to another kind of field", "minor"));
  }
  return reasons;
}

function hunkWords({ gone, fresh }: Hunk): string {
  const text = (words: Word[]) => words.map((word) => word.text).join(" ");
  if (gone.length === 0) return `+ ${text(fresh)}`;
  if (fresh.length === 0) return `− ${text(gone)}`;
  return `${text(gone)} → ${text(fresh)}`;
}

function hunkClass(
  { gone, fresh, lead, after }: Hunk,
  field: Field,
  table: LanguageTable,
  known: ReadonlyMap<string, number>,
): [why: string, changeClass: ChangeClass] {
  const all = [...gone, ...fresh];
  const before = lead.at(-1);
  const isRewrite = gone.length > 0;
  const keyIn = (words: ReadonlySet<string>) => (word: Word) => words.has(word.key);
  const negations = (words: Word[]) => words.filter(keyIn(table.negations)).length;

  const isRepeated =
    fresh.length === 0 && gone.length === 1 && (gone[0]?.key === before?.key || gone[0]?.key === after?.key);
  if (isRepeated) return ["a doubled word", "minor"];

  if (field.register === "credit" && isRewrite) return ["who said or made it changed", "correction"];
  if (negations(gone) !== negations(fresh)) return ["a negation changed", "correction"];
  if (isRewrite && all.some((word) => word.quoted)) return ["quoted words changed", "correction"];
  if (fresh.some((word) => word.quoted)) return ["quoted words changed", "correction"];
  if (isRewrite && gone.some((word) => word.kind === "figure")) return ["a figure changed", "correction"];
  if (isRewrite && fresh.some((word) => word.kind === "figure")) return ["a figure changed", "correction"];
  if (isRewrite && all.some((word) => word.kind === "date")) return ["a date changed", "correction"];
  if (isRewrite && gone.some((word) => word.kind === "name")) return ["a name changed", "correction"];
  if (isRewrite && fresh.some((word) => word.kind === "name")) return ["a name changed", "correction"];
  if (all.some(keyIn(table.attributions)) && (isRewrite || fresh.length <= 3)) {
    return ["who said it, or how it was said, changed", "correction"];
  }
  if (isRewrite && before?.kind === "figure" && fresh.length > 0 && !gone.every(keyIn(table.articles))) {
    return ["the unit of a figure changed", "correction"];
  }
  if (gone.length === 1 && fresh.length === 1 && gone[0] && fresh[0]) {
    return wordClass(gone[0].key, fresh[0].key, table, known);
  }
  if (all.some(keyIn(table.modals))) return ["how certain it is changed", "clarification"];
  if (all.every(keyIn(table.articles))) return ["an article or joining word", "minor"];
  if (isSpacing(gone, fresh)) return ["spacing or a hyphen", "minor"];
  if (!isRewrite) return ["text is added", "update"];
  if (fresh.length === 0) return ["published words are gone", "clarification"];
  return ["published words are replaced", "clarification"];
}

/** "according to the …", "… said": the place where a source stands. */
function namesSource({ lead, after }: Hunk, table: LanguageTable): boolean {
  return (
    lead.some((word) => table.introducers.has(word.key)) ||
    (after !== null && table.attributions.has(after.key))
  );
}

const isSpacing = (gone: Word[], fresh: Word[]) => {
  const letters = (words: Word[]) => words.map((word) => word.key.replace(/[-‐']/g, "")).join("");
  return letters(gone) === letters(fresh);
};

/** One word became another: a slip of the pen, or another word? */
function wordClass(
  old: string,
  now: string,
  table: LanguageTable,
  known: ReadonlyMap<string, number>,
): [why: string, changeClass: ChangeClass] {
  if (table.negatingPrefixes.some((prefix) => old === prefix + now || now === prefix + old)) {
    return ["a word became its opposite", "correction"];
  }
  if (table.modals.has(old) !== table.modals.has(now) || (table.modals.has(old) && table.modals.has(now))) {
    return ["how certain it is changed", "clarification"];
  }
  if (table.articles.has(old) && table.articles.has(now)) return ["an article or joining word", "minor"];
  if (old.replace(/[-‐']/g, "") === now.replace(/[-‐']/g, "")) return ["spacing or a hyphen", "minor"];
  if (withoutAccents(old) === withoutAccents(now)) {
    return table.accentMatters(old, now)
      ? ["an accent that changes the meaning", "clarification"]
      : ["an accent", "minor"];
  }
  if (table.isInflection(old, now)) return ["number or tense changed", "clarification"];
  // A word the article writes correctly elsewhere was no slip there, so it is none here.
  const isWordElsewhere = (known.get(old) ?? 0) > 1;
  const longest = Math.max(old.length, now.length);
  const allowed = longest >= 8 ? 2 : longest >= 4 ? 1 : isSwap(old, now) ? 1 : 0;
  if (!isWordElsewhere && editDistance(old, now) <= allowed) return ["spelling", "minor"];
  return ["a published word is replaced", "clarification"];
}

const withoutAccents = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "");

/** Two neighbouring letters changed places: "teh". */
function isSwap(a: string, b: string): boolean {
  return a.length === b.length && a !== b && [...a].sort().join("") === [...b].sort().join("");
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      let least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row) row[j] = least;
    }
  }
  return at(a.length, b.length);
}

/** More cells than this and the middle of two sentences is taken as one replacement. */
const MAX_CELLS = 4_000_000;

/** Where two lists of words differ, longest common subsequence kept, and which kept words entered or left a quotation. */
function difference(old: Word[], now: Word[]): { hunks: Hunk[]; requoted: Word[] } {
  let start = 0;
  while (start < old.length && start < now.length && old[start]?.key === now[start]?.key) start += 1;
  let tail = 0;
  while (
    tail < old.length - start &&
    tail < now.length - start &&
    old[old.length - 1 - tail]?.key === now[now.length - 1 - tail]?.key
  ) {
    tail += 1;
  }
  const a = old.slice(start, old.length - tail);
  const b = now.slice(start, now.length - tail);
  const kept: [number, number][] = [];
  for (let i = 0; i < start; i += 1) kept.push([i, i]);
  if (a.length * b.length <= MAX_CELLS) {
    for (const [i, j] of common(a, b)) kept.push([start + i, start + j]);
  }
  for (let i = tail; i > 0; i -= 1) kept.push([old.length - i, now.length - i]);

  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...kept, [old.length, now.length] as const]) {
    if (nextI > i || nextJ > j) {
      hunks.push({
        gone: old.slice(i, nextI),
        fresh: now.slice(j, nextJ),
        lead: now.slice(Math.max(0, j - 3), j),
        after: now[nextJ] ?? null,
      });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  const requoted = kept.flatMap(([x, y]) => {
    const word = now[y];
    return word && old[x]?.quoted !== word.quoted ? [word] : [];
  });
  return { hunks, requoted };
}

function common(a: Word[], b: Word[]): [number, number][] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i]?.key === b[j]?.key ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i]?.key === b[j]?.key) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

const shortened = (words: string) => (words.length <= 160 ? words : `${words.slice(0, 157)}…`);

// ── What is not words ───────────────────────────────────────────────────────────────────────────────────────

function attributeChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  return [...documentChanges(before, after), ...nodeChanges(before, after)];
}

function documentChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  const reasons: Reason[] = [];
  const scalar = (name: string, label: string, changeClass: (old: string, now: string) => ChangeClass) => {
    const [old, now] = [stringAttr(before.attrs, name), stringAttr(after.attrs, name)];
    if (old === now) return;
    const words = `${old || "none"} → ${now || "none"}`;
    reasons.push({
      block: null,
      words: shortened(words),
      why: `${label} changed`,
      class: changeClass(old, now),
    });
  };
  scalar("seoTitle", "the search title", () => "minor");
  scalar("seoDescription", "the search description", () => "minor");
  scalar("kicker", "the kicker", () => "minor");
  scalar("language", "the language", () => "minor");
  scalar("dateline", "the dateline", (old) => (old === "" ? "update" : "correction"));
  scalar("genre", "the kind of article", () => "clarification");
  scalar("leadPicture", "the lead picture", () => "minor");
  scalar("statedUpdated", "the stated date", (old) => (old === "" ? "minor" : "correction"));

  const tags = (doc: DocumentNode) => stringsAttr(doc.attrs, "tags").join(" ");
  if (tags(before) !== tags(after)) {
    reasons.push({ block: null, words: "tags", why: "tags changed", class: "minor" });
  }
  const bylines = (doc: DocumentNode) =>
    listAttr(doc.attrs, "bylines").map(
      (byline) => `${stringAttr(byline, "id")}/${stringAttr(byline, "part")}`,
    );
  const [old, now] = [bylines(before), bylines(after)];
  if (old.some((byline) => !now.includes(byline))) {
    reasons.push({
      block: null,
      words: "byline",
      why: "a published byline is gone or changed",
      class: "correction",
    });
  } else if (now.some((byline) => !old.includes(byline))) {
    reasons.push({ block: null, words: "byline", why: "a byline is added", class: "update" });
  } else if (old.join(" ") !== now.join(" ")) {
    reasons.push({ block: null, words: "bylines", why: "the order of bylines changed", class: "minor" });
  }
  return reasons;
}

type Watched = { label: string; attrs: Record<string, ChangeClass>; gone: ChangeClass; fresh: ChangeClass };

/** Attributes that readers can tell apart, by node; what is not listed here is minor and needs no reason. */
const watched: Record<string, Watched> = {
  figure: {
    label: "a picture",
    attrs: { asset: "clarification", focalX: "minor", focalY: "minor", decorative: "minor" },
    gone: "clarification",
    fresh: "update",
  },
  embed: { label: "an embed", attrs: { url: "clarification" }, gone: "clarification", fresh: "update" },
  fact: {
    label: "a fact",
    attrs: { date: "correction", datePrecision: "correction", status: "correction", asOf: "update" },
    gone: "clarification",
    fresh: "update",
  },
  callToAction: {
    label: "an invitation",
    attrs: { article: "minor", href: "minor" },
    gone: "minor",
    fresh: "minor",
  },
  related: { label: "related articles", attrs: { picks: "minor" }, gone: "minor", fresh: "minor" },
  callout: { label: "a box", attrs: { kind: "minor" }, gone: "minor", fresh: "minor" },
};

function nodeChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  const reasons: Reason[] = [];
  const old = watchedNodes(before);
  const now = watchedNodes(after);
  for (const [key, node] of now) {
    const rules = watched[node.type];
    if (!rules) continue;
    const previous = old.get(key);
    if (!previous) {
      reasons.push({ block: key, words: rules.label, why: `${rules.label} is added`, class: rules.fresh });
      continue;
    }
    const isRedated =
      node.type === "fact" && stringAttr(node.attrs, "asOf") > (stringAttr(previous.attrs, "asOf") || "9");
    for (const [name, changeClass] of Object.entries(rules.attrs)) {
      const [was, is] = [
        JSON.stringify(previous.attrs[name] ?? null),
        JSON.stringify(node.attrs[name] ?? null),
      ];
      if (was === is) continue;
      reasons.push({
        block: key,
        words: shortened(`${name}: ${was} → ${is}`.replaceAll('"', "")),
        why: `${rules.label} changed`,
        class: isRedated && rank[changeClass] > rank.update ? "update" : changeClass,
      });
    }
  }
  for (const [key, node] of old) {
    const rules = watched[node.type];
    if (rules && !now.has(key)) {
      reasons.push({ block: key, words: rules.label, why: `${rules.label} is gone`, class: rules.gone });
    }
  }
  if (linksOf(before) !== linksOf(after)) {
    reasons.push({ block: null, words: "links", why: "link targets changed", class: "minor" });
  }
  return reasons;
}

function watchedNodes(doc: DocumentNode): Map<string, DocumentNode> {
  const found = new Map<string, DocumentNode>();
  for (const { node } of nodesOf(doc)) {
    if (!(node.type in watched)) continue;
    found.set(stringAttr(node.attrs, "id") || `${node.type}/${found.size}`, node);
  }
  return found;
}

function linksOf(doc: DocumentNode): string {
  const links: string[] = [];
  for (const { node } of nodesOf(doc)) {
    for (const mark of node.marks) if (mark.type === "link") links.push(stringAttr(mark.attrs, "href"));
  }
  return links.join("\n");
}
