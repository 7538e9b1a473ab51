import { documentBody } from "@/lib/changes/change";
import { takeTurn } from "@/lib/changes/pace";
import { putDocument } from "@/lib/changes/put";
import { ARTICLE_BYTES, handler } from "@/lib/http";

export const PUT = handler(
  ({ actor, params, body }) => {
    takeTurn(actor);
    return putDocument(actor, { articleId: params.id, ...body });
  },
  { body: documentBody, limit: ARTICLE_BYTES },
);
