import { handler } from "@/lib/http";
import { addPerson } from "@/lib/people/commands";
import { newPersonShape } from "@/lib/people/person";
import { personList } from "@/lib/people/queries";

export const GET = handler(async ({ actor }) => ({ people: await personList(actor) }));

/** 201 `{personId, link}`: `link` is the path of the invitation and is told only here. */
export const POST = handler(
  async ({ actor, body }) => Response.json(await addPerson(actor, body), { status: 201 }),
  { body: newPersonShape },
);
