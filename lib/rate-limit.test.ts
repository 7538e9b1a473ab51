import { describe, expect, test } from "vitest";
import { SlowDown } from "@/lib/errors";
import { takeHere } from "@/lib/rate-limit";

describe("what each process counts by itself", () => {
  const cases = [
    ["save", 600],
    ["signed-out call", 300],
  ] as const;

  test.each(cases)(
    "a %s: %i a minute pass, the next one waits for the minute's end, and no other key does",
    (rate, most) => {
      const scale = process.env.GALLEY_RATE_SCALE;
      process.env.GALLEY_RATE_SCALE = "1";
      try {
        const start = 1_000_000;
        for (let i = 0; i < most; i += 1) takeHere(rate, "one", start);
        expect(() => takeHere(rate, "one", start + 59_000)).toThrow(SlowDown);
        expect(() => takeHere(rate, "other", start + 59_000)).not.toThrow();
        expect(() => takeHere(rate, "one", start + 60_001)).not.toThrow();
      } finally {
        if (scale === undefined) delete process.env.GALLEY_RATE_SCALE;
        else process.env.GALLEY_RATE_SCALE = scale;
      }
    },
  );
});
