import type { Scope } from "@/lib/permissions";

/** What each scope lets a token do, for people. */
export const scopeWords: Record<Scope, string> = {
  "draft:read": "Read the articles you may read",
  "draft:write": "Create articles, and write drafts that are yours or assigned to you",
  "media:upload": "Upload pictures",
};
