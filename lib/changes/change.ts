import { z } from "zod";

/** What may have made a change; blame, moves and lists of changes ask for it. */
const originKinds = [
  "typing",
  "paste",
  "undo",
  "restore",
  "import",
  "put",
  "merge",
  "suggestion",
  "system",
] as const;
export type OriginKind = (typeof originKinds)[number];

/** What a client may say of its own batch; the other kinds are the server's to say. */
const clientOrigin = z.strictObject({
  kind: z.enum(["typing", "paste", "undo"]),
  /** A paste of ours: where the words came from. */
  source: z
    .strictObject({
      articleId: z.uuid(),
      version: z.int().min(0),
      from: z.int().min(0),
      to: z.int().min(0),
    })
    .optional(),
});

const clientId = z.string().min(1).max(64);
const steps = z.array(z.record(z.string(), z.unknown())).min(1, "A change has at least one step.");

/** The body of POST …/changes. */
export const changeBody = z.strictObject({
  baseVersion: z.int().min(0),
  saveId: z.uuid(),
  clientId,
  steps,
  origin: clientOrigin.optional(),
  schemaVersion: z.int().min(1).optional(),
  branchId: z.uuid().optional(),
});
export type ChangeBody = z.infer<typeof changeBody>;

/** The body of PUT …/document. */
export const documentBody = z.strictObject({
  baseVersion: z.int().min(0),
  saveId: z.uuid(),
  clientId: clientId.optional(),
  document: z.record(z.string(), z.unknown()),
  schemaVersion: z.int().min(1).optional(),
});

/** One stored batch as it crosses the wire: in a 409, in GET …/changes, in the live stream. */
export type WireChange = {
  fromVersion: number;
  steps: Record<string, unknown>[];
  saveId: string;
  clientId: string;
  /** Null for the system's own repairs. */
  author: { id: string; name: string } | null;
  origin: string;
  at: string;
};

/** The answer to a saved batch. `changes` are what the server added right after it (names for new blocks). */
export type Saved = { version: number; saveId: string; at: string; changes?: WireChange[] };
