import { db } from "@/db/connection";
import type { Queryable } from "@/db/transaction";
import { articleSubject } from "@/lib/articles/queries";
import { changesSince, headRow, type LoggedChange } from "@/lib/changes/head";
import { type Actor, authorize } from "@/lib/permissions";
import { pathOf } from "@/lib/publishing/address";
import {
  candidateFor,
  lastPublication,
  namedIn,
  newsroomOf,
  stampsOfRow,
  versionOf,
} from "@/lib/publishing/candidate";
import { isAtLeast, leastClass } from "@/lib/publishing/change-class";
import { cleanDocument } from "@/lib/publishing/clean";
import { fieldsOf, stringAttr } from "@/lib/publishing/fields";
import { type Finding, publishBlockers, publishFindings, stopping } from "@/lib/publishing/gate";
import { notePresets } from "@/lib/publishing/notes";
import type { PreviewFinding, PublishPreview, ShownStamps } from "@/lib/publishing/preview";
import {
  type ChangeClass,
  changeClasses,
  classNames,
  type Moment,
  movesUpdated,
  type Stamps,
  stamp,
  stampsOf,
} from "@/lib/publishing/stamps";
import { isSame, metadataOf } from "@/lib/publishing/what-readers-have";
import { skippedMoves, states } from "@/lib/workflow/moves";

/**
 * What publishing this version would do and what stands in its way, for the drawer: the same rules that `publish` asks under the
 * lock. Without a version it is the head. Throws `Forbidden`, `NotFound`, `Invalid` for a version that does not exist.
 */
export async function publishPreview(
  actor: Actor,
  { articleId, version: asked }: { articleId: string; version?: number | undefined },
  source: Queryable = db,
): Promise<PublishPreview> {
  const article = await articleSubject(source, articleId);
  authorize(actor, "publish", article);
  const head = await headRow(source, article.mainBranchId);
  const version = asked ?? head.version;
  const { json, document } = await versionOf(source, article, version);
  const newsroom = await newsroomOf(source);
  const previous = await lastPublication(source, articleId);
  const named = await namedIn(source, article, document);
  const context = { article, version, since: previous?.version ?? 0, actorId: actor.personId, newsroom };
  const candidate = await candidateFor(source, { ...context, document, named });
  const before = previous ? await versionOf(source, article, previous.version) : null;

  const blockers = publishBlockers(candidate);
  const live =
    article.isLive && before
      ? publishBlockers({
          ...(await candidateFor(source, {
            ...context,
            document: before.document,
            named: await namedIn(source, article, before.document),
          })),
          isOwnWork: false,
        })
      : [];
  const least = leastClass(before?.document ?? null, document);
  const language = stringAttr(document.attrs, "language") || newsroom.language;
  const presets = notePresets(language, newsroom.readerNotes);
  const shown = (stamps: Stamps) => shownStamps(stamps, newsroom);
  const stampsFor = (changeClass: ChangeClass) =>
    shown(
      stampsOf(previous ? stampsOfRow(previous) : null, {
        changeClass,
        at: newsroom.now,
        statedUpdated: stringAttr(document.attrs, "statedUpdated") || null,
        factsChecked: null,
      }),
    );
  const headline =
    fieldsOf(document)
      .find(({ name }) => name === "headline")
      ?.text.trim() ?? "";
  const isUnchanged =
    article.isLive &&
    previous !== null &&
    isSame(previous, cleanDocument(json), metadataOf(article, { named, document, candidate }));
  const changed = version < head.version ? await changesSince(source, article.mainBranchId, version) : [];

  return {
    articleId,
    version,
    head: head.version,
    state: states.find((state) => state === article.state) ?? "draft",
    skipped: skippedMoves(states.find((state) => state === article.state) ?? "draft"),
    live: article.livePublication,
    isUnchanged,
    blockers: blockers.map(shownFinding),
    warnings: publishFindings(candidate)
      .filter(({ level }) => level === "warn")
      .map(shownFinding),
    least,
    classes: changeClasses
      .filter((changeClass) => (changeClass === "first") === (previous === null))
      .map((changeClass) => ({
        class: changeClass,
        name: classNames[changeClass],
        isAllowed: isAtLeast(changeClass, least.class),
        needsNote: movesUpdated(changeClass),
        presets: presets[changeClass] ?? [],
        stamps: stampsFor(changeClass),
        blockers: (article.isLive ? stopping(blockers, live, changeClass) : blockers).map(shownFinding),
      })),
    before:
      previous && article.isLive
        ? {
            headline: previous.headline,
            url: named.section ? pathOf(named.section.slug, article.slug) : "",
            stamps: shown(stampsOfRow(previous)),
          }
        : null,
    after: { headline, url: named.section ? pathOf(named.section.slug, article.slug) : null },
    since: whoTyped(changed),
  };
}

const shownFinding = ({ code, message, where, words, liftedBy }: Finding): PreviewFinding => ({
  code,
  message,
  where,
  words,
  liftedBy,
});

function shownStamps(
  { published, updated, factsChecked }: Stamps,
  newsroom: { timeZone: string; language: string },
): ShownStamps {
  const shown = (moment: Moment) => {
    const { datetime, text } = stamp(moment, newsroom);
    return { datetime, text };
  };
  return {
    published: shown(published),
    updated: updated === null ? null : shown(updated),
    factsChecked: factsChecked === null ? null : shown(factsChecked),
  };
}

/** Letters a word has on average, with its space: typing arrives letter by letter, so words are counted by length. */
const LETTERS_A_WORD = 6;

function whoTyped(changes: LoggedChange[]): { name: string; words: number }[] {
  const letters = new Map<string, number>();
  for (const { author, steps } of changes) {
    if (author === null) continue;
    const typed = steps.reduce((sum, step) => sum + lettersIn(step.slice ?? null), 0);
    letters.set(author, (letters.get(author) ?? 0) + typed);
  }
  return [...letters].map(([name, count]) => ({
    name,
    words: Math.max(1, Math.round(count / LETTERS_A_WORD)),
  }));
}

function lettersIn(json: unknown): number {
  if (Array.isArray(json)) return json.reduce((sum: number, part: unknown) => sum + lettersIn(part), 0);
  if (typeof json !== "object" || json === null) return 0;
  const own = "text" in json && typeof json.text === "string" ? json.text.length : 0;
  return own + ("content" in json ? lettersIn(json.content) : 0);
}
