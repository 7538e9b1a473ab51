import { presenceBody, sayWhere } from "@/lib/changes/live";
import { handler } from "@/lib/http";
import { endSessionWhenAlone } from "@/lib/revisions/session-end";

export const POST = handler(
  async ({ actor, params, body }) => {
    await sayWhere(actor, { articleId: params.id, ...body });
    if (body.isGone) endSessionWhenAlone(params.id);
  },
  { body: presenceBody },
);
