import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { bylines, type JsonObject, sections, tags } from "@/db/schema";
import { createArticle } from "@/lib/articles/commands";
import { articleSubject } from "@/lib/articles/queries";
import { applyChange } from "@/lib/changes/commands";
import { stepsBetween } from "@/lib/changes/document-steps";
import { headOf } from "@/lib/changes/head";
import { checkDocument } from "@/lib/document/check";
import type { Actor } from "@/lib/permissions";
import { setSection } from "@/lib/publishing/address-commands";

const unique = () => newId().slice(-12);

export async function aSection(name = "World"): Promise<{ id: string; slug: string; name: string }> {
  const section = { id: newId(), slug: `${name.toLowerCase()}-${unique()}`, name };
  await db.insert(sections).values(section);
  return section;
}

export async function aByline(
  name = "Ana Vela",
  kind = "person",
): Promise<{ id: string; slug: string; name: string }> {
  const byline = { id: newId(), slug: `byline-${unique()}`, name };
  await db.insert(bylines).values({ ...byline, kind });
  return byline;
}

export async function aTag(name = "Harbours"): Promise<{ id: string; slug: string; name: string }> {
  const tag = { id: newId(), slug: `tag-${unique()}`, name };
  await db.insert(tags).values(tag);
  return tag;
}

export const paragraph = (id: string, words: string, marks?: JsonObject[]): JsonObject => ({
  type: "paragraph",
  attrs: { id },
  content: words === "" ? [] : [{ type: "text", text: words, ...(marks ? { marks } : {}) }],
});

/** A document with a headline of its own, a standfirst, a byline and these blocks. */
export function documentWith({
  headline = `The harbour opens ${unique()}`,
  standfirst = "Ships are back after the storm.",
  attrs = {},
  blocks,
}: {
  headline?: string;
  standfirst?: string;
  attrs?: JsonObject;
  blocks: JsonObject[];
}): JsonObject {
  const text = (words: string) => (words === "" ? [] : [{ type: "text", text: words }]);
  return {
    type: "doc",
    attrs,
    content: [
      { type: "headline", attrs: { id: "h" }, content: text(headline) },
      { type: "standfirst", attrs: { id: "s" }, content: text(standfirst) },
      ...blocks,
    ],
  };
}

export type Ready = {
  id: string;
  version: number;
  section: { id: string; slug: string; name: string };
  byline: { id: string; slug: string; name: string };
  document: JsonObject;
};

/** A story of `author` that the gate lets pass: in a section, with a byline, with one paragraph "p" unless blocks are given. */
export async function readyArticle(
  author: Actor,
  {
    kind = "story",
    attrs = {},
    blocks = [paragraph("p", "The first ship came in at dawn.")],
    section,
    ...words
  }: {
    kind?: "story" | "tracker";
    headline?: string;
    standfirst?: string;
    attrs?: JsonObject;
    blocks?: JsonObject[];
    section?: { id: string; slug: string; name: string };
  } = {},
): Promise<Ready> {
  const byline = await aByline();
  const place = section ?? (await aSection());
  const document = documentWith({
    ...words,
    blocks,
    attrs: { bylines: [{ id: byline.id, part: "" }], ...attrs },
  });
  const { id, version } = await createArticle(author, { kind, document });
  await setSection(author, { articleId: id, sectionId: place.id });
  return { id, version, section: place, byline, document };
}

/** Brings the working text to `document`, as `author`; gives the new version. */
export async function rewrite(author: Actor, articleId: string, document: JsonObject): Promise<number> {
  const { mainBranchId } = await articleSubject(db, articleId);
  const head = await headOf(db, mainBranchId);
  const { steps } = stepsBetween(head.document, checkDocument(document));
  const saved = await applyChange(author, {
    articleId,
    baseVersion: head.version,
    saveId: newId(),
    clientId: "test",
    steps: steps.map((step) => step.toJSON()),
    origin: { kind: "put" },
  });
  return saved.version;
}
