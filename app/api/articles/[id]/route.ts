import { z } from "zod";
import { articleAtVersion, articleById } from "@/lib/articles/queries";
import { queryOf, versionText } from "@/lib/articles/request";
import { handler } from "@/lib/http";
import { endSessionSoon } from "@/lib/revisions/session-end";

const query = z.object({ version: versionText.optional() });

export const GET = handler(async ({ actor, params, request }) => {
  const { version } = queryOf(request, query);
  if (version !== undefined) return articleAtVersion(actor, { articleId: params.id, version });
  const article = await articleById(actor, params.id);
  endSessionSoon(params.id);
  return article;
});
