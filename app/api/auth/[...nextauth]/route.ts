import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { checkOrigin, JSON_BYTES, refusal } from "@/lib/http";
import { readText } from "@/lib/json-body";
import { authOptions } from "@/lib/people/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * next-auth's own addresses (csrf, providers, session, callback/credentials, signout), behind the same door as every
 * other route. The newsroom's screens use `/api/auth/sign-in` and `/api/auth/sign-out`, which set the same cookie.
 */
async function route(request: NextRequest, context: Context): Promise<Response> {
  try {
    checkOrigin(request);
    const body = request.method === "POST" ? await readText(request, JSON_BYTES) : null;
    const read = new NextRequest(request.url, { method: request.method, headers: request.headers, body });
    const response: Response = await NextAuth(read, context, await authOptions());
    response.headers.set("cache-control", "private, no-store");
    response.headers.set("x-robots-tag", "noindex");
    return response;
  } catch (error) {
    return refusal(error, request);
  }
}

export { route as GET, route as POST };
