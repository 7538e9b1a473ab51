import { handler } from "@/lib/http";
import { authorize } from "@/lib/permissions";
import { addSection } from "@/lib/taxonomy/commands";
import { sectionsInOrder } from "@/lib/taxonomy/queries";
import { newSection } from "@/lib/taxonomy/taxonomy";

export const GET = handler(async ({ actor }) => {
  authorize(actor, "list articles");
  return { sections: await sectionsInOrder() };
});

export const POST = handler(
  async ({ actor, body }) => Response.json(await addSection(actor, body), { status: 201 }),
  { body: newSection },
);
