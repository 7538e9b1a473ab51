import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface Session {
    user: { name: string; email: string; roles: string[] } | null;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** The token of a row in `sessions`: all that the cookie carries. */
    sid?: string;
  }
}
