import { handler } from "@/lib/http";
import { sectionInput, setSection } from "@/lib/publishing/address-commands";

export const PUT = handler(
  ({ actor, params, body }) => setSection(actor, { articleId: params.id, ...body }),
  {
    body: sectionInput,
  },
);
