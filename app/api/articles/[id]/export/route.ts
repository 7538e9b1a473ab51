import { z } from "zod";
import { exportArticle, exportFormats } from "@/lib/articles/export";
import { queryOf } from "@/lib/articles/request";
import { handler } from "@/lib/http";

const query = z.object({ format: z.enum(exportFormats).default("text") });

export const GET = handler(async ({ actor, params, request }) => {
  const { format } = queryOf(request, query);
  const { body, contentType, fileName } = await exportArticle(actor, { articleId: params.id, format });
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "x-content-type-options": "nosniff",
    },
  });
});
