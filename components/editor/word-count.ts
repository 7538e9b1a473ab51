/** "4 min" at 230 words a minute, the usual silent reading speed for English; never below one minute. */
export function readingTime(words: number): string {
  return `${Math.max(1, Math.round(words / 230))} min`;
}
