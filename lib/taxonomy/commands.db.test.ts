import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { events, people, sections, tags } from "@/db/schema";
import { Forbidden, Invalid } from "@/lib/errors";
import type { Actor, Role } from "@/lib/permissions";
import { addByline, addSection, addTag, changeSection } from "@/lib/taxonomy/commands";
import { bylinesByIds, sectionsInOrder, tagsByIds, tagsMatching } from "@/lib/taxonomy/queries";

const by = async (role: Role): Promise<Actor> => {
  const personId = newId();
  const email = `${personId}@galley.test`;
  await db.insert(people).values({ id: personId, email, name: role, roles: [role] });
  return { personId, name: role, email, roles: [role], sectionIds: [], sessionId: null };
};

let chief: Actor;
let reporter: Actor;
let checker: Actor;
beforeAll(async () => {
  [chief, reporter, checker] = await Promise.all([by("chief"), by("reporter"), by("checker")]);
});

const eventsOf = async (actor: Actor) =>
  (await db.select({ kind: events.kind }).from(events).where(eq(events.actorId, actor.personId))).map(
    ({ kind }) => kind,
  );

describe("tags", () => {
  test("twenty people who add one tag at once get the same, recorded once", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => addTag(chief, { name: at % 2 ? "Free trade" : "free-trade" })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await db.select().from(tags).where(eq(tags.slug, "free-trade"))).toHaveLength(1);
    expect((await eventsOf(chief)).filter((kind) => kind === "tag added")).toHaveLength(1);
  });

  test("a reporter may not add one, and nothing is left behind", async () => {
    await expect(addTag(reporter, { name: "Leaks" })).rejects.toBeInstanceOf(Forbidden);
    expect(await tagsMatching("Leaks")).toEqual([]);
  });

  test("found by name, those that begin with the words first; a percent sign is a percent sign", async () => {
    await addTag(chief, { name: "Zone budget" });
    await addTag(chief, { name: "Budget" });
    expect((await tagsMatching("budget")).map(({ name }) => name)).toEqual(["Budget", "Zone budget"]);
    expect(await tagsMatching("%")).toEqual([]);
  });

  test("by ids in the order asked", async () => {
    const one = await addTag(chief, { name: "One" });
    const two = await addTag(chief, { name: "Two" });
    expect(await tagsByIds([two.id, newId(), one.id])).toEqual([two, one]);
  });
});

describe("bylines", () => {
  test("whoever writes may add one; the same name in another case is the same byline", async () => {
    const made = await addByline(reporter, { name: "Wire Desk", kind: "organisation" });
    expect(await addByline(reporter, { name: "wire desk", kind: "person" })).toEqual(made);
    expect(await eventsOf(reporter)).toEqual(["byline added"]);
  });

  test("two names with one slug are two bylines", async () => {
    const one = await addByline(reporter, { name: "J. Pérez", kind: "person" });
    const two = await addByline(reporter, { name: "J Perez", kind: "person" });
    expect(two.slug).toBe(`${one.slug}-2`);
    expect(await bylinesByIds([two.id, one.id])).toEqual([two, one]);
  });

  test("a checker may not", async () => {
    await expect(addByline(checker, { name: "Nobody", kind: "person" })).rejects.toBeInstanceOf(Forbidden);
  });
});

describe("sections", () => {
  test("each new one stands last; its address is made of its name and outlives a new name", async () => {
    const first = await addSection(chief, { name: "World News" });
    const second = await addSection(chief, { name: "Sport" });
    expect(second.position).toBe(first.position + 1);
    const renamed = await changeSection(chief, { sectionId: first.id, name: "World" });
    expect(renamed).toMatchObject({ slug: "world-news", name: "World" });
    expect((await sectionsInOrder()).map(({ name }) => name)).toEqual(["World", "Sport"]);
  });

  test.each(["Desk", "API", "tags", "Media"])("%s is an address of the site itself", async (name) => {
    await expect(addSection(chief, { name })).rejects.toBeInstanceOf(Invalid);
  });

  test("one address, one section", async () => {
    await addSection(chief, { name: "Culture" });
    await expect(addSection(chief, { name: "culture" })).rejects.toThrow("/culture already");
    expect(await db.select().from(sections).where(eq(sections.slug, "culture"))).toHaveLength(1);
  });

  test("a change that changes nothing writes nothing", async () => {
    const section = await addSection(chief, { name: "Letters" });
    const before = (await eventsOf(chief)).length;
    await changeSection(chief, { sectionId: section.id, name: "Letters" });
    expect(await eventsOf(chief)).toHaveLength(before);
  });

  test("a reporter may neither add nor rename", async () => {
    const section = await addSection(chief, { name: "Weather" });
    await expect(addSection(reporter, { name: "Mine" })).rejects.toBeInstanceOf(Forbidden);
    await expect(changeSection(reporter, { sectionId: section.id, name: "Mine" })).rejects.toBeInstanceOf(
      Forbidden,
    );
  });
});
