import { eq, max } from "drizzle-orm";
import { newId } from "@/db/id";
import { bylines, sections, tags } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { Invalid, NotFound } from "@/lib/errors";
import { record } from "@/lib/events/record";
import { purge } from "@/lib/page-cache/purge";
import { type Actor, authorize } from "@/lib/permissions";
import { bylineNamed } from "@/lib/taxonomy/queries";
import {
  type Byline,
  type BylineKind,
  isReservedSlug,
  type Section,
  slugOf,
  type Tag,
} from "@/lib/taxonomy/taxonomy";

/** Whoever answers for the whole site or for any section may add to the shared lists. */
const anySectionOf = (actor: Actor) => ({ sectionId: actor.sectionIds[0] ?? null });

/**
 * The tag of this name, made when there is none. Names with one slug ("Free trade", "free-trade") are one tag, so two
 * people who add it at once get the same.
 */
export async function addTag(actor: Actor, { name }: { name: string }): Promise<Tag> {
  return transaction(async (tx) => {
    authorize(actor, "manage taxonomy", anySectionOf(actor));
    const slug = slugOf(name);
    const [made] = await tx
      .insert(tags)
      .values({ id: newId(), slug, name })
      .onConflictDoNothing({ target: tags.slug })
      .returning({ id: tags.id, slug: tags.slug, name: tags.name });
    if (made) {
      await record(tx, actor, "tag added", { tagId: made.id });
      return made;
    }
    const [present] = await tx
      .select({ id: tags.id, slug: tags.slug, name: tags.name })
      .from(tags)
      .where(eq(tags.slug, slug));
    if (!present) throw new NotFound("The tag was removed a moment ago. Add it again.");
    return present;
  });
}

/**
 * The byline of this name, made when there is none. Anybody who writes may add one: a byline is words of the article
 * and gives no rights.
 */
export async function addByline(actor: Actor, input: { name: string; kind: BylineKind }): Promise<Byline> {
  return transaction((tx) => bylineFor(tx, actor, input));
}

/** `addByline` inside a transaction that is open already: an import makes its bylines with its article. */
export async function bylineFor(
  tx: Tx,
  actor: Actor,
  { name, kind }: { name: string; kind: BylineKind },
): Promise<Byline> {
  authorize(actor, "create article");
  const present = await bylineNamed(name, tx);
  if (present) return present;
  const base = slugOf(name);
  for (let count = 1; count < 100; count += 1) {
    const slug = count === 1 ? base : `${base}-${count}`;
    const [made] = await tx
      .insert(bylines)
      .values({ id: newId(), slug, name, kind })
      .onConflictDoNothing({ target: bylines.slug })
      .returning({ id: bylines.id, slug: bylines.slug, name: bylines.name });
    if (!made) continue;
    await record(tx, actor, "byline added", { bylineId: made.id });
    return { ...made, kind };
  }
  throw new Invalid({ name: "Too many bylines are spelled like this. Choose one from the list." });
}

/** A new section at the end of the site's navigation. Its address is made of its name and stays. */
export async function addSection(actor: Actor, { name }: { name: string }): Promise<Section> {
  return transaction(async (tx) => {
    authorize(actor, "manage taxonomy", { sectionId: null });
    const slug = slugOf(name);
    if (isReservedSlug(slug)) {
      throw new Invalid({ name: `The address /${slug} is used by the site itself. Choose another name.` });
    }
    const [last] = await tx.select({ position: max(sections.position) }).from(sections);
    const [made] = await tx
      .insert(sections)
      .values({ id: newId(), slug, name, position: (last?.position ?? -1) + 1 })
      .onConflictDoNothing({ target: sections.slug })
      .returning({ id: sections.id, slug: sections.slug, name: sections.name, position: sections.position });
    if (!made) throw new Invalid({ name: `There is a section at /${slug} already.` });
    await record(tx, actor, "section added", { sectionId: made.id });
    await purge(tx, ["site"]);
    return made;
  });
}

/** Renames a section or moves it in the navigation. Its address stays, so no link breaks. */
export async function changeSection(
  actor: Actor,
  { sectionId, name, position }: { sectionId: string; name?: string; position?: number },
): Promise<Section> {
  return transaction(async (tx) => {
    const [present] = await tx.select().from(sections).where(eq(sections.id, sectionId)).for("update");
    if (!present) throw new NotFound();
    authorize(actor, "manage taxonomy", { sectionId });
    const next = { name: name ?? present.name, position: position ?? present.position };
    if (next.name !== present.name || next.position !== present.position) {
      await tx.update(sections).set(next).where(eq(sections.id, sectionId));
      await record(tx, actor, "section changed", { sectionId });
      await purge(tx, ["site"]);
    }
    return { id: present.id, slug: present.slug, ...next };
  });
}
