import slugify from "@sindresorhus/slugify";
import { z } from "zod";
import { isUuid } from "@/db/id";

/** A name as people write it: trimmed, composed (NFC), one line, up to 60 characters. */
const name = z
  .string()
  .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Give it a name.")
      .max(60, "Keep the name to 60 characters.")
      .refine((text) => !hasControls(text), "The name holds characters that cannot be shown.")
      .refine((text) => slugOf(text) !== "", "Use at least one letter or figure."),
  );

const bylineKinds = ["person", "role", "organisation"] as const;
export type BylineKind = (typeof bylineKinds)[number];

export const newTag = z.strictObject({ name });
export const newByline = z.strictObject({ name, kind: z.enum(bylineKinds) });
export const newSection = z.strictObject({ name });
export const sectionChange = z.strictObject({
  name: name.optional(),
  position: z.int().min(0).max(999).optional(),
});

export type Tag = { id: string; slug: string; name: string };
export type Byline = Tag & { kind: BylineKind };
export type Section = Tag & { position: number };

/** Addresses under which something else is served; a section may not take them. */
const reserved = new Set([
  "api",
  "authors",
  "corrections",
  "desk",
  "feed",
  "media",
  "reader-page",
  "search",
  "set-up",
  "sign-in",
  "tags",
  "_next",
]);

export const isReservedSlug = (slug: string) => reserved.has(slug);

/** The part of an address made of a name: lower case letters, figures and hyphens, up to 80 characters. */
export function slugOf(text: string): string {
  return slugify(text, { decamelize: false }).slice(0, 80).replace(/-+$/, "");
}

/** C0 and C1 controls, bidirectional overrides and lone surrogates have no place in a name. */
function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  return /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u.test(text) || !text.isWellFormed();
}

/** What a picker asks for: words of a name (60 characters count), or up to 100 ids. Ids that are none are left out. */
export function picks(query: URLSearchParams): { q: string; ids: string[] | null } {
  const q = (query.get("q") ?? "").normalize("NFC").trim().slice(0, 60).replaceAll("\u0000", "");
  const ids = query.get("ids");
  return {
    q: q.isWellFormed() ? q : "",
    ids: ids === null ? null : ids.split(",").filter(isUuid).slice(0, 100),
  };
}
