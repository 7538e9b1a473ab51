import { ARTICLE_BYTES, handler } from "@/lib/http";
import { importArticle, importInput } from "@/lib/import/commands";

/** 201 `{id, version, slug}`: a text becomes an article, its lines as guessed except those in `changes`. */
export const POST = handler(
  async ({ actor, body }) => Response.json(await importArticle(actor, body), { status: 201 }),
  { body: importInput, limit: ARTICLE_BYTES },
);
