import { checkOrigin, refusal } from "@/lib/http";
import { clearedCookie } from "@/lib/people/session";
import { signOut } from "@/lib/people/sign-in";

/** Ends this browser's session. A form is led to the sign-in page, a script gets 204. */
export async function POST(request: Request): Promise<Response> {
  try {
    checkOrigin(request);
    await signOut(request.headers);
    const isForm = request.headers.get("accept")?.includes("text/html");
    const headers = {
      "set-cookie": clearedCookie(),
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    };
    if (isForm) return new Response(null, { status: 303, headers: { ...headers, location: "/sign-in" } });
    return new Response(null, { status: 204, headers });
  } catch (error) {
    return refusal(error, request);
  }
}
