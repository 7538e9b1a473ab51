import type { Metadata } from "next";
import { ArticleView } from "@/components/article/article-view";
import { stringAttr } from "@/lib/publishing/fields";
import { stamp } from "@/lib/publishing/stamps";
import { articlePage, site } from "@/lib/reader/queries";
import { descriptionOf, scriptJson, structuredData } from "@/lib/reader/structured-data";

type Props = { params: Promise<{ section: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section, slug } = await params;
  const [article, { name, timeZone }] = await Promise.all([requireArticle(section, slug), site()]);
  const place = { timeZone, language: article.language };
  const { published, updated } = article.stamps;
  const seoTitle = stringAttr(article.document.attrs, "seoTitle");
  const description = descriptionOf(article) || undefined;
  const card = article.lead?.card;
  const images = card ? [{ url: card.src, width: card.width, height: card.height }] : undefined;
  return {
    title: seoTitle === "" ? article.headline : { absolute: seoTitle },
    description,
    alternates: { canonical: article.path },
    authors: article.bylines.map((byline) => ({ name: byline.name, url: `/authors/${byline.slug}` })),
    openGraph: {
      type: "article",
      siteName: name,
      title: article.headline,
      description,
      url: article.path,
      locale: article.language.replace("-", "_"),
      publishedTime: stamp(published, place).datetime,
      modifiedTime: updated === null ? undefined : stamp(updated, place).datetime,
      section: article.section.name,
      tags: article.tags.map((tag) => tag.name),
      authors: article.bylines.map((byline) => byline.name),
      images,
    },
    twitter: { card: card ? "summary_large_image" : "summary", title: article.headline, description, images },
  };
}

export default async function Article({ params }: Props) {
  const { section, slug } = await params;
  const [article, about] = await Promise.all([requireArticle(section, slug), site()]);
  return (
    <>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON escaped by scriptJson; text in a script is not markup
        dangerouslySetInnerHTML={{ __html: scriptJson(structuredData(article, about)) }}
      />
      <ArticleView article={article} site={about} />
    </>
  );
}

/** The server resolved this address a moment ago; an article withdrawn since is an error the cache does not keep. */
async function requireArticle(section: string, slug: string) {
  const article = await articlePage(section, slug);
  if (!article) throw new Error(`No live article at /${section}/${slug}.`);
  return article;
}
