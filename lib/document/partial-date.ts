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
