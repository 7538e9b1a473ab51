import { handler } from "@/lib/http";
import { restoreRevision } from "@/lib/revisions/commands";
import { restoreBody } from "@/lib/revisions/revision";

export const POST = handler(
  ({ actor, params, body }) => restoreRevision(actor, { articleId: params.id, ...body }),
  { body: restoreBody },
);
