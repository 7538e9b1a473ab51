import { Readable } from "node:stream";
import { Feed } from "feed";
import { type SitemapItemLoose, SitemapStream, streamToPromise } from "sitemap";
import { isoIn } from "@/lib/publishing/stamps";
import { FEED_LENGTH, latest, newsEntries, sectionBySlug, site, sitemapEntries } from "@/lib/reader/queries";
import { absolute, siteOrigin } from "@/lib/reader/site";

export type FeedKind = "xml" | "atom" | "json";

const types: Record<FeedKind, string> = {
  xml: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

const asItIs = (words: string) => words;

/** Without the characters that no XML document may hold, not even as a reference: one of them makes a whole feed unreadable. */
const inXml = (words: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is taken out
  words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

const asMarkup = (words: string) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The newest live articles of the site, or of one section, as RSS 2.0, Atom or JSON Feed. Never more than 50. */
export async function feedResponse(kind: FeedKind, sectionSlug: string | null = null): Promise<Response> {
  const [about, section, articles] = await Promise.all([
    site(),
    sectionSlug === null ? null : sectionBySlug(sectionSlug),
    latest(sectionSlug, FEED_LENGTH),
  ]);
  const home = sectionSlug === null ? "/" : `/${sectionSlug}`;
  const base = sectionSlug === null ? "" : home;
  const newest = articles[0]?.stamps;
  const feed = new Feed({
    title: section ? `${about.name}: ${section.name}` : about.name,
    description: about.description || about.name,
    id: absolute(home),
    link: absolute(home),
    language: about.language,
    copyright: about.name,
    updated: newest ? (newest.updated instanceof Date ? newest.updated : newest.published) : new Date(0),
    generator: "Galley",
    feedLinks: {
      rss: absolute(`${base}/feed.xml`),
      atom: absolute(`${base}/feed.atom`),
      json: absolute(`${base}/feed.json`),
    },
  });
  const text = kind === "json" ? asItIs : inXml;
  // Atom's titles are said to be HTML, and readers take RSS descriptions for HTML; words are not markup.
  const markup = kind === "json" ? asItIs : (words: string) => asMarkup(inXml(words));
  for (const article of articles) {
    const { published, updated } = article.stamps;
    feed.addItem({
      title: kind === "atom" ? markup(article.headline) : text(article.headline),
      id: absolute(article.path),
      link: absolute(article.path),
      description: markup(article.standfirst),
      published,
      date: updated instanceof Date ? updated : published,
      author: article.bylines.map((name) => ({ name: text(name) })),
      // An attribute in Atom, where the library lets a < stand.
      category: [{ name: text(article.section.name).replaceAll("<", "") }],
    });
  }
  const body = kind === "xml" ? feed.rss2() : kind === "atom" ? feed.atom1() : feed.json1();
  return new Response(body, { headers: { "content-type": types[kind] } });
}

async function sitemapResponse(items: SitemapItemLoose[], isNews: boolean): Promise<Response> {
  const stream = new SitemapStream({
    hostname: siteOrigin(),
    xmlns: { news: isNews, xhtml: false, image: false, video: false },
  });
  const body = await streamToPromise(Readable.from(items).pipe(stream));
  return new Response(new Uint8Array(body), {
    headers: { "content-type": "application/xml; charset=utf-8" },
  });
}

/** Every live address, freshest first, with the stamp its page carries. */
export async function sitemap(): Promise<Response> {
  const [about, entries] = await Promise.all([site(), sitemapEntries()]);
  const fronts = ["/", ...about.sections.map(({ slug }) => `/${slug}`)];
  return sitemapResponse(
    [
      ...fronts.map((url) => ({ url })),
      ...entries.map(({ path, stamps }) => {
        const { updated, published } = stamps;
        const last = updated instanceof Date ? updated : published;
        return { url: path, lastmodISO: isoIn(last, about.timeZone) };
      }),
    ],
    false,
  );
}

/** What was first published in the last two days, as Google News reads it. */
export async function newsSitemap(): Promise<Response> {
  const [about, entries] = await Promise.all([site(), newsEntries()]);
  return sitemapResponse(
    entries.map((article) => ({
      url: article.path,
      news: {
        publication: { name: about.name, language: article.language.slice(0, 2) },
        publication_date: isoIn(article.stamps.published, about.timeZone),
        title: article.headline,
      },
    })),
    true,
  );
}

/** Everything public may be read; the newsroom asks not to be. */
export function robots(): Response {
  const lines = [
    "User-agent: *",
    "Disallow: /desk",
    "Disallow: /api/",
    "Disallow: /sign-in",
    "Disallow: /set-up",
    "",
    `Sitemap: ${absolute("/sitemap.xml")}`,
    `Sitemap: ${absolute("/news-sitemap.xml")}`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
