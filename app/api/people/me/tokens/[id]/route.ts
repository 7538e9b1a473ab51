import { handler } from "@/lib/http";
import { revokeToken } from "@/lib/people/tokens";

export const DELETE = handler(({ actor, params }) => revokeToken(actor, { tokenId: params.id }));
