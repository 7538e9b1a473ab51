import { z } from "zod";
import { queryOf, versionText } from "@/lib/articles/request";
import { ARTICLE_BYTES, handler } from "@/lib/http";
import { endSession, keepConflict, nameRevision } from "@/lib/revisions/commands";
import { revisionsOf } from "@/lib/revisions/queries";
import { revisionBody } from "@/lib/revisions/revision";

const query = z.object({
  before: versionText.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

export const GET = handler(async ({ actor, params, request }) => {
  const asked = queryOf(request, query);
  await revisionsOf(actor, { articleId: params.id, limit: 1 });
  await endSession(params.id);
  return revisionsOf(actor, { articleId: params.id, ...asked });
});

export const POST = handler(
  async ({ actor, params, body }) => {
    const articleId = params.id;
    const made =
      "name" in body
        ? await nameRevision(actor, { articleId, name: body.name })
        : await keepConflict(actor, { articleId, ...body, document: body.keep });
    return Response.json(made, { status: 201 });
  },
  { body: revisionBody, limit: ARTICLE_BYTES },
);
