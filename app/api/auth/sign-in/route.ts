import { z } from "zod";
import { Refusal, SlowDown } from "@/lib/errors";
import { checkOrigin, handler, refusal } from "@/lib/http";
import { readText } from "@/lib/json-body";
import { emailShape, passwordShape } from "@/lib/people/person";
import { returnPath } from "@/lib/people/return-path";
import { sessionCookie } from "@/lib/people/session";
import { signIn } from "@/lib/people/sign-in";

/*
 * Signing in, in place or by form.
 *
 *   POST /api/auth/sign-in   Content-Type: application/json, same-origin
 *   { "email": "ana@example.org", "password": "…" }
 *
 *   200 { "person": { "id", "name" } } with the session cookie (next-auth's own: HttpOnly, SameSite=Lax)
 *   401 wrong_password or suspended · 422 not an e-mail · 429 slow_down with Retry-After · 503 database away
 *
 * The sign-in overlay of the editor sends this without leaving the page; tests and scripts use it too. The same
 * address takes a plain form (email, password, next), so that the page works before and without its scripts: it is
 * answered with a redirect.
 */
const inPlace = handler(
  async ({ request, body }) => {
    const { token, person } = await signIn(body, request.headers);
    return Response.json({ person }, { headers: { "set-cookie": await sessionCookie(token) } });
  },
  { auth: "none", body: z.object({ email: emailShape, password: passwordShape }), limit: 8_192 },
);

export async function POST(
  request: Request,
  context: { params: Promise<Record<string, never>> },
): Promise<Response> {
  const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  return isForm ? byForm(request) : inPlace(request, context);
}

async function byForm(request: Request): Promise<Response> {
  try {
    checkOrigin(request);
    const form = new URLSearchParams(await readText(request, 8_192));
    const next = returnPath(form.get("next"));
    const sent = z.object({ email: emailShape, password: passwordShape }).safeParse({
      email: form.get("email") ?? "",
      password: form.get("password") ?? "",
    });
    if (!sent.success) return backToForm("wrong_password", next);
    try {
      const { token } = await signIn(sent.data, request.headers);
      return seeOther(next, { "set-cookie": await sessionCookie(token) });
    } catch (error) {
      if (error instanceof SlowDown) return backToForm(`slow_down_${error.retryAfter}`, next);
      if (error instanceof Refusal) return backToForm(error.code, next);
      throw error;
    }
  } catch (error) {
    return refusal(error, request);
  }
}

const backToForm = (error: string, next: string) =>
  seeOther(`/sign-in?${new URLSearchParams({ error, ...(next === "/desk" ? {} : { next }) })}`);

const seeOther = (location: string, headers: HeadersInit = {}) =>
  new Response(null, {
    status: 303,
    headers: { ...headers, location, "cache-control": "private, no-store", "x-robots-tag": "noindex" },
  });
