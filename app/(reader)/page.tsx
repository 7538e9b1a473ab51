import type { Metadata } from "next";
import { Front } from "@/components/article/teasers";
import { latest, site } from "@/lib/reader/queries";
import { wordsIn } from "@/lib/reader/words";

export async function generateMetadata(): Promise<Metadata> {
  const { name, description } = await site();
  return {
    title: { absolute: name },
    alternates: {
      canonical: "/",
      types: { "application/rss+xml": "/feed.xml", "application/atom+xml": "/feed.atom" },
    },
    openGraph: {
      type: "website",
      title: name,
      description: description || undefined,
      url: "/",
      siteName: name,
    },
  };
}

export default async function Home() {
  const [{ name, timeZone, language }, articles] = await Promise.all([site(), latest(null)]);
  return (
    <main id="main" className="wide">
      <h1 className="visually-hidden">{name}</h1>
      <Front articles={articles} place={{ timeZone, language, words: wordsIn(language) }} />
    </main>
  );
}
