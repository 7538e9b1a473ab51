import type { Metadata } from "next";
import { site } from "@/lib/reader/queries";
import { wordsIn } from "@/lib/reader/words";

export async function generateMetadata(): Promise<Metadata> {
  const { language } = await site();
  return { title: wordsIn(language).goneTitle, robots: { index: false } };
}

/** Rendered once and served by the server for every address that needs it; says nothing of the address. */
export default async function Gone() {
  const { language } = await site();
  const words = wordsIn(language);
  return (
    <main id="main" className="page empty-page">
      <h1>{words.goneTitle}</h1>
      <p>{words.gone}</p>
      <p>
        <a href="/">{words.toHome}</a>
      </p>
    </main>
  );
}
