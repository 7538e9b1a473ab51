/**
 * How many words a text has: runs between white space and long dashes that hold a letter or a digit, as editors count
 * them ("case-by-case", "U.S." and "1,000" are one each). Scripts that write no spaces are divided by the platform's
 * dictionary (Intl.Segmenter).
 */
export function countWords(text: string): number {
  let count = 0;
  for (const run of text.split(/[\s\u2013\u2014\u2015]+/u)) {
    if (!/[\p{L}\p{N}]/u.test(run)) continue;
    count += spaceless.test(run) ? countBySegments(run) : 1;
  }
  return count;
}

const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

function countBySegments(run: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(run)) if (isWordLike) count += 1;
  return count;
}
