import { NotFound } from "@/lib/errors";
import { actorByEmail } from "@/lib/people/queries";
import type { Actor } from "@/lib/permissions";

/** The demo's editor acts where nobody is named and the demo newsroom is there. */
const DEMO_EDITOR = "editor@galley.test";

/** The person a command acts as: who `--as` names, else the demo's editor. Throws `NotFound` with what to do. */
export async function actorForCommand(email: string | undefined): Promise<Actor> {
  const actor = await actorByEmail(email ?? DEMO_EDITOR);
  if (actor) return actor;
  throw new NotFound(
    email
      ? `Nobody here has the address ${email}, or the account is suspended. \`galley person add\` makes one.`
      : "Say who does this: add --as EMAIL with the address of somebody in the newsroom.",
  );
}
