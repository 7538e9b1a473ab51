import { z } from "zod";
import { articleFilters, articleKinds } from "@/lib/articles/article";
import { createArticle } from "@/lib/articles/commands";
import { articleList } from "@/lib/articles/queries";
import { queryOf } from "@/lib/articles/request";
import { ARTICLE_BYTES, handler } from "@/lib/http";

export const GET = handler(({ actor, request }) => articleList(actor, queryOf(request, articleFilters)));

export const POST = handler(
  async ({ actor, body }) => Response.json(await createArticle(actor, body), { status: 201 }),
  {
    body: z.object({ kind: z.enum(articleKinds), document: z.record(z.string(), z.unknown()).optional() }),
    limit: ARTICLE_BYTES,
  },
);
