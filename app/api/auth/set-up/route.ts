import { handler } from "@/lib/http";
import { setUpNewsroom } from "@/lib/people/commands";
import { networkOf } from "@/lib/people/network";
import { setUpShape } from "@/lib/people/person";
import { sessionCookie } from "@/lib/people/session";
import { take } from "@/lib/rate-limit";

/** `POST /api/auth/set-up`: names an empty newsroom and makes its first person, by the link printed at the start. */
export const POST = handler(
  async ({ request, body }) => {
    await take("one-time link", networkOf(request.headers));
    const { token, person } = await setUpNewsroom(body, request.headers);
    const headers = { "set-cookie": await sessionCookie(token) };
    return Response.json({ person }, { status: 201, headers });
  },
  { auth: "none", body: setUpShape, limit: 8_192 },
);
