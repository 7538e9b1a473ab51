import type { FactStatus } from "@/lib/document/nodes/facts";

/** How each status of a fact is called on screen. */
export const FACT_STATUS_NAMES: Record<FactStatus, string> = {
  known: "Known",
  none_known: "None known",
  unconfirmed: "Unconfirmed",
  disputed: "Disputed",
};

function statusName(status: unknown): string {
  if (status === "none_known" || status === "unconfirmed" || status === "disputed")
    return FACT_STATUS_NAMES[status].toLowerCase();
  return "";
}

/** One line about a fact's date, as-of, review-by and status; empty while nothing is set. Dates stay as precise as given. */
export function factSummary(attrs: Readonly<Record<string, unknown>>): string {
  const said = (label: string, value: unknown) =>
    typeof value === "string" && value !== "" ? `${label} ${partialDate(value)}` : "";
  return [
    attrs.datePrecision === "none" ? "" : said("", attrs.date).trim(),
    said("as of", attrs.asOf),
    said("review by", attrs.reviewBy),
    statusName(attrs.status),
  ]
    .filter(Boolean)
    .join(" · ");
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `2025-07` → `July 2025`, `2025-12-05` → `5 December 2025`, `2025` → `2025`; anything else as it stands. Never shifted by a time zone. */
export function partialDate(value: string): string {
  const match = value.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/);
  if (!match) return value;
  const [, year = "", month, day] = match;
  const name = month ? (MONTHS[Number(month) - 1] ?? month) : "";
  return [day ? String(Number(day)) : "", name, year].filter(Boolean).join(" ");
}
