import { handler } from "@/lib/http";
import { authorize } from "@/lib/permissions";
import { addTag } from "@/lib/taxonomy/commands";
import { tagsByIds, tagsMatching } from "@/lib/taxonomy/queries";
import { newTag, picks } from "@/lib/taxonomy/taxonomy";

/** `?q=` finds by name, `?ids=a,b` gives these in their order: `{tags: [{id, slug, name}]}`. */
export const GET = handler(async ({ actor, request }) => {
  authorize(actor, "list articles");
  const { q, ids } = picks(new URL(request.url).searchParams);
  return { tags: ids ? await tagsByIds(ids) : await tagsMatching(q) };
});

export const POST = handler(
  async ({ actor, body }) => Response.json(await addTag(actor, body), { status: 201 }),
  {
    body: newTag,
  },
);
