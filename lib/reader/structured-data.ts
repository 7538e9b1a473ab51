import type { BreadcrumbList, FAQPage, Graph, NewsArticle, Organization, Person } from "schema-dts";
import { type DocumentNode, inlineText, nodesOf, stringAttr } from "@/lib/publishing/fields";
import { stamp } from "@/lib/publishing/stamps";
import type { ArticlePage, Site } from "@/lib/reader/queries";
import { absolute } from "@/lib/reader/site";
import { wordsIn } from "@/lib/reader/words";

/** What search engines are told of an article: the same words and stamps as the page, as one JSON-LD graph. */
export function structuredData(article: ArticlePage, site: Site): Graph {
  const faq = faqPage(article);
  return {
    "@context": "https://schema.org",
    "@graph": [newsArticle(article, site), breadcrumbs(article, site), ...(faq ? [faq] : [])],
  };
}

/** What an article is about in a sentence or two: its search description, its standfirst, else how its text begins. */
export function descriptionOf(article: ArticlePage): string {
  const given = stringAttr(article.document.attrs, "seoDescription") || article.standfirst;
  if (given !== "") return given;
  const first = article.document.content.find(({ type }) => type === "paragraph");
  const text = first ? inlineText(first).replace(/\s+/g, " ").trim() : "";
  if (text.length <= MAX_DESCRIPTION) return text;
  const cut = text.slice(0, MAX_DESCRIPTION).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 100)).trimEnd()}…`;
}

/** About what a list of search results shows. */
const MAX_DESCRIPTION = 200;

/** JSON for a <script type="application/ld+json">: nothing in it can end the element or begin a comment. */
export function scriptJson(value: Graph): string {
  return JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

function newsArticle(article: ArticlePage, site: Site): NewsArticle {
  const place = { timeZone: site.timeZone, language: article.language };
  const { published, updated } = article.stamps;
  const words = wordsIn(article.language);
  const corrections = article.notes.filter(({ class: changeClass }) => changeClass === "correction");
  return {
    "@type": "NewsArticle",
    "@id": `${absolute(article.path)}#article`,
    headline: article.headline,
    description: descriptionOf(article) || undefined,
    url: absolute(article.path),
    mainEntityOfPage: absolute(article.path),
    datePublished: stamp(published, place).datetime,
    dateModified: stamp(updated ?? published, place).datetime,
    inLanguage: article.language,
    articleSection: article.section.name,
    genre: Object.entries(words.genres).find(([name]) => name === article.genre)?.[1],
    keywords: article.tags.map(({ name }) => name),
    wordCount: article.wordCount,
    isAccessibleForFree: true,
    author: article.bylines.length === 0 ? undefined : article.bylines.map(author),
    publisher: { "@type": "NewsMediaOrganization", name: site.name, url: absolute("/") },
    image: article.lead?.card
      ? {
          "@type": "ImageObject",
          url: absolute(article.lead.card.src),
          width: `${article.lead.card.width}`,
          height: `${article.lead.card.height}`,
        }
      : undefined,
    correction:
      corrections.length === 0
        ? undefined
        : corrections.map(({ note, at }) => ({
            "@type": "CorrectionComment",
            text: note,
            datePublished: stamp(at, place).datetime,
          })),
  };
}

function author({ name, kind, slug }: ArticlePage["bylines"][number]): Person | Organization {
  const url = absolute(`/authors/${slug}`);
  if (kind === "organisation") return { "@type": "Organization", name, url };
  return { "@type": "Person", name, url };
}

function breadcrumbs(article: ArticlePage, site: Site): BreadcrumbList {
  const steps = [
    { name: site.name, path: "/" },
    { name: article.section.name, path: `/${article.section.slug}` },
    { name: article.headline, path: article.path },
  ];
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: absolute(path),
    })),
  };
}

/** Every question of the page with its answer as plain text; null when the page asks none. */
function faqPage(article: ArticlePage): FAQPage | null {
  const part = (node: DocumentNode, type: string) => node.content.find((child) => child.type === type);
  const pairs = [...nodesOf(article.document)].filter(({ node }) => node.type === "faqPair");
  if (pairs.length === 0) return null;
  return {
    "@type": "FAQPage",
    "@id": `${absolute(article.path)}#faq`,
    mainEntity: pairs.map(({ node }) => {
      const question = part(node, "faqQuestion");
      const answer = part(node, "faqAnswer");
      return {
        "@type": "Question",
        name: question ? inlineText(question).trim() : "",
        acceptedAnswer: { "@type": "Answer", text: answer ? blockTexts(answer).join("\n") : "" },
      };
    }),
  };
}

function blockTexts(node: DocumentNode): string[] {
  if (node.type === "paragraph") return [inlineText(node).trim()];
  return node.content.flatMap(blockTexts);
}
