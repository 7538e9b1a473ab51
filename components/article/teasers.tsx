import { Picture } from "@/components/article/picture";
import { stamp } from "@/lib/publishing/stamps";
import type { Teaser } from "@/lib/reader/queries";
import { listOf, type Words } from "@/lib/reader/words";

/** Headlines only: related articles, the foot of a page. */
export function TeaserList({ articles }: { articles: Teaser[] }) {
  return (
    <ul className="teaser-list">
      {articles.map((article) => (
        <li key={article.id} lang={article.language}>
          <a href={article.path}>{article.headline}</a>
        </li>
      ))}
    </ul>
  );
}

type Place = { timeZone: string; language: string; words: Words };

/** One article on a front, with its headline as a heading. */
function TeaserCard({
  article,
  place,
  size,
}: {
  article: Teaser;
  place: Place;
  size: "lead" | "side" | "card";
}) {
  const { words } = place;
  const { updated, published } = article.stamps;
  const { datetime, day } = stamp(updated instanceof Date ? updated : published, place);
  const label = genreLabel(article, words) ?? (article.kicker || null);
  return (
    <article className={`teaser teaser-${size}`}>
      {article.picture && size !== "side" && (
        <Picture
          picture={article.picture}
          alt=""
          sizes={size === "lead" ? "(min-width: 60rem) 42rem, 100vw" : "(min-width: 60rem) 22rem, 100vw"}
          isFirst={size === "lead"}
        />
      )}
      <p className="kicker">
        <a href={`/${article.section.slug}`}>{article.section.name}</a>
        {label !== null && <span>{label}</span>}
      </p>
      <h2 lang={article.language}>
        <a href={article.path}>{article.headline}</a>
      </h2>
      {article.standfirst !== "" && size !== "side" && (
        <p className="teaser-text" lang={article.language}>
          {article.standfirst}
        </p>
      )}
      <p className="teaser-foot">
        {article.bylines.length > 0 && <span>{listOf(article.bylines, place.language)}</span>}
        <time dateTime={datetime}>{day}</time>
      </p>
    </article>
  );
}

/** What readers should know a text is, where it is not plain news and the kicker has not said so. */
export function genreLabel(
  { kind, genre, kicker }: { kind: string; genre: string; kicker: string },
  words: Words,
): string | null {
  const label =
    kind === "tracker"
      ? words.tracker
      : Object.entries(words.genres).find(([name]) => name === genre && name !== "news")?.[1];
  return label && label.toLowerCase() !== kicker.trim().toLowerCase() ? label : null;
}

/** A front: one lead, a few beside it, the rest in a grid. */
export function Front({ articles, place }: { articles: Teaser[]; place: Place }) {
  const [lead, ...rest] = articles;
  if (!lead) return <p className="empty">{place.words.noStories}</p>;
  const side = rest.slice(0, 4);
  const more = rest.slice(4);
  return (
    <>
      <div className="front">
        <TeaserCard article={lead} place={place} size="lead" />
        {side.length > 0 && (
          <div className="front-side">
            {side.map((article) => (
              <TeaserCard key={article.id} article={article} place={place} size="side" />
            ))}
          </div>
        )}
      </div>
      {more.length > 0 && (
        <div className="front-more">
          {more.map((article) => (
            <TeaserCard key={article.id} article={article} place={place} size="card" />
          ))}
        </div>
      )}
    </>
  );
}
