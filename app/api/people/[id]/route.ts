import { z } from "zod";
import { handler } from "@/lib/http";
import {
  endSessionsOf,
  reinstatePerson,
  resetPassword,
  setRights,
  suspendPerson,
} from "@/lib/people/commands";
import { rightsShape } from "@/lib/people/person";

const act = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("set-rights"), ...rightsShape.shape }),
  z.strictObject({ act: z.literal("suspend") }),
  z.strictObject({ act: z.literal("reinstate") }),
  z.strictObject({ act: z.literal("reset") }),
  z.strictObject({ act: z.literal("end-sessions") }),
]);

/** What may be done with a person. `reset` gives 200 `{link}`, the others 204; 403 `confirm` asks for the password. */
export const PATCH = handler(
  async ({ actor, params: { id: personId }, body }) => {
    switch (body.act) {
      case "set-rights":
        return setRights(actor, { personId, roles: body.roles, sectionIds: body.sectionIds });
      case "suspend":
        return suspendPerson(actor, { personId });
      case "reinstate":
        return reinstatePerson(actor, { personId });
      case "reset":
        return resetPassword(actor, { personId });
      case "end-sessions":
        return endSessionsOf(actor, { personId });
    }
  },
  { body: act },
);
