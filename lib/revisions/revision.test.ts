import { describe, expect, test } from "vitest";
import { MAX_REVISION_NAME, restoreBody, revisionBody, revisionName } from "@/lib/revisions/revision";

describe("the name of a version", () => {
  test(`has 1 to ${MAX_REVISION_NAME} ordinary characters in one line`, () => {
    expect(revisionName.parse("  Before lunch ")).toBe("Before lunch");
    expect(revisionName.safeParse("x".repeat(MAX_REVISION_NAME)).success).toBe(true);
    for (const wrong of ["", "   ", "x".repeat(MAX_REVISION_NAME + 1), "a\nb", "a\0b", "a\uD800"]) {
      expect(revisionName.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});

describe("bodies", () => {
  test("name the head or keep a document, never both, never more", () => {
    const keep = { keep: { type: "doc" }, baseVersion: 3, saveId: "7c0f2f0e-3f0b-4d67-9f2a-3f4f4b1f7f10" };
    expect(revisionBody.safeParse({ name: "One" }).success).toBe(true);
    expect(revisionBody.safeParse(keep).success).toBe(true);
    expect(revisionBody.safeParse({ ...keep, name: "One" }).success).toBe(false);
    expect(revisionBody.safeParse({ name: "One", kind: "published" }).success).toBe(false);
    expect(restoreBody.safeParse({ revision: 0, baseVersion: 0 }).success).toBe(false);
  });
});
