/**
 * Dates as precise as they are known: EDTF level 0, "2025", "2025-07" or "2025-07-16". They are never turned into
 * instants, so no time zone can shift them.
 */
export type DatePrecision = "year" | "month" | "day";

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** How precise an EDTF date is, or null for anything that is not a real date of the calendar. */
export function precisionOf(date: string): DatePrecision | null {
  const match = shape.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  if (month === undefined) return "year";
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return "month";
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= daysInMonth ? "day" : null;
}

const months: Readonly<Record<string, readonly string[]>> = {
  en: [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  ],
  es: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
};

const monthNumbers = new Map<string, number>(
  Object.values(months).flatMap((names) =>
    names.flatMap((name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
    ]),
  ),
)
  .set("setiembre", 9)
  .set("sept", 9);

/**
 * Reads a date as English and Spanish newsrooms write it ("December 5, 2025", "5 December 2025", "5 de diciembre de 2025",
 * "July 2025", "julio de 2025", "2025", "2025-07"), or null for anything else, also for 5/12/2025, which may be May or December.
 */
export function readDate(text: string): { date: string; precision: DatePrecision } | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.,]/g, " ")
    .replace(/\b(?:de|del|of)\b/g, " ")
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/g, "$1")
    .split(/\s+/)
    .filter((word) => word !== "");
  const date = words.length === 1 ? (words[0] ?? "") : fromWords(words);
  const precision = date === null ? null : precisionOf(date);
  return date !== null && precision ? { date, precision } : null;
}

function fromWords(words: string[]): string | null {
  const named = words.findIndex((word) => monthNumbers.has(word));
  const year = words.at(-1) ?? "";
  if (named === -1 || words.length > 3 || !/^\d{4}$/.test(year)) return null;
  const month = String(monthNumbers.get(words[named] ?? "") ?? 0).padStart(2, "0");
  if (words.length === 2) return named === 0 ? `${year}-${month}` : null;
  const day = words[named === 0 ? 1 : 0] ?? "";
  return named < 2 && /^\d{1,2}$/.test(day) ? `${year}-${month}-${day.padStart(2, "0")}` : null;
}

/** A date in words, as precise as it is: "December 5, 2025", "July 2025", "5 de diciembre de 2025". */
export function writtenDate(date: string, language: string): string {
  const precision = precisionOf(date);
  if (precision === null || precision === "year") return date;
  const format = new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "long",
    ...(precision === "day" ? { day: "numeric" } : {}),
    timeZone: "UTC",
  });
  return format.format(new Date(`${date}${precision === "day" ? "" : "-01"}T00:00:00Z`));
}
