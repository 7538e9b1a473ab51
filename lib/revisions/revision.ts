import { z } from "zod";

/** Kinds a list of revisions shows; checkpoints serve replay only and are left out. */
export const shownKinds = [
  "session_end",
  "named",
  "submitted",
  "restored",
  "imported",
  "published",
  "conflict",
] as const;
export type ShownKind = (typeof shownKinds)[number];

export const MAX_REVISION_NAME = 60;

/** A name a person gives a version: one line, 1 to 60 characters. */
export const revisionName = z
  .string()
  .trim()
  .min(1, "Give this version a name.")
  .max(MAX_REVISION_NAME, `Keep the name to ${MAX_REVISION_NAME} characters.`)
  .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), "Use ordinary characters in one line.");

/** The body of POST …/revisions: names the head, or keeps a document that a conflict would otherwise lose. */
export const revisionBody = z.union([
  z.strictObject({ name: revisionName }),
  z.strictObject({
    keep: z.record(z.string(), z.unknown()),
    baseVersion: z.int().min(0),
    saveId: z.uuid(),
  }),
]);

export const restoreBody = z.strictObject({
  revision: z.int().min(1),
  baseVersion: z.int().min(0),
  saveId: z.uuid().optional(),
});
