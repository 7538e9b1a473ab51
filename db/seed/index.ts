import { randomUUID } from "node:crypto";
import { subHours } from "date-fns";
import { sql } from "drizzle-orm";
import { staffPool } from "@/db/connection";
import { newId } from "@/db/id";
import { people, settings } from "@/db/schema";
import { climate } from "@/db/seed/articles/climate";
import { culture } from "@/db/seed/articles/culture";
import { economy } from "@/db/seed/articles/economy";
import { imported } from "@/db/seed/articles/imported";
import { politics } from "@/db/seed/articles/politics";
import type {
  Act,
  BylineName,
  DemoArticle,
  Newsroom,
  PictureName,
  SectionSlug,
  TagSlug,
  Who,
} from "@/db/seed/articles/story";
import { world } from "@/db/seed/articles/world";
import type { Block } from "@/db/seed/blocks";
import { picture, pictureNames } from "@/db/seed/pictures";
import { atTime, transaction } from "@/db/transaction";
import type { Actor, Role } from "@/lib/permissions";

export const DEMO_PASSWORD = "galley-demo-2026";

/** The demo's accounts, in the order the start prints them. */
export const demoAccounts = [
  { who: "admin", email: "admin@galley.test", name: "Tomas Birch", roles: ["admin"] },
  { who: "chief", email: "chief@galley.test", name: "Miriam Okafor", roles: ["chief"] },
  { who: "editor", email: "editor@galley.test", name: "Ana Lindqvist", roles: ["editor"] },
  { who: "reporter", email: "reporter@galley.test", name: "Jonas Reyes", roles: ["reporter"] },
  { who: "checker", email: "checker@galley.test", name: "Priya Nandakumar", roles: ["checker"] },
] as const satisfies { who: string; email: string; name: string; roles: Role[] }[];

const sectionNames: Record<SectionSlug, string> = {
  world: "World",
  politics: "Politics",
  economy: "Economy",
  climate: "Climate",
  culture: "Culture",
};

const tagNames: Record<TagSlug, string> = {
  energy: "Energy",
  fisheries: "Fisheries",
  elections: "Elections",
  transport: "Transport",
  "household-bills": "Household bills",
  islands: "Islands",
  film: "Film",
};

const bylineNames: Record<BylineName, { name: string; kind: "person" | "role" }> = {
  "climate-editor": { name: "Climate Editor", kind: "role" },
  "jonas-reyes": { name: "Jonas Reyes", kind: "person" },
  "ana-lindqvist": { name: "Ana Lindqvist", kind: "person" },
  "miriam-okafor": { name: "Miriam Okafor", kind: "person" },
  "ledger-check": { name: "The Ledger’s fact-checking desk", kind: "role" },
};
