import { handler } from "@/lib/http";
import { authorize } from "@/lib/permissions";
import { addByline } from "@/lib/taxonomy/commands";
import { bylinesByIds, bylinesMatching } from "@/lib/taxonomy/queries";
import { newByline, picks } from "@/lib/taxonomy/taxonomy";

/** `?q=` finds by name, `?ids=a,b` gives these in their order: `{bylines: [{id, slug, name, kind}]}`. */
export const GET = handler(async ({ actor, request }) => {
  authorize(actor, "list articles");
  const { q, ids } = picks(new URL(request.url).searchParams);
  return { bylines: ids ? await bylinesByIds(ids) : await bylinesMatching(q) };
});

export const POST = handler(
  async ({ actor, body }) => Response.json(await addByline(actor, body), { status: 201 }),
  { body: newByline },
);
