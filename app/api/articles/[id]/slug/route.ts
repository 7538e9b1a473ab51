import { handler } from "@/lib/http";
import { changeSlug, slugInput } from "@/lib/publishing/address-commands";

export const PUT = handler(
  ({ actor, params, body }) => changeSlug(actor, { articleId: params.id, ...body }),
  {
    body: slugInput,
  },
);
