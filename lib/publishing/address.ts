import slugify from "@sindresorhus/slugify";
import { MAX_SLUG } from "@/lib/articles/article";

const proper = (words: string) => slugify(words.normalize("NFC"), { decamelize: false });

/** Why this cannot be an article's part of its address, or null when it can. */
export function slugProblem(slug: string): string | null {
  if (slug === "") return "Give the article an address, such as port-reopens.";
  if (slug.length > MAX_SLUG) return `Keep the address to ${MAX_SLUG} characters.`;
  const better = proper(slug);
  if (slug === better) return null;
  return better === ""
    ? "Use letters, digits and hyphens."
    : `Use small letters, digits and single hyphens, such as ${better.slice(0, MAX_SLUG)}.`;
}

/** The address readers use, from the site's root. */
export const pathOf = (sectionSlug: string, slug: string) => `/${sectionSlug}/${slug}`;

/**
 * An address of a link as a path of our own site, without query and fragment; null when it leads elsewhere.
 * `publicUrl` is the site's own origin, when it is known.
 */
export function ownPath(href: string, publicUrl: string | undefined): string | null {
  const base = publicUrl ?? "https://newsroom.invalid";
  const url = URL.parse(href, base);
  const own = URL.parse(base);
  if (!url || !own || url.host !== own.host || !/^https?:$/.test(url.protocol)) return null;
  const path = url.pathname.replace(/\/+$/, "");
  return path === "" ? "/" : path;
}
