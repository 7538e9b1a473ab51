import type { ReactNode } from "react";
import { ArticleBody } from "@/components/article/body";
import { StampLine } from "@/components/article/stamps";
import { genreLabel, TeaserList } from "@/components/article/teasers";
import { stamp } from "@/lib/publishing/stamps";
import type { ArticlePage, Site } from "@/lib/reader/queries";
import { type Words, wordsIn } from "@/lib/reader/words";

/** A published article or tracker, whole: what a reader gets between the site's header and footer. */
export function ArticleView({ article, site }: { article: ArticlePage; site: Site }) {
  const words = wordsIn(article.language);
  const place = { timeZone: site.timeZone, language: article.language };
  const genre = genreLabel(article, words);
  const more = `${wordsIn(site.language).moreIn} ${article.section.name}`;
  const hasRelated = article.document.content.some(({ type }) => type === "related");
  return (
    <main id="main" className="page">
      <article className={`article article-${article.kind}`} lang={article.language}>
        <header>
          <p className="kicker">
            <a href={`/${article.section.slug}`}>{article.section.name}</a>
            {article.kicker !== "" && <span>{article.kicker}</span>}
            {genre !== null && <span>{genre}</span>}
          </p>
          <h1>{article.headline}</h1>
          {article.standfirst !== "" && <p className="standfirst">{article.standfirst}</p>}
          <Byline bylines={article.bylines} words={words} language={article.language} />
          <StampLine stamps={article.stamps} words={words} place={place} />
        </header>
        {article.notes
          .filter((note) => note.class === "retraction" || note.class === "editors_note")
          .slice(0, 1)
          .map((note) => (
            <p key={note.class} className="notice">
              <strong>{noteLabel(note.class, words)}</strong> {note.note}
            </p>
          ))}
        <div className="body">
          <ArticleBody article={article} words={words} />
        </div>
        <Notes article={article} words={words} place={place} />
        {article.tags.length > 0 && (
          <nav className="topics" aria-label={words.topics}>
            <ul>
              {article.tags.map((tag) => (
                <li key={tag.slug}>
                  <a href={`/tags/${tag.slug}`}>{tag.name}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </article>
      {!hasRelated && article.related.length > 0 && (
        <section className="related more" aria-label={more}>
          <h2>{more}</h2>
          <TeaserList articles={article.related} />
        </section>
      )}
    </main>
  );
}

function Byline({
  bylines,
  words,
  language,
}: {
  bylines: ArticlePage["bylines"];
  words: Words;
  language: string;
}) {
  if (bylines.length === 0) return null;
  const parts = new Intl.ListFormat(language, { style: "long", type: "conjunction" }).formatToParts(
    bylines.map(({ slug }) => slug),
  );
  const bySlug = new Map(bylines.map((byline) => [byline.slug, byline]));
  return (
    <p className="byline">
      {words.by}{" "}
      {parts.map((part, index): ReactNode => {
        const byline = part.type === "element" ? bySlug.get(part.value) : undefined;
        if (!byline) return part.value;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: published bylines never change order
          <span key={index}>
            <a href={`/authors/${byline.slug}`} rel="author">
              {byline.name}
            </a>
            {byline.part !== "" && <span className="byline-part"> ({byline.part})</span>}
          </span>
        );
      })}
    </p>
  );
}

/** What readers were told each time the page changed, newest first. */
function Notes({
  article,
  words,
  place,
}: {
  article: ArticlePage;
  words: Words;
  place: { timeZone: string; language: string };
}) {
  if (article.notes.length === 0) return null;
  return (
    <section className="notes" aria-label={words.changes}>
      <h2>{words.changes}</h2>
      <ul>
        {article.notes.map((note) => {
          const { datetime, text } = stamp(note.at, place);
          return (
            <li key={datetime}>
              <strong>{noteLabel(note.class, words)}</strong> <time dateTime={datetime}>{text}</time>
              <p>{note.note}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function noteLabel(changeClass: string, words: Words): string {
  return Object.entries(words.classes).find(([name]) => name === changeClass)?.[1] ?? words.updated;
}
