import { handler } from "@/lib/http";
import { unpublish, unpublishInput } from "@/lib/publishing/commands";

export const POST = handler(
  ({ actor, params, body }) => unpublish(actor, { articleId: params.id, ...body }),
  {
    body: unpublishInput,
  },
);
