import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { Refusal, SlowDown } from "@/lib/errors";
import { emailShape, passwordShape } from "@/lib/people/person";
import { sessionSecret } from "@/lib/people/secret";
import { ABSOLUTE_SECONDS, actorByToken, cookieName, isSecure } from "@/lib/people/session";
import { signIn, signOutToken } from "@/lib/people/sign-in";

/**
 * next-auth over our own sessions: its sealed cookie carries `sid`, the token of a row in `sessions`, and nothing
 * else; every use looks the row up. Where the site stands is told by `PUBLIC_URL`, else by the Host header.
 */
export async function authOptions(): Promise<NextAuthOptions> {
  if (process.env.PUBLIC_URL) process.env.NEXTAUTH_URL = process.env.PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = "1";
  const prefix = isSecure() ? "__Host-" : "";
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  return {
    secret: await sessionSecret(),
    session: { strategy: "jwt", maxAge: ABSOLUTE_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: { name: cookieName(), options },
      callbackUrl: { name: `${prefix}galley.return`, options },
      csrfToken: { name: `${prefix}galley.csrf`, options },
    },
    providers: [
      credentials({
        credentials: { email: {}, password: {} },
        async authorize(sent, request) {
          const email = emailShape.safeParse(sent?.email);
          const password = passwordShape.safeParse(sent?.password);
          if (!email.success || !password.success) throw new Error("wrong_password");
          try {
            const headers = new Headers(request.headers as Record<string, string> | undefined);
            const { token } = await signIn({ email: email.data, password: password.data }, headers);
            return { id: token };
          } catch (error) {
            // next-auth puts this text into the address of the sign-in page, which knows these codes.
            if (error instanceof SlowDown) throw new Error(`slow_down_${error.retryAfter}`, { cause: error });
            if (error instanceof Refusal) throw new Error(error.code, { cause: error });
            throw new Error("unavailable", { cause: error });
          }
        },
      }),
    ],
    events: {
      async signOut({ token }) {
        if (token?.sid) await signOutToken(token.sid);
      },
    },
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      async session({ session, token }) {
        const actor = token.sid ? await actorByToken(token.sid) : null;
        const user = actor && { name: actor.name, email: actor.email, roles: [...actor.roles] };
        return { expires: session.expires, user };
      },
    },
  };
}
