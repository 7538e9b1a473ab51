import { attributeChanges } from "@/lib/publishing/attribute-changes";
import { type DocumentNode, type Field, fieldsOf, nodesOf, stringAttr } from "@/lib/publishing/fields";
import { type LanguageTable, languageTable } from "@/lib/publishing/languages";
import { type Reason, rank, shortened } from "@/lib/publishing/reason";
import { pairUp, type Sentence, sentencesOf, withoutEqual } from "@/lib/publishing/sentences";
import type { ChangeClass } from "@/lib/publishing/stamps";
import { difference, type Hunk } from "@/lib/publishing/word-difference";
import { namesIn, plain, type Word } from "@/lib/publishing/words";

/** Whether a class says at least as much to readers as another. */
export const isAtLeast = (chosen: ChangeClass, least: ChangeClass) => rank[chosen] >= rank[least];

/**
 * The least class that the difference between what readers have and what they will get allows, with the words that decided
 * it. Pure. `before` null: nothing is live, so `first`. Reasons come with the weightiest first.
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

function countWords(fields: Field[], vocabulary: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const field of fields) {
    for (const word of plain(field.text).split(/[^\p{L}\p{M}']+/u)) {
      if (vocabulary.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

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
