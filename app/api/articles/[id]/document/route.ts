import { documentBody } from "@/lib/changes/change";
import { putDocument } from "@/lib/changes/put";
import { ARTICLE_BYTES, handler } from "@/lib/http";
import { takeHere } from "@/lib/rate-limit";

export const PUT = handler(
  ({ actor, params, body }) => {
    takeHere("save", actor.personId);
    return putDocument(actor, { articleId: params.id, ...body });
  },
  { body: documentBody, limit: ARTICLE_BYTES },
);
