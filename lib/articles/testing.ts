import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { people } from "@/db/schema";
import { createArticle } from "@/lib/articles/commands";
import type { Actor, Role } from "@/lib/permissions";

/** A person at work with these roles, as tests need one. */
export async function aPerson(...roles: Role[]): Promise<Actor> {
  const personId = newId();
  const name = `Person ${personId.slice(-6)}`;
  const email = `${personId}@galley.test`;
  await db.insert(people).values({ id: personId, name, email, roles });
  return { personId, name, email, roles, sectionIds: [], sessionId: null };
}

/** An article of paragraphs with the ids `p1`, `p2` …; the headline is `h`, the standfirst `s`. */
export function articleOf(...texts: string[]) {
  return {
    type: "doc",
    content: [
      { type: "headline", attrs: { id: "h" }, content: [{ type: "text", text: "A headline" }] },
      { type: "standfirst", attrs: { id: "s" } },
      ...texts.map((text, i) => ({
        type: "paragraph",
        attrs: { id: `p${i + 1}` },
        ...(text ? { content: [{ type: "text", text }] } : {}),
      })),
    ],
  };
}

/** A new story by `actor` with these paragraphs. */
export const anArticle = (actor: Actor, ...texts: string[]) =>
  createArticle(actor, { kind: "story", document: articleOf(...texts) });
