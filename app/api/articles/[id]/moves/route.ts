import { handler } from "@/lib/http";
import { move, moveInput } from "@/lib/workflow/commands";

export const POST = handler(({ actor, params, body }) => move(actor, { articleId: params.id, ...body }), {
  body: moveInput,
});
