import { handler } from "@/lib/http";
import { changePassword } from "@/lib/people/commands";
import { newPasswordShape } from "@/lib/people/person";

export const POST = handler(({ actor, body }) => changePassword(actor, body), {
  body: newPasswordShape,
  limit: 8_192,
});
