import type { Word } from "@/lib/publishing/words";

/** Words that became others, with up to three words before and the one after, as they stand now. */
export type Hunk = { gone: Word[]; fresh: Word[]; lead: Word[]; after: Word | null };

/** More cells than this and the middle of two sentences is taken as one replacement. */
const MAX_CELLS = 4_000_000;

/** Where two lists of words differ, longest common subsequence kept, and which kept words entered or left a quotation. */
export function difference(old: Word[], now: Word[]): { hunks: Hunk[]; requoted: Word[] } {
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

/** Pairs of places that hold the same word, a longest common subsequence. */
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
