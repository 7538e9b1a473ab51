import { handler } from "@/lib/http";
import { endOtherSessions } from "@/lib/people/commands";
import { sessionsOf } from "@/lib/people/queries";

export const GET = handler(async ({ actor }) => ({ sessions: await sessionsOf(actor) }));

/** Ends every session but this one. */
export const DELETE = handler(({ actor }) => endOtherSessions(actor));
