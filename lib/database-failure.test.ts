import { describe, expect, test } from "vitest";
import { databaseFailure } from "@/lib/database-failure";

/** As drizzle hands it on: the server's error as the cause of its own. */
const failed = (fields: object) =>
  new Error("Failed query", { cause: Object.assign(new Error("from the server"), fields) });

describe("what a failed query means", () => {
  test.each([
    ["nobody listens", { code: "ECONNREFUSED" }, "away"],
    ["the server shuts down", { code: "57P01", severity: "FATAL" }, "away"],
    ["the database lets nobody in", { code: "55000", severity: "FATAL" }, "away"],
    ["there is no such database", { code: "3D000", severity: "FATAL" }, "away"],
    ["the same code of a statement", { code: "55000", severity: "ERROR" }, null],
    ["a lock not given in time", { code: "55P03", severity: "ERROR" }, "busy"],
    ["a value no column takes", { code: "22P02", severity: "ERROR" }, "unstorable"],
    ["something else", { code: "42703", severity: "ERROR" }, null],
  ])("%s", (_, fields, expected) => {
    expect(databaseFailure(failed(fields))).toBe(expected);
  });
});
