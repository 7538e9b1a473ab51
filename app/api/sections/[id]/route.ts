import { handler } from "@/lib/http";
import { changeSection } from "@/lib/taxonomy/commands";
import { sectionChange } from "@/lib/taxonomy/taxonomy";

export const PATCH = handler(
  async ({ actor, params, body }) => changeSection(actor, { sectionId: params.id, ...body }),
  { body: sectionChange },
);
