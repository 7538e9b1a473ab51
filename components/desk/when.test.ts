import { expect, test } from "vitest";
import { whenWords } from "@/components/desk/when";

const now = new Date("2026-11-22T14:30:00Z");

test.each([
  ["the same day shows the time", "2026-11-22T10:42:00Z", "UTC", "10:42"],
  ["the day before says so", "2026-11-21T23:59:00Z", "UTC", "Yesterday 23:59"],
  ["within a week the weekday", "2026-11-17T08:05:00Z", "UTC", "Tue 08:05"],
  ["a week ago the date", "2026-11-15T08:05:00Z", "UTC", "15 Nov"],
  ["another year names it", "2025-12-31T08:05:00Z", "UTC", "31 Dec 2025"],
  [
    "the newsroom's midnight counts, not Greenwich's",
    "2026-11-22T04:30:00Z",
    "America/Guayaquil",
    "Yesterday 23:30",
  ],
  ["a little in the future is not another day", "2026-11-22T14:30:05Z", "UTC", "14:30"],
])("%s", (_, at, zone, words) => {
  expect(whenWords(new Date(at), now, zone)).toBe(words);
});
