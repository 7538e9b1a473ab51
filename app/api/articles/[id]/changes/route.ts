import { z } from "zod";
import { queryOf, versionText } from "@/lib/articles/request";
import { changeBody } from "@/lib/changes/change";
import { applyChange } from "@/lib/changes/commands";
import { takeTurn } from "@/lib/changes/pace";
import { changesOf } from "@/lib/changes/queries";
import { ARTICLE_BYTES, handler } from "@/lib/http";

const query = z.object({ since: versionText.default(0), branchId: z.uuid().optional() });

export const GET = handler(({ actor, params, request }) =>
  changesOf(actor, { articleId: params.id, ...queryOf(request, query) }),
);

export const POST = handler(
  async ({ actor, params, body }) => {
    const started = performance.now();
    takeTurn(actor);
    const saved = await applyChange(actor, { articleId: params.id, ...body });
    const took = (performance.now() - started).toFixed(1);
    return Response.json(saved, { headers: { "server-timing": `save;dur=${took}` } });
  },
  { body: changeBody, limit: ARTICLE_BYTES },
);
