import { z } from "zod";
import { assignmentParts } from "@/lib/articles/article";
import { assign } from "@/lib/articles/commands";
import { handler } from "@/lib/http";

export const POST = handler(
  ({ actor, params, body: { personId, part, assigned } }) =>
    assign(actor, { articleId: params.id, personId, part, on: assigned }),
  { body: z.object({ personId: z.uuid(), part: z.enum(assignmentParts), assigned: z.boolean() }) },
);
