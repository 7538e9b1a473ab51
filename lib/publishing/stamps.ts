/**
 * The stamps readers see, made in one place so that the page, JSON-LD, feeds, sitemaps and the API can only agree.
 * A moment is either an instant (a Date from the database clock) or a date as somebody wrote it: "2025-12-05", "2025-07", "2025".
 * A written date has no zone and is never shifted into one.
 */
export const changeClasses = [
  "first",
  "minor",
  "update",
  "clarification",
  "correction",
  "editors_note",
  "retraction",
] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** Classes after which readers may say "this page changed": they move *updated* and carry a note. */
export function movesUpdated(changeClass: ChangeClass): boolean {
  return changeClass !== "first" && changeClass !== "minor";
}

export const classNames: Record<ChangeClass, string> = {
  first: "First publication",
  minor: "Minor fix",
  update: "Update",
  clarification: "Clarification",
  correction: "Correction",
  editors_note: "Editor’s note",
  retraction: "Retraction",
};

export type Moment = Date | string;

export type Stamps = {
  published: Date;
  /** Null until something moves it; a string is the date an imported text stated. */
  updated: Moment | null;
  factsChecked: Date | null;
};

const writtenDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a written date is one: a year, a month of a year, or a day that exists in its month. */
export function isWrittenDate(value: string): boolean {
  if (!writtenDate.test(value)) return false;
  if (value.length < 10) return true;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/**
 * The stamps of a publication, from those of the one before it (null for the first), its class, its time, and the date the
 * text itself states as its last update. A stated date is kept as stated until a publication moves *updated*.
 */
export function stampsOf(
  previous: Stamps | null,
  publication: {
    changeClass: ChangeClass;
    at: Date;
    statedUpdated: string | null;
    factsChecked: Date | null;
  },
): Stamps {
  const stated =
    publication.statedUpdated !== null && isWrittenDate(publication.statedUpdated)
      ? publication.statedUpdated
      : null;
  const factsChecked = publication.factsChecked;
  if (previous === null) return { published: publication.at, updated: stated, factsChecked };
  if (movesUpdated(publication.changeClass)) {
    return { published: previous.published, updated: publication.at, factsChecked };
  }
  const updated = previous.updated instanceof Date ? previous.updated : (stated ?? previous.updated);
  return { published: previous.published, updated, factsChecked };
}

export type Newsroom = { timeZone: string; language: string };

/**
 * A moment as markup needs it: `datetime` for <time>, JSON-LD and feeds (an instant carries the newsroom's offset; a written
 * date stays as short as it was), `text` for people, in the language of the page, and `day` where the day is enough.
 */
export function stamp(
  moment: Moment,
  { timeZone, language }: Newsroom,
): { datetime: string; text: string; day: string } {
  if (typeof moment === "string") {
    const text = writtenText(moment, language);
    return { datetime: moment, text, day: text };
  }
  return {
    datetime: isoIn(moment, timeZone),
    text: instantText(moment, timeZone, language),
    day: writtenText(dayIn(moment, timeZone), language),
  };
}

/** "December 5, 2025", "July 2025", "2025"; anything that is not such a date comes back as it was written. */
export function writtenText(value: string, language: string): string {
  if (!isWrittenDate(value)) return value;
  const [year, month, day] = value.split("-").map(Number);
  if (year === undefined || month === undefined) return value;
  const at = new Date(Date.UTC(year, month - 1, day ?? 1));
  return formatter(language, {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(day === undefined ? {} : { day: "numeric" }),
  }).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a whole page's dates; there are only as many as languages and shapes of a date. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language, options);
  if (formatters.size < 200) formatters.set(key, made);
  return made;
}

function instantText(at: Date, timeZone: string, language: string): string {
  return formatter(language, {
    timeZone,
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  })
    .format(at)
    .replace(/(?:GMT|UTC)[+-]0$/, "GMT");
}

/** An instant as local time with offset, such as 2026-02-03T09:30:00-05:00. */
export function isoIn(at: Date, timeZone: string): string {
  const parts = formatter("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? "";
  const zone = part("timeZoneName").replace("GMT", "");
  const offset = zone === "" || zone === "+00:00" ? "Z" : zone;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}${offset}`;
}

/** Today in the newsroom's zone, as a written date: what "overdue" is measured against. */
export function dayIn(at: Date, timeZone: string): string {
  return isoIn(at, timeZone).slice(0, 10);
}

/** Whether a written date lies wholly before a day: "2025-07" is over on 2025-08-01, not before. */
export function isOver(written: string, today: string): boolean {
  return isWrittenDate(written) && written < today.slice(0, written.length);
}
