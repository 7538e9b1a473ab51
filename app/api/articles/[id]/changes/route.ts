import { z } from "zod";
import { queryOf, versionText } from "@/lib/articles/request";
import { changeBody } from "@/lib/changes/change";
import { applyChange } from "@/lib/changes/commands";
import { changesOf } from "@/lib/changes/queries";
import { ARTICLE_BYTES, handler } from "@/lib/http";
import { takeHere } from "@/lib/rate-limit";

const query = z.object({ since: versionText.default(0), branchId: z.uuid().optional() });

export const GET = handler(({ actor, params, request }) =>
  changesOf(actor, { articleId: params.id, ...queryOf(request, query) }),
);

export const POST = handler(
  async ({ actor, params, body }) => {
    const started = performance.now();
    takeHere("save", actor.personId);
    const saved = await applyChange(actor, { articleId: params.id, ...body });
    const took = (performance.now() - started).toFixed(1);
    return Response.json(saved, { headers: { "server-timing": `save;dur=${took}` } });
  },
  { body: changeBody, limit: ARTICLE_BYTES },
);
