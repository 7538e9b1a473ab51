import Link from "next/link";
import { ArticleFilters, type Filters } from "@/components/desk/article-filters";
import { ArticleList } from "@/components/desk/article-list";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { articleFilters } from "@/lib/articles/article";
import { articleList } from "@/lib/articles/queries";
import { newsroomSettings, staffByName } from "@/lib/newsroom/queries";
import { requireActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";
import { sectionsInOrder } from "@/lib/taxonomy/queries";

export const metadata = { title: "Articles" };

type Query = Record<string, string | string[] | undefined>;

export default async function ArticlesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requireActor(), searchParams]);
  const filters = readFilters(query);
  const [{ articles, next }, sections, people, { timeZone }] = await Promise.all([
    articleList(actor, filters),
    sectionsInOrder(),
    staffByName(),
    newsroomSettings(),
  ]);
  const { after, limit: _, ...chosen } = filters;
  const isFiltered = Object.values(chosen).some(Boolean);
  const mayWrite = can(actor, "create article");

  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl px-4 py-6 outline-none sm:px-6">
      <PageHeader
        title="Articles"
        actions={
          mayWrite && (
            <>
              <Link href="/desk/import" className={buttonClass("secondary")}>
                Import
              </Link>
              <Link href="/desk/new" className={buttonClass("primary")}>
                New article
              </Link>
            </>
          )
        }
      />
      <ArticleFilters
        key={JSON.stringify(chosen)}
        chosen={chosen}
        sections={sections}
        people={people.filter(({ id }) => id !== actor.personId)}
      />
      {articles.length > 0 ? (
        <ArticleList articles={articles} now={new Date()} timeZone={timeZone} />
      ) : (
        <Nothing isFiltered={isFiltered} isFurther={after !== undefined} mayWrite={mayWrite} />
      )}
      <Pages chosen={chosen} next={next} isFurther={after !== undefined} />
    </main>
  );
}

/** What the address asks for; a part that cannot be understood is left out, so an old link still opens. */
function readFilters(query: Query) {
  const known: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(articleFilters.shape)) {
    const value = query[name];
    if (typeof value !== "string" || value === "") continue;
    const parsed = schema.safeParse(value);
    if (parsed.success && parsed.data !== undefined) known[name] = parsed.data;
  }
  return articleFilters.parse(known);
}

function Nothing({
  isFiltered,
  isFurther,
  mayWrite,
}: {
  isFiltered: boolean;
  isFurther: boolean;
  mayWrite: boolean;
}) {
  if (isFurther) return <EmptyState title="That was everything">Nothing was touched before this.</EmptyState>;
  if (isFiltered) {
    return (
      <EmptyState
        title="No article like this"
        action={
          <Link href="/desk" className={buttonClass()}>
            Show all articles
          </Link>
        }
      >
        Try fewer words or another state.
      </EmptyState>
    );
  }
  if (!mayWrite) {
    return (
      <EmptyState title="Nothing for you yet">
        Articles appear here when they are submitted, or when somebody assigns one to you.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No articles yet"
      action={
        <>
          <Link href="/desk/new" className={buttonClass("primary")}>
            Write the first
          </Link>
          <Link href="/desk/import" className={buttonClass()}>
            Import a text
          </Link>
        </>
      }
    >
      Write one here, or bring one that exists as plain text.
    </EmptyState>
  );
}

function Pages({ chosen, next, isFurther }: { chosen: Filters; next: string | null; isFurther: boolean }) {
  if (!next && !isFurther) return null;
  const address = (after: string | null) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
    if (after) query.set("after", after);
    return query.size > 0 ? `/desk?${query}` : "/desk";
  };
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 pt-5">
      {isFurther ? (
        <Link href={address(null)} className={buttonClass()}>
          Newest
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={address(next)} className={buttonClass()}>
          Older
        </Link>
      )}
    </nav>
  );
}
