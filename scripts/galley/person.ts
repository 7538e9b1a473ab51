import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/connection";
import { sections } from "@/db/schema";
import { Invalid } from "@/lib/errors";
import { addPerson, reinstatePerson, resetPassword, setRights, suspendPerson } from "@/lib/people/commands";
import { emailShape, nameShape, passwordShape, rolesShape } from "@/lib/people/person";
import { actorByEmail, personByEmail, personList } from "@/lib/people/queries";
import type { Actor } from "@/lib/permissions";

const asOption = () =>
  new Option(
    "--as <email>",
    "act as this person, within their rights (default: the operator of this server)",
  );

const sectionOption = () =>
  new Option("--section <slug...>", "sections an editor answers for (default: all)").default([]);

const operator = (email: string | undefined): Promise<Actor> | null => (email ? actorByEmail(email) : null);

const siteAddress = () => process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
const whole = (link: string) => new URL(link, siteAddress()).href;

function checked<T>(shape: z.ZodType<T>, value: unknown, field: string): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw new Invalid({ [field]: result.error.issues[0]?.message ?? "This is not valid." });
}

async function sectionIdsOf(slugs: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const slug of slugs) {
    const [row] = await db.select({ id: sections.id }).from(sections).where(eq(sections.slug, slug));
    if (!row) throw new Invalid({ section: `There is no section with the address /${slug}.` });
    ids.push(row.id);
  }
  return ids;
}

/** `galley person add | list | role | reset | suspend | reinstate`: people from the server's own command line. */
export function personCommand(): Command {
  const person = new Command("person").description("Add people, change their roles, let them in or out.");

  person
    .command("add")
    .description("Add a person; prints their one-time link, unless a password comes on standard input.")
    .argument("<email>")
    .requiredOption("--name <name>", "as colleagues know them")
    .requiredOption("--role <role...>", "admin, chief, editor, reporter, checker")
    .addOption(sectionOption())
    .option("--password-stdin", "read a password (12 to 128 characters) from standard input")
    .addOption(asOption())
    .action(async (email: string, options) => {
      const by = await operator(options.as);
      const password = options.passwordStdin
        ? checked(passwordShape, (await text(process.stdin)).replace(/\r?\n$/, ""), "password")
        : undefined;
      const { link } = await addPerson(by, {
        email: checked(emailShape, email, "email"),
        name: checked(nameShape, options.name, "name"),
        roles: checked(rolesShape, options.role, "role"),
        sectionIds: await sectionIdsOf(options.section),
        ...(password === undefined ? {} : { password }),
      });
      console.log(link ? `Added. Send this link, good once and for 72 hours:\n${whole(link)}` : "Added.");
    });

  person
    .command("list")
    .description("Everybody, with roles and state.")
    .option("--json", "as JSON")
    .addOption(asOption())
    .action(async (options) => {
      const everybody = await personList(await operator(options.as));
      if (options.json) return console.log(JSON.stringify(everybody, null, 2));
      for (const { email, name, roles, state } of everybody) {
        console.log([email, name, roles.join(", ") || "no role", state].join("\t"));
      }
    });

  person
    .command("role")
    .description("Give a person these roles, in place of those they have. Ends their sessions.")
    .argument("<email>")
    .argument("<roles...>")
    .addOption(sectionOption())
    .addOption(asOption())
    .action(async (email: string, roles: string[], options) => {
      const { id } = await personByEmail(email);
      await setRights(await operator(options.as), {
        personId: id,
        roles: checked(rolesShape, roles, "roles"),
        sectionIds: await sectionIdsOf(options.section),
      });
      console.log("Changed. They sign in again to go on.");
    });

  person
    .command("reset")
    .description("Print a one-time link to choose a new password (30 minutes), or to join (72 hours).")
    .argument("<email>")
    .addOption(asOption())
    .action(async (email: string, options) => {
      const { id, state } = await personByEmail(email);
      const { link } = await resetPassword(await operator(options.as), { personId: id });
      const time = state === "invited" ? "72 hours" : "30 minutes";
      console.log(`Send this link, good once and for ${time}:\n${whole(link)}`);
    });

  person
    .command("suspend")
    .description("Shut a person out at once. What they wrote stays.")
    .argument("<email>")
    .addOption(asOption())
    .action(async (email: string, options) => {
      const { id } = await personByEmail(email);
      await suspendPerson(await operator(options.as), { personId: id });
      console.log("Suspended. Their sessions, links and tokens no longer work.");
    });

  person
    .command("reinstate")
    .description("Let a suspended person back in, with the roles and the password they had.")
    .argument("<email>")
    .addOption(asOption())
    .action(async (email: string, options) => {
      const { id } = await personByEmail(email);
      await reinstatePerson(await operator(options.as), { personId: id });
      console.log("They may sign in again.");
    });

  return person;
}
