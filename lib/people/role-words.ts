import type { Role } from "@/lib/permissions";

/** How a role reads on screen, and what it may do in a line. */
export const roleWords = {
  admin: { label: "Admin", does: "People, settings and the audit. Reads everything, writes nothing." },
  chief: { label: "Chief editor", does: "Everything about articles, in every section." },
  editor: { label: "Editor", does: "Writes, assigns, approves and publishes in own sections." },
  reporter: { label: "Reporter", does: "Writes own and assigned articles and submits them." },
  checker: { label: "Fact-checker", does: "Reads what was submitted and checks what is assigned." },
} satisfies Record<Role, { label: string; does: string }>;
