import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { articles, gonePages, livePages, redirects, sections } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { type LockedArticle, lockArticle } from "@/lib/articles/queries";
import { Invalid } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { purge } from "@/lib/page-cache/purge";
import { type Actor, authorize } from "@/lib/permissions";
import { pathOf, slugProblem } from "@/lib/publishing/address";
import { isEmpty } from "@/lib/publishing/commands";

export const slugInput = z.strictObject({ slug: z.string().max(300) });
export const sectionInput = z.strictObject({ sectionId: z.uuid().nullable() });

/**
 * Gives an article another slug. Before the first publication that is all; afterwards the old address leads to the new one for
 * good, and a live page moves at once. Throws `Invalid` for a slug that cannot be an address or is taken in the section.
 */
export async function changeSlug(
  actor: Actor,
  { articleId, slug }: { articleId: string; slug: string },
): Promise<{ slug: string; url: string | null }> {
  const problem = slugProblem(slug);
  if (problem) throw new Invalid({ slug: problem });
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorizeMove(actor, article);
    if (slug !== article.slug) {
      if (await isTaken(tx, article, article.sectionId, slug)) {
        throw new Invalid({
          slug: "Another article of this section has this address, or had it. Choose another.",
        });
      }
      await tx.update(articles).set({ slug }).where(eq(articles.id, articleId));
      await movePage(tx, article, { sectionId: article.sectionId, slug });
      await record(tx, actor, "slug changed", { articleId, from: article.slug, to: slug });
    }
    return { slug, url: await addressOf(tx, article.sectionId, slug) };
  });
}

/**
 * Puts an article into another section, or into none while it has never been published. A live page moves at once and its old
 * address leads to the new one. Throws `Invalid` for an unknown section and for an address that is taken there.
 */
export async function setSection(
  actor: Actor,
  { articleId, sectionId }: { articleId: string; sectionId: string | null },
): Promise<{ sectionId: string | null; slug: string; url: string | null }> {
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorizeMove(actor, article);
    let slug = article.slug;
    if (sectionId !== article.sectionId) {
      // A draft may be handed to another section; a live page changes that section's front, which is its editors' to decide.
      if (article.isLive) authorize(actor, "change address", { ...article, sectionId });
      if (sectionId === null && article.slugFrozen) {
        throw new Invalid({ sectionId: "This was published, so it needs a section. Choose another one." });
      }
      if (sectionId !== null && !(await exists(tx, sectionId))) {
        throw new Invalid({ sectionId: "There is no such section. Reload and choose one." });
      }
      if (await isTaken(tx, article, sectionId, slug)) {
        if (article.slugFrozen) {
          const message = "That section has or had an article with this address. Change the address first.";
          throw new Invalid({ sectionId: message });
        }
        slug = `${slug.slice(0, 111)}-${articleId.slice(-8)}`;
      }
      await tx.update(articles).set({ sectionId, slug }).where(eq(articles.id, articleId));
      await movePage(tx, article, { sectionId, slug });
      await record(tx, actor, "section changed", { articleId, from: article.sectionId, to: sectionId });
      // Who may read it is a matter of its section.
      await notify(tx, { t: "article", id: articleId });
    }
    return { sectionId, slug, url: await addressOf(tx, sectionId, slug) };
  });
}

/** An address that readers have had is the publisher's to change, also while nothing is there: it says so, or leads on. */
function authorizeMove(actor: Actor, article: LockedArticle): void {
  authorize(actor, "change address", { ...article, isLive: article.isLive || article.slugFrozen });
}

async function exists(tx: Tx, sectionId: string): Promise<boolean> {
  const rows = await tx.select({ id: sections.id }).from(sections).where(eq(sections.id, sectionId));
  return rows.length > 0;
}

/** Whether another article has the address, or had it and left readers a redirect there. */
async function isTaken(
  tx: Tx,
  article: LockedArticle,
  sectionId: string | null,
  slug: string,
): Promise<boolean> {
  if (sectionId === null) return false;
  const rows = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.sectionId, sectionId), eq(articles.slug, slug), ne(articles.id, article.id)));
  if (rows.length > 0) return true;
  const section = await slugOfSection(tx, sectionId);
  const old = await tx
    .select({ path: redirects.path })
    .from(redirects)
    .where(and(eq(redirects.path, pathOf(section ?? "", slug)), ne(redirects.articleId, article.id)));
  return old.length > 0;
}

/** Moves what readers have, leaves a redirect at the old address, and drops the cached pages of both. */
async function movePage(
  tx: Tx,
  article: LockedArticle,
  to: { sectionId: string | null; slug: string },
): Promise<void> {
  if (to.sectionId === null || !article.slugFrozen) return;
  const target = { sectionId: to.sectionId, slug: to.slug };
  const isNewInNavigation = await isEmpty(tx, to.sectionId);
  await tx.update(livePages).set(target).where(eq(livePages.articleId, article.id));
  await tx.update(gonePages).set(target).where(eq(gonePages.articleId, article.id));
  const oldSection = await slugOfSection(tx, article.sectionId);
  const newSection = await slugOfSection(tx, to.sectionId);
  if (oldSection !== null && newSection !== null) {
    await tx
      .insert(redirects)
      .values({ path: pathOf(oldSection, article.slug), articleId: article.id })
      .onConflictDoUpdate({
        target: redirects.path,
        set: { articleId: article.id, at: sql`galley_now()` },
      });
    await tx.delete(redirects).where(eq(redirects.path, pathOf(newSection, to.slug)));
  }
  if (!article.isLive) return;
  const leavesNavigation = article.sectionId !== null && (await isEmpty(tx, article.sectionId));
  const tags = [oldSection, newSection].flatMap((slug) => (slug === null ? [] : [`section:${slug}`]));
  // Lists of tags and authors show the address too.
  const navigation = isNewInNavigation || leavesNavigation ? ["site"] : [];
  await purge(tx, [`article:${article.id}`, "home", "feed", "lists", ...tags, ...navigation]);
}

async function slugOfSection(tx: Tx, sectionId: string | null): Promise<string | null> {
  if (sectionId === null) return null;
  const [row] = await tx.select({ slug: sections.slug }).from(sections).where(eq(sections.id, sectionId));
  return row?.slug ?? null;
}

async function addressOf(tx: Tx, sectionId: string | null, slug: string): Promise<string | null> {
  const section = await slugOfSection(tx, sectionId);
  return section === null ? null : pathOf(section, slug);
}
