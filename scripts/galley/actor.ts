import { actorByEmail } from "@/lib/people/queries";
import type { Actor } from "@/lib/permissions";

/** Who a command acts as: the person `--as` names, else the demo's editor. Throws `NotFound` when nobody has the address. */
export const actorForCommand = (email = "editor@galley.test"): Promise<Actor> => actorByEmail(email);
