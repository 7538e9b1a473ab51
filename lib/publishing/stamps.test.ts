import { describe, expect, it } from "vitest";
import { dayIn, isOver, isWrittenDate, type Stamps, stamp, stampsOf, writtenText } from "./stamps.ts";

const first = new Date("2026-02-03T14:30:00Z");
const later = new Date("2026-02-05T03:00:00Z");
const guayaquil = { timeZone: "America/Guayaquil", language: "en" };

function stampsAfter(
  previous: Stamps | null,
  changeClass: Parameters<typeof stampsOf>[1]["changeClass"],
  stated: string | null = null,
) {
  return stampsOf(previous, {
    changeClass,
    at: previous ? later : first,
    statedUpdated: stated,
    factsChecked: null,
  });
}

describe("stamps", () => {
  it("a first publication is published and not updated", () => {
    expect(stampsAfter(null, "first")).toEqual({ published: first, updated: null, factsChecked: null });
  });

  it("a first publication of a text that states its last update says that", () => {
    expect(stampsAfter(null, "first", "2025-12-05").updated).toBe("2025-12-05");
  });

  it("a minor fix moves nothing", () => {
    expect(stampsAfter(stampsAfter(null, "first"), "minor")).toEqual({
      published: first,
      updated: null,
      factsChecked: null,
    });
    expect(stampsAfter(stampsAfter(null, "first", "2025-12-05"), "minor", "2025-12-05").updated).toBe(
      "2025-12-05",
    );
  });

  for (const changeClass of [
    "update",
    "clarification",
    "correction",
    "editors_note",
    "retraction",
  ] as const) {
    it(`${changeClass} moves updated, keeps published, and replaces a stated date`, () => {
      const stamps = stampsAfter(stampsAfter(null, "first", "2025-12-05"), changeClass, "2025-12-05");
      expect(stamps.updated).toEqual(later);
      expect(stamps.published).toEqual(first);
    });
  }

  it("once moved, a minor fix does not bring the stated date back", () => {
    const moved = stampsAfter(stampsAfter(null, "first", "2025-12-05"), "update", "2025-12-05");
    expect(stampsAfter(moved, "minor", "2025-12-05").updated).toEqual(later);
  });

  it("a stated date that is no date is not shown", () => {
    expect(stampsAfter(null, "first", "last week").updated).toBeNull();
  });
});

describe("stamp", () => {
  it("an instant is told in the newsroom's zone, with its offset", () => {
    const { datetime, text } = stamp(later, guayaquil);
    expect(datetime).toBe("2026-02-04T22:00:00-05:00");
    expect(text).toContain("February 4, 2026");
  });

  it("an instant in UTC carries Z", () => {
    expect(stamp(first, { timeZone: "UTC", language: "en" }).datetime).toBe("2026-02-03T14:30:00Z");
  });

  it("an instant follows summer time of its own day", () => {
    const zone = { timeZone: "Europe/Madrid", language: "es" };
    expect(stamp(new Date("2026-03-29T00:30:00Z"), zone).datetime).toBe("2026-03-29T01:30:00+01:00");
    expect(stamp(new Date("2026-03-29T01:30:00Z"), zone).datetime).toBe("2026-03-29T03:30:00+02:00");
  });

  for (const timeZone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]) {
    it(`a day and a month do not shift in ${timeZone}`, () => {
      expect(stamp("2025-12-05", { timeZone, language: "en" })).toEqual({
        datetime: "2025-12-05",
        text: "December 5, 2025",
        day: "December 5, 2025",
      });
      expect(stamp("2025-07", { timeZone, language: "en" })).toEqual({
        datetime: "2025-07",
        text: "July 2025",
        day: "July 2025",
      });
    });
  }

  it("a written date is told in the language of the page", () => {
    expect(writtenText("2025-12-05", "es")).toBe("5 de diciembre de 2025");
    expect(writtenText("2025-07", "es")).toBe("julio de 2025");
    expect(writtenText("2025", "es")).toBe("2025");
  });

  it("what is not a date comes back as written", () => {
    for (const value of ["2025-13", "2025-02-30", "soon"]) {
      expect(isWrittenDate(value)).toBe(false);
      expect(writtenText(value, "en")).toBe(value);
    }
  });
});

describe("overdue", () => {
  it("today is the newsroom's today", () => {
    expect(dayIn(later, "America/Guayaquil")).toBe("2026-02-04");
    expect(dayIn(later, "UTC")).toBe("2026-02-05");
  });

  it("a day is over the day after, a month when the next begins", () => {
    expect(isOver("2026-02-04", "2026-02-04")).toBe(false);
    expect(isOver("2026-02-04", "2026-02-05")).toBe(true);
    expect(isOver("2026-02", "2026-02-28")).toBe(false);
    expect(isOver("2026-02", "2026-03-01")).toBe(true);
    expect(isOver("2025", "2025-12-31")).toBe(false);
  });
});
