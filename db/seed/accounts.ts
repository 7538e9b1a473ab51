import type { Role } from "@/lib/permissions";

/** What the demo newsroom tells everybody. */
export const DEMO_PASSWORD = "galley-demo-2026";

/** The demo's accounts, in the order the start prints them. */
export const demoAccounts = [
  { who: "admin", email: "admin@galley.test", name: "Tomas Birch", roles: ["admin"] },
  { who: "chief", email: "chief@galley.test", name: "Miriam Okafor", roles: ["chief"] },
  { who: "editor", email: "editor@galley.test", name: "Ana Lindqvist", roles: ["editor"] },
  { who: "reporter", email: "reporter@galley.test", name: "Jonas Reyes", roles: ["reporter"] },
  { who: "checker", email: "checker@galley.test", name: "Priya Nandakumar", roles: ["checker"] },
] as const satisfies { who: string; email: string; name: string; roles: Role[] }[];
