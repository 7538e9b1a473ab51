import { type Actor, isRole, isScope } from "@/lib/permissions";

export type { Actor };

/**
 * The actor for a row of `people` with its sections. Role words the program does not know give no rights.
 */
export function actorFrom(
  person: {
    id: string;
    name: string;
    email: string;
    roles: readonly string[];
    sectionIds: readonly string[];
  },
  by: { sessionId?: string; token?: { id: string; scopes: readonly string[] } } = {},
): Actor {
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    roles: person.roles.filter(isRole),
    sectionIds: person.sectionIds,
    sessionId: by.sessionId ?? null,
    ...(by.token ? { tokenId: by.token.id, scopes: by.token.scopes.filter(isScope) } : {}),
  };
}
