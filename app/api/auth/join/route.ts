import { handler } from "@/lib/http";
import { joinByLink } from "@/lib/people/commands";
import { networkOf } from "@/lib/people/network";
import { joinShape } from "@/lib/people/person";
import { sessionCookie } from "@/lib/people/session";
import { take } from "@/lib/rate-limit";

/** `POST /api/auth/join` `{token, password}`: uses an invitation or a reset link and signs its person in. */
export const POST = handler(
  async ({ request, body }) => {
    await take("one-time link", networkOf(request.headers));
    const { token, person } = await joinByLink(body, request.headers);
    return Response.json({ person }, { headers: { "set-cookie": await sessionCookie(token) } });
  },
  { auth: "none", body: joinShape, limit: 8_192 },
);
