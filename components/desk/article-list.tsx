import Link from "next/link";
import { LiveBadge, StateBadge } from "@/components/desk/article-badges";
import { When } from "@/components/desk/when";

export type ListedArticle = {
  id: string;
  kind: string;
  genre: string;
  headline: string;
  state: string;
  section: { name: string } | null;
  live: { unpublishedChanges: number } | null;
  withdrawn: string | null;
  people: { id: string; name: string; part: string }[];
  touchedAt: Date;
  touchedBy: { name: string } | null;
  wordCount: number;
};

const columns = "lg:grid lg:grid-cols-[minmax(0,1fr)_7rem_13rem_11rem_9rem] lg:items-baseline lg:gap-x-5";

/** Articles, one a line on a wide screen and one a card on a narrow one. */
export function ArticleList({
  articles,
  now,
  timeZone,
}: {
  articles: ListedArticle[];
  now: Date;
  timeZone: string;
}) {
  return (
    <div className="lg:rounded-lg lg:border lg:border-line lg:bg-surface">
      <div
        aria-hidden
        className={`${columns} hidden border-b border-line px-5 py-2 text-xs font-medium text-muted lg:grid`}
      >
        <span>Article</span>
        <span>State</span>
        <span>Readers have</span>
        <span>People</span>
        <span className="text-right">Last touched</span>
      </div>
      <ul aria-label="Articles" className="flex flex-col gap-2.5 lg:gap-0">
        {articles.map((article) => (
          <li
            key={article.id}
            className={`${columns} relative rounded-lg border border-line bg-surface px-4 py-3.5 hover:bg-sunken lg:rounded-none lg:border-x-0 lg:border-b-0 lg:px-5 lg:py-3 lg:first:border-t-0 lg:last:rounded-b-lg`}
          >
            <div className="min-w-0">
              <Link
                href={`/desk/articles/${article.id}`}
                className="font-serif text-lg leading-snug font-semibold text-pretty after:absolute after:inset-0 after:content-[''] hover:text-accent"
              >
                {article.headline || "Without a headline"}
              </Link>
              <p className="mt-0.5 text-sm text-muted">{aboutLine(article)}</p>
            </div>
            <div className="mt-2 flex flex-wrap gap-1.5 lg:mt-0 lg:contents">
              <span>
                <StateBadge state={article.state} />
              </span>
              <span>
                <LiveBadge live={article.live} withdrawn={article.withdrawn} />
              </span>
            </div>
            <p className="mt-2 text-sm text-muted lg:mt-0">{peopleLine(article.people)}</p>
            <p className="text-sm text-muted lg:text-right">
              <When at={article.touchedAt} now={now} timeZone={timeZone} />
              {article.touchedBy && <span className="lg:block"> by {article.touchedBy.name}</span>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

const genres: Record<string, string> = {
  news: "News",
  analysis: "Analysis",
  opinion: "Opinion",
  explainer: "Explainer",
  factCheck: "Fact check",
  interview: "Interview",
};

function aboutLine({ kind, genre, section, wordCount }: ListedArticle): string {
  const what = kind === "tracker" ? "Tracker" : (genres[genre] ?? "Story");
  const words = `${wordCount.toLocaleString("en")} ${wordCount === 1 ? "word" : "words"}`;
  return [what, section?.name ?? "No section yet", words].join(" · ");
}

/** "Ana Ruiz, Tom Lee (checks)": writers first; a person who does both is named once, as a writer. */
function peopleLine(people: ListedArticle["people"]): string {
  const names = new Map<string, string>();
  for (const { id, name, part } of people.toSorted((a, b) => b.part.localeCompare(a.part))) {
    if (!names.has(id)) names.set(id, part === "checker" ? `${name} (checks)` : name);
  }
  return [...names.values()].join(", ");
}
