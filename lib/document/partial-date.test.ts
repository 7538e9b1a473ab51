import { describe, expect, test } from "vitest";
import { precisionOf, readDate, writtenDate } from "./partial-date.ts";

describe("a date as precise as it is known", () => {
  test.each([
    ["2025", "year"],
    ["2025-07", "month"],
    ["2025-07-16", "day"],
    ["2024-02-29", "day"],
    ["2025-02-29", null],
    ["2025-13", null],
    ["2025-00", null],
    ["2025-7", null],
    ["2025-07-32", null],
    ["25", null],
    ["July 2025", null],
    ["2025-07-16T10:00", null],
    ["", null],
  ])("%s: %s", (date, precision) => {
    expect(precisionOf(date)).toBe(precision);
  });
});

describe("a date in words is read", () => {
  test.each([
    ["December 5, 2025", "2025-12-05"],
    ["December 5th 2025", "2025-12-05"],
    ["5 December 2025", "2025-12-05"],
    ["Dec. 5, 2025", "2025-12-05"],
    ["Sept. 3, 2025", "2025-09-03"],
    ["JULY 2025", "2025-07"],
    ["2025", "2025"],
    ["2025-07-16", "2025-07-16"],
    ["5 de diciembre de 2025", "2025-12-05"],
    ["1 de agosto del 2025", "2025-08-01"],
    ["diciembre 5, 2025", "2025-12-05"],
    ["julio de 2025", "2025-07"],
    ["setiembre 2025", "2025-09"],
    ["February 30, 2025", null],
    ["5/12/2025", null],
    ["12-05-2025", null],
    ["July 2025 and later", null],
    ["2025 July", null],
    ["early July 2025", null],
    ["July", null],
    ["July 5", null],
    ["", null],
  ])("%s: %s", (text, date) => {
    expect(readDate(text)?.date ?? null).toBe(date);
  });
});

describe("a date is written", () => {
  test.each([
    ["2025-12-05", "en", "December 5, 2025"],
    ["2025-07", "en-GB", "July 2025"],
    ["2025", "en", "2025"],
    ["2025-12-05", "es", "5 de diciembre de 2025"],
    ["2025-07", "es-EC", "julio de 2025"],
    ["2025-12-05", "en-GB", "5 December 2025"],
    ["2025-07", "fr", "juillet 2025"],
  ])("%s in %s: %s", (date, language, words) => {
    expect(writtenDate(date, language)).toBe(words);
    if (!language.startsWith("fr")) expect(readDate(words)?.date).toBe(date);
  });
});
