import type { Metadata } from "next";
import { Front } from "@/components/article/teasers";
import { latest, sectionBySlug, site } from "@/lib/reader/queries";
import { wordsIn } from "@/lib/reader/words";

type Props = { params: Promise<{ section: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section: slug } = await params;
  const section = await requireSection(slug);
  return {
    title: section.name,
    alternates: {
      canonical: `/${slug}`,
      types: { "application/rss+xml": `/${slug}/feed.xml`, "application/atom+xml": `/${slug}/feed.atom` },
    },
    openGraph: { type: "website", title: section.name, url: `/${slug}` },
  };
}

export default async function SectionFront({ params }: Props) {
  const { section: slug } = await params;
  const [section, { timeZone, language }, articles] = await Promise.all([
    requireSection(slug),
    site(),
    latest(slug),
  ]);
  return (
    <main id="main" className="wide">
      <h1 className="front-name">{section.name}</h1>
      <Front articles={articles} place={{ timeZone, language, words: wordsIn(language) }} />
    </main>
  );
}

/** The server resolved this address a moment ago; a section that is gone since is an error the cache does not keep. */
async function requireSection(slug: string) {
  const section = await sectionBySlug(slug);
  if (!section) throw new Error(`No section at /${slug}.`);
  return section;
}
