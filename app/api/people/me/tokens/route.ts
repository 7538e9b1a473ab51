import { handler } from "@/lib/http";
import { makeToken, newTokenShape, tokensOf } from "@/lib/people/tokens";

export const GET = handler(async ({ actor }) => ({ tokens: await tokensOf(actor) }));

/** 201 `{tokenId, token}`: the token is told only here. */
export const POST = handler(
  async ({ actor, body }) => Response.json(await makeToken(actor, body), { status: 201 }),
  { body: newTokenShape },
);
