import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/id";
import {
  articles,
  assets,
  gonePages,
  type JsonObject,
  livePages,
  publications,
  redirects,
} from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { type LockedArticle, lockArticle } from "@/lib/articles/queries";
import { SCHEMA_VERSION } from "@/lib/document/schema";
import { Blocked, Conflict, Invalid } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { purge } from "@/lib/page-cache/purge";
import { type Actor, authorize } from "@/lib/permissions";
import { pathOf } from "@/lib/publishing/address";
import {
  candidateFor,
  lastPublication,
  type Named,
  namedIn,
  newsroomOf,
  type PublicationRow,
  stampsOfRow,
  versionOf,
} from "@/lib/publishing/candidate";
import { chainHash, documentHash } from "@/lib/publishing/chain";
import { isAtLeast, leastClass } from "@/lib/publishing/change-class";
import { cleanDocument } from "@/lib/publishing/clean";
import { type DocumentNode, fieldsOf, stringAttr } from "@/lib/publishing/fields";
import { type Candidate, publishBlockers, publishFindings, stopping } from "@/lib/publishing/gate";
import { type Metadata, readMetadata } from "@/lib/publishing/metadata";
import { MAX_OVERRIDE, MIN_OVERRIDE, noteProblem } from "@/lib/publishing/notes";
import { type ChangeClass, changeClasses, classNames, type Stamps, stampsOf } from "@/lib/publishing/stamps";
import { isSame, metadataOf } from "@/lib/publishing/what-readers-have";
import { snapshot } from "@/lib/revisions/commands";
import { MAX_REASON, type State, skippedMoves, states } from "@/lib/workflow/moves";

export const publishInput = z.strictObject({
  version: z.int().min(0),
  class: z.enum(changeClasses),
  note: z.string().max(10_000).default(""),
  /** Why this goes out all the same: past blockers that may be lifted, or below the least class. Stays in the newsroom. */
  override: z.string().max(10_000).optional(),
});

export type Publish = {
  articleId: string;
  version: number;
  changeClass: ChangeClass;
  note?: string | undefined;
  override?: string | undefined;
};

/** What a publication left behind: its number, and where readers find it. */
export type Published = { publication: number; url: string; version: number; class: ChangeClass };

/**
 * Brings exactly the given version before readers, whatever has been typed since, from any state: moves that were passed over
 * are recorded as skipped. The slug freezes, pictures get their public address, stamps follow the class, the publication is
 * chained to the one before, and cached pages go with the commit.
 *
 * With an `override` reason it goes out past blockers that may be lifted and below the least class; both are recorded with it.
 *
 * Throws `Blocked` with the gate's reasons, or with the words that need a higher class; `Invalid` for a class or note that does
 * not fit; `Conflict` (`live`) when somebody published meanwhile; `Forbidden`, `NotFound`.
 */
export async function publish(
  actor: Actor,
  { articleId, version, changeClass, note = "", override = "" }: Publish,
): Promise<Published> {
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorize(actor, "publish", article);
    const previous = await lastPublication(tx, articleId);
    checkClass(previous, changeClass);
    const problem = noteProblem(changeClass, note);
    if (problem) throw new Invalid({ note: problem });
    const reason = checkOverride(override);

    const newsroom = await newsroomOf(tx);
    const { json, document, wordCount } = await versionOf(tx, article, version);
    const named = await namedIn(tx, article, document);
    const before = previous ? await versionOf(tx, article, previous.version) : null;
    const since = previous?.version ?? 0;
    const context = { article, version, since, actorId: actor.personId, newsroom };
    const candidate = await candidateFor(tx, { ...context, document, named });

    const blockers = await standing(tx, {
      ...context,
      candidate,
      before,
      isLive: article.isLive,
      changeClass,
    });
    const lifted = reason === null ? [] : blockers.filter(({ liftedBy }) => liftedBy !== null);
    if (lifted.length > 0) authorize(actor, "override blocker", article);
    if (lifted.length < blockers.length) {
      throw new Blocked(blockers.filter((blocker) => !lifted.includes(blocker)));
    }
    const least = leastClass(before?.document ?? null, document);
    const isLowered = !isAtLeast(changeClass, least.class);
    if (isLowered && reason === null) throw new Blocked(tooLow(changeClass, least));
    if (!named.section) throw new Blocked(publishBlockers(candidate));

    const metadata = metadataOf(article, { named, document, candidate });
    const clean = cleanDocument(json);
    if (article.isLive && changeClass === "minor" && previous && isSame(previous, clean, metadata)) {
      throw new Invalid({ version: "Readers have exactly this already." });
    }

    const revision = await snapshot(tx, {
      articleId,
      branchId: article.mainBranchId,
      version,
      kind: "published",
      by: actor.personId,
    });
    const stamps = stampsOf(previous ? stampsOfRow(previous) : null, {
      changeClass,
      at: newsroom.now,
      statedUpdated: stringAttr(document.attrs, "statedUpdated") || null,
      factsChecked: null,
    });
    const publication = await append(tx, {
      articleId,
      version,
      revisionId: revision.id,
      document: clean,
      metadata,
      changeClass,
      note: note.trim(),
      previous,
      words: document,
      wordCount,
      stamps,
      by: actor.personId,
      at: newsroom.now,
    });
    const shownBefore = previous ? readMetadata(previous.metadata).assets : [];
    await lockPictures(tx, [...metadata.assets, ...shownBefore]);
    await makePublic(tx, metadata.assets);
    const isNewInNavigation = await isEmpty(tx, named.section.id);
    const { lead } = metadata;
    await goLive(tx, { article, publication, named, sectionId: named.section.id, document, lead, stamps });
    const state = states.find((known) => known === article.state) ?? "draft";
    await hidePictures(tx, shownBefore);
    await setLive(tx, actor, article, publication.number, state);
    await record(tx, actor, "published", {
      articleId,
      publication: publication.number,
      version,
      class: changeClass,
      least: least.class,
      skipped: skippedMoves(state),
      secondReader: !candidate.isOwnWork,
      warnings: publishFindings(candidate)
        .filter(({ level }) => level === "warn")
        .map(({ code }) => code),
    });
    if (lifted.length > 0) {
      const codes = [...new Set(lifted.map(({ code }) => code))];
      await record(tx, actor, "blocker overridden", {
        articleId,
        publication: publication.number,
        codes,
        reason,
      });
    }
    if (isLowered) {
      const { number } = publication;
      await record(tx, actor, "class lowered", {
        articleId,
        publication: number,
        class: changeClass,
        least: least.class,
        reason,
      });
    }
    await purge(tx, [...tagsOf(articleId, named, previous), ...(isNewInNavigation ? ["site"] : [])]);
    await notify(tx, { t: "article", id: articleId, branch: article.mainBranchId, version });
    return {
      publication: publication.number,
      url: pathOf(named.section.slug, article.slug),
      version,
      class: changeClass,
    };
  });
}

/** The reason as it will be kept, null when none was given. */
function checkOverride(override: string): string | null {
  const reason = override.trim();
  if (reason === "") return null;
  if (reason.length < MIN_OVERRIDE) {
    throw new Invalid({ override: `Give the reason in a sentence of at least ${MIN_OVERRIDE} characters.` });
  }
  if (reason.length > MAX_OVERRIDE || !reason.isWellFormed() || reason.includes("\0")) {
    throw new Invalid({ override: `Keep the reason to ${MAX_OVERRIDE} ordinary characters.` });
  }
  return reason;
}

function checkClass(previous: PublicationRow | null, changeClass: ChangeClass): void {
  if (previous === null && changeClass !== "first") {
    throw new Invalid({ class: "This has never been published: choose “First publication”." });
  }
  if (previous !== null && changeClass === "first") {
    const message = "This was published before. Read what is live, then choose what kind of change this is.";
    throw new Conflict("live", message, { publication: previous.number });
  }
}

/** The blockers that count, what the live page has already set aside where the class allows that. */
async function standing(
  tx: Tx,
  {
    candidate,
    before,
    isLive,
    changeClass,
    article,
    ...rest
  }: {
    candidate: Candidate;
    before: { document: DocumentNode } | null;
    isLive: boolean;
    changeClass: ChangeClass;
    article: LockedArticle;
    version: number;
    since: number;
    actorId: string;
    newsroom: Awaited<ReturnType<typeof newsroomOf>>;
  },
) {
  const blockers = publishBlockers(candidate);
  if (!isLive || before === null || blockers.length === 0) return blockers;
  const named = await namedIn(tx, article, before.document);
  const live = await candidateFor(tx, { article, ...rest, document: before.document, named });
  // Whoever wrote is asked of these words, not of those that are live.
  return stopping(blockers, publishBlockers({ ...live, isOwnWork: false }), changeClass);
}

function tooLow(chosen: ChangeClass, least: ReturnType<typeof leastClass>) {
  const needed = least.reasons.filter((reason) => !isAtLeast(chosen, reason.class));
  return needed.slice(0, 20).map((reason) => ({
    code: "class",
    message: `“${reason.words}”: ${reason.why}. That needs at least “${classNames[reason.class]}”.`,
    where: reason.block,
  }));
}

async function append(
  tx: Tx,
  {
    articleId,
    version,
    revisionId,
    document,
    metadata,
    changeClass,
    note,
    previous,
    words,
    wordCount,
    stamps,
    by,
    at,
  }: {
    articleId: string;
    version: number;
    revisionId: string;
    document: JsonObject;
    metadata: JsonObject;
    changeClass: ChangeClass;
    note: string;
    previous: PublicationRow | null;
    words: DocumentNode;
    wordCount: number;
    stamps: Stamps;
    by: string;
    at: Date;
  },
): Promise<PublicationRow> {
  const number = (previous?.number ?? 0) + 1;
  const ofDocument = documentHash(document, metadata);
  const fields = fieldsOf(words);
  const textOf = (name: string) => fields.find((field) => field.name === name)?.text.trim() ?? "";
  const [row] = await tx
    .insert(publications)
    .values({
      id: newId(),
      articleId,
      number,
      revisionId,
      version,
      document,
      metadata,
      schemaVersion: SCHEMA_VERSION,
      class: changeClass,
      note,
      headline: textOf("headline"),
      standfirst: textOf("standfirst"),
      wordCount,
      publishedAt: stamps.published,
      updatedAt: stamps.updated instanceof Date ? stamps.updated : null,
      statedUpdated: typeof stamps.updated === "string" ? stamps.updated : null,
      factsCheckedAt: stamps.factsChecked,
      documentHash: ofDocument,
      previousHash: previous?.hash ?? null,
      hash: chainHash(previous?.hash ?? null, { number, changeClass, note, documentHash: ofDocument }),
      byId: by,
      at,
    })
    .returning();
  if (!row) throw new Error("A publication was not stored.");
  return row;
}

/**
 * Two pages that show one picture are published and taken away one after the other, always in one order: else one would hide
 * what the other has just shown.
 */
async function lockPictures(tx: Tx, assetIds: string[]): Promise<void> {
  if (assetIds.length === 0) return;
  await tx
    .select({ id: assets.id })
    .from(assets)
    .where(inArray(assets.id, assetIds))
    .orderBy(assets.id)
    .for("no key update");
}

/** Gives pictures their public address: 128 random bits, kept as long as a live page shows them. */
async function makePublic(tx: Tx, assetIds: string[]): Promise<void> {
  if (assetIds.length === 0) return;
  const waiting = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(inArray(assets.id, assetIds), isNull(assets.publicId)));
  for (const { id } of waiting) {
    await tx
      .update(assets)
      .set({ publicId: randomBytes(16).toString("hex") })
      .where(eq(assets.id, id));
  }
}

async function goLive(
  tx: Tx,
  {
    article,
    publication,
    named,
    sectionId,
    document,
    lead,
    stamps,
  }: {
    article: LockedArticle;
    publication: PublicationRow;
    named: Named;
    sectionId: string;
    document: DocumentNode;
    lead: string | null;
    stamps: Stamps;
  },
): Promise<void> {
  const page = {
    publicationId: publication.id,
    sectionId,
    slug: article.slug,
    kind: article.kind,
    genre: stringAttr(document.attrs, "genre") || "news",
    language: stringAttr(document.attrs, "language") || "en",
    headline: publication.headline,
    standfirst: publication.standfirst,
    kicker: stringAttr(document.attrs, "kicker"),
    leadAssetId: lead,
    bylineIds: named.bylines.map(({ id }) => id),
    tagIds: named.tags.map(({ id }) => id),
    publishedAt: publication.publishedAt,
    updatedAt: publication.updatedAt,
    statedUpdated: publication.statedUpdated,
    factsCheckedAt: publication.factsCheckedAt,
    freshAt: stamps.updated instanceof Date ? stamps.updated : stamps.published,
  };
  await tx
    .insert(livePages)
    .values({ articleId: article.id, ...page })
    .onConflictDoUpdate({ target: livePages.articleId, set: page });
  await tx.delete(gonePages).where(eq(gonePages.articleId, article.id));
  // Back at an address it once had: the way from there to itself would be a circle.
  const path = pathOf(named.section?.slug ?? "", article.slug);
  await tx.delete(redirects).where(and(eq(redirects.path, path), eq(redirects.articleId, article.id)));
}

/** The round is over: what readers have is the working text, and the next change to it begins a draft. */
async function setLive(
  tx: Tx,
  actor: Actor,
  article: LockedArticle,
  number: number,
  state: State,
): Promise<void> {
  await tx
    .update(articles)
    .set({
      livePublication: number,
      withdrawn: null,
      slugFrozen: true,
      ...(state === "draft"
        ? {}
        : { state: "draft", stateChangedAt: sql`galley_now()`, stateChangedBy: actor.personId }),
    })
    .where(eq(articles.id, article.id));
}

/** Whether a section has no live page: every page's navigation leaves such a section out. */
export async function isEmpty(tx: Tx, sectionId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: livePages.articleId })
    .from(livePages)
    .where(eq(livePages.sectionId, sectionId))
    .limit(1);
  return rows.length === 0;
}

/** The cached pages that show an article: its own, its section's, the lists it stands in now or stood in before. */
function tagsOf(articleId: string, named: Named, previous: PublicationRow | null): string[] {
  const names = [namesOf(named), ...(previous ? [namesOf(readMetadata(previous.metadata))] : [])];
  return [...new Set([`article:${articleId}`, "home", "feed", ...names.flat()])];
}

const namesOf = ({ section, tags, bylines }: Pick<Metadata, "section" | "tags" | "bylines">) => [
  ...(section ? [`section:${section.slug}`] : []),
  ...tags.map(({ slug }) => `tag:${slug}`),
  ...bylines.map(({ slug }) => `author:${slug}`),
];

// ── Taking a page away ──────────────────────────────────────────────────────────────────────────────────────

export const unpublishInput = z.strictObject({
  reason: z.string().trim().min(1, "Say why; the reason stays in the newsroom.").max(MAX_REASON),
  show: z.enum(["gone", "not-found"]),
});

export type Unpublish = { articleId: string } & z.output<typeof unpublishInput>;

/**
 * Takes an article from readers at once, and its pictures where no other live page shows them. Its address then says that it is
 * gone, or answers as if it had never been. Never gated. The reason is kept in the newsroom.
 */
export async function unpublish(actor: Actor, { articleId, reason, show }: Unpublish): Promise<void> {
  if (!reason.isWellFormed() || reason.includes("\0")) {
    throw new Invalid({ reason: "The reason holds characters that cannot be stored." });
  }
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorize(actor, "unpublish", article);
    const [page] = await tx.delete(livePages).where(eq(livePages.articleId, articleId)).returning();
    const last = await lastPublication(tx, articleId);
    if (!page || !last) {
      throw new Conflict("not_live", "This article is not live, so there is nothing to take away.");
    }
    if (show === "gone") {
      await tx
        .insert(gonePages)
        .values({ articleId, sectionId: page.sectionId, slug: page.slug })
        .onConflictDoUpdate({
          target: gonePages.articleId,
          set: { sectionId: page.sectionId, slug: page.slug, at: sql`galley_now()` },
        });
    }
    await tx
      .update(articles)
      .set({ livePublication: null, withdrawn: show })
      .where(eq(articles.id, articleId));
    const shown = readMetadata(last.metadata).assets;
    await lockPictures(tx, shown);
    await hidePictures(tx, shown);
    await record(tx, actor, "unpublished", { articleId, publication: last.number, show, reason });
    const named = await namedIn(tx, article, (await versionOf(tx, article, last.version)).document);
    const leavesNavigation = await isEmpty(tx, page.sectionId);
    await purge(tx, [...tagsOf(articleId, named, last), ...(leavesNavigation ? ["site"] : [])]);
    await notify(tx, { t: "article", id: articleId, branch: article.mainBranchId, version: last.version });
  });
}

/** Takes the public address from pictures that no live page shows. */
async function hidePictures(tx: Tx, assetIds: string[]): Promise<void> {
  for (const assetId of assetIds) {
    const shown = await tx.execute(sql`
      select from live_pages l join publications p on p.id = l.publication_id
      where p.metadata -> 'assets' @> ${JSON.stringify([assetId])}::jsonb limit 1`);
    if (shown.rows.length > 0) continue;
    await tx.update(assets).set({ publicId: null }).where(eq(assets.id, assetId));
  }
}
