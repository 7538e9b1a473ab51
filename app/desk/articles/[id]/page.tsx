import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { ArticleWorkspace } from "@/components/desk/article-workspace";
import { articleById } from "@/lib/articles/queries";
import { NotFound } from "@/lib/errors";
import { newsroomSettings, staffByName } from "@/lib/newsroom/queries";
import { requireActor } from "@/lib/people/session";
import { type Actor, type ArticleSubject, can } from "@/lib/permissions";
import { pathOf } from "@/lib/publishing/address";
import { bylinesMatching, sectionsInOrder, tagsMatching } from "@/lib/taxonomy/queries";
import { moveRules, movesFrom, states } from "@/lib/workflow/moves";

type Params = { params: Promise<{ id: string }> };

/** The article as this person may see it; null when it is unknown or not theirs to know of. Read once a request. */
const articleFor = cache(async (articleId: string) => {
  const actor = await requireActor();
  if (!z.uuid().safeParse(articleId).success) return null;
  try {
    return await articleById(actor, articleId);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const article = await articleFor((await params).id);
  return { title: article ? article.headline || "Without a headline" : "Not here" };
}

export default async function ArticlePage({ params }: Params) {
  const { id } = await params;
  const [actor, article] = await Promise.all([requireActor(), articleFor(id)]);
  if (!article) notFound();
  const [sections, tags, bylines, staff, { name, timeZone }, sent] = await Promise.all([
    sectionsInOrder(),
    tagsMatching(""),
    bylinesMatching(""),
    staffByName(),
    newsroomSettings(),
    headers(),
  ]);
  const { subject } = article;
  const host = sent.get("host") ?? "localhost";

  return (
    <ArticleWorkspace
      article={{
        id: article.id,
        kind: article.kind === "tracker" ? "tracker" : "story",
        headline: article.headline,
        state: article.state,
        version: article.version,
        // ProseMirror attributes have no prototype; only plain objects cross to the browser.
        document: structuredClone(article.document),
        schemaVersion: article.schemaVersion,
        sectionId: article.section?.id ?? null,
        slug: article.slug,
        slugFrozen: article.slugFrozen,
        live: article.live,
        liveUrl: article.live && article.section ? pathOf(article.section.slug, article.slug) : null,
        withdrawn: article.withdrawn,
        people: article.people,
      }}
      rights={rightsOf(actor, subject)}
      moves={movesOf(actor, subject)}
      sections={sections}
      tags={tags}
      bylines={bylines}
      staff={staff}
      actor={{ email: actor.email }}
      site={{ name, timeZone, url: process.env.PUBLIC_URL ?? `http://${host}` }}
      nonce={sent.get("x-nonce")}
    />
  );
}

function rightsOf(actor: Actor, subject: ArticleSubject) {
  return {
    edit: can(actor, "edit article", subject),
    assign: can(actor, "assign", subject),
    restore: can(actor, "restore", subject),
    readRevisions: can(actor, "read revisions", subject),
    publish: can(actor, "publish", subject),
    unpublish: can(actor, "unpublish", subject),
  };
}

/** The moves this person may make now, in the order buttons are shown. */
function movesOf(actor: Actor, subject: ArticleSubject) {
  const state = states.find((known) => known === subject.state);
  if (!state) return [];
  return movesFrom(state).filter(({ move }) => can(actor, moveRules[move].right, subject));
}
