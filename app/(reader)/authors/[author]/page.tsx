import type { Metadata } from "next";
import { Front } from "@/components/article/teasers";
import { authorPage, site } from "@/lib/reader/queries";
import { wordsIn } from "@/lib/reader/words";

type Props = { params: Promise<{ author: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { author: slug } = await params;
  const { name } = await requireAuthor(slug);
  return {
    title: name,
    alternates: { canonical: `/authors/${slug}` },
    openGraph: { type: "profile", title: name, url: `/authors/${slug}` },
  };
}

export default async function Author({ params }: Props) {
  const { author: slug } = await params;
  const [author, { timeZone, language }] = await Promise.all([requireAuthor(slug), site()]);
  const words = wordsIn(language);
  return (
    <main id="main" className="wide">
      <h1 className="front-name">
        <span>{words.articlesBy}</span> {author.name}
      </h1>
      <Front articles={author.articles} place={{ timeZone, language, words }} />
    </main>
  );
}

async function requireAuthor(slug: string) {
  const author = await authorPage(slug);
  if (!author) throw new Error(`No live article carries the byline ${slug}.`);
  return author;
}
