import slugify from "@sindresorhus/slugify";
import { z } from "zod";

export const articleKinds = ["story", "tracker"] as const;
export type ArticleKind = (typeof articleKinds)[number];

const articleStates = ["draft", "submitted", "checking", "approved"] as const;
export type ArticleState = (typeof articleStates)[number];

/** `unpublished-changes`: live, and the working text has moved on since. */
const liveFilters = ["none", "live", "withdrawn", "unpublished-changes"] as const;
export type LiveFilter = (typeof liveFilters)[number];

export const assignmentParts = ["writer", "checker"] as const;
export type AssignmentPart = (typeof assignmentParts)[number];

export const MAX_LIST_PAGE = 100;

/** What a list of articles may be asked for; the query string of GET /api/articles as it comes. */
export const articleFilters = z.object({
  state: z.enum(articleStates).optional(),
  live: z.enum(liveFilters).optional(),
  /** A section's id or slug. */
  section: z.string().max(120).optional(),
  /** A person's id, or `me`. */
  author: z.union([z.literal("me"), z.uuid()]).optional(),
  /** Words of the headline. */
  q: z.string().max(200).optional(),
  /** The `next` of the page before. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIST_PAGE).optional(),
});
export type ArticleFilters = z.infer<typeof articleFilters>;

/** A place in a list ordered by when an article was last touched: what `next` carries. */
export type ListPlace = { touchedAt: Date; id: string };

export const writePlace = ({ touchedAt, id }: ListPlace) => `${touchedAt.getTime()}.${id}`;

/** Null for anything that `writePlace` did not write. */
export function readPlace(text: string): ListPlace | null {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return { touchedAt: new Date(Number(match[1])), id: match[2] };
}

export const MAX_SLUG = 120;

/**
 * The address an article gets by itself: its headline in lower-case ASCII words, or a name of its own while it has no
 * headline. Pure; whether the address is free is the caller's to see.
 */
export function slugFrom(headline: string, articleId: string): string {
  const words = slugify(headline.slice(0, 400));
  if (!words) return `untitled-${articleId.slice(-8)}`;
  if (words.length <= MAX_SLUG) return words;
  return words.slice(0, MAX_SLUG).replace(/-[^-]*$/, "");
}
