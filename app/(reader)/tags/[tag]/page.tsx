import type { Metadata } from "next";
import { Front } from "@/components/article/teasers";
import { site, tagPage } from "@/lib/reader/queries";
import { wordsIn } from "@/lib/reader/words";

type Props = { params: Promise<{ tag: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tag: slug } = await params;
  const { name } = await requireTag(slug);
  return {
    title: name,
    alternates: { canonical: `/tags/${slug}` },
    openGraph: { type: "website", title: name },
  };
}

export default async function Tag({ params }: Props) {
  const { tag: slug } = await params;
  const [tag, { timeZone, language }] = await Promise.all([requireTag(slug), site()]);
  const words = wordsIn(language);
  return (
    <main id="main" className="wide">
      <h1 className="front-name">
        <span>{words.about}</span> {tag.name}
      </h1>
      <Front articles={tag.articles} place={{ timeZone, language, words }} />
    </main>
  );
}

async function requireTag(slug: string) {
  const tag = await tagPage(slug);
  if (!tag) throw new Error(`No live article carries the tag ${slug}.`);
  return tag;
}
