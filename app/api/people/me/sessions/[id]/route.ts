import { handler } from "@/lib/http";
import { endSession } from "@/lib/people/commands";

export const DELETE = handler(({ actor, params }) => endSession(actor, { sessionId: params.id }));
