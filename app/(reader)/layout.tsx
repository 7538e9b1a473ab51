import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { site } from "@/lib/reader/queries";
import { siteOrigin } from "@/lib/reader/site";
import { wordsIn } from "@/lib/reader/words";
import "./reader.css";

// Every page is rendered when asked for and kept by the server's own cache (docs/decisions/0003-one-http-cache.md).
export const dynamic = "force-dynamic";

/** A drawn galley proof; as data, so that no page asks for a second file. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%231d1b18'/%3E%3Cpath d='M4 4h8M4 7h8M4 10h5' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

export async function generateMetadata(): Promise<Metadata> {
  const { name, description } = await site();
  return {
    metadataBase: new URL(siteOrigin()),
    title: { default: name, template: `%s | ${name}` },
    description: description || undefined,
    icons: { icon },
    openGraph: { siteName: name },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

export default async function ReaderLayout({ children }: { children: ReactNode }) {
  const { name, language, sections } = await site();
  const words = wordsIn(language);
  return (
    <html lang={language}>
      <body>
        <a className="skip" href="#main">
          {words.skip}
        </a>
        <header className="masthead">
          <p className="site-name">
            <a href="/">{name}</a>
          </p>
          {sections.length > 0 && (
            <nav aria-label={words.sections}>
              <ul>
                {sections.map((section) => (
                  <li key={section.slug}>
                    <a href={`/${section.slug}`}>{section.name}</a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </header>
        {children}
        <footer className="foot">
          <p>{name}</p>
          <p>
            <a href="/feed.xml">{words.feed}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}
