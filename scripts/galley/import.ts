import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { Invalid } from "@/lib/errors";
import { importArticle } from "@/lib/import/commands";
import { actorForCommand } from "@/scripts/galley/actor";

/** `galley import FILE --kind story|tracker [--as EMAIL]`: prints what was made as JSON. */
export function importCommand(): Command {
  return new Command("import")
    .description("Make an article of a plain text file.")
    .argument("<file>", "a text file in UTF-8")
    .addOption(new Option("--kind <kind>", "what it is").choices(["story", "tracker"]).makeOptionMandatory())
    .option("--as <email>", "the person who imports it (in the demo: its editor)")
    .action(async (file: string, { kind, as }: { kind: "story" | "tracker"; as?: string }) => {
      const actor = await actorForCommand(as);
      const made = await importArticle(actor, { text: await textOf(file), kind });
      process.stdout.write(`${JSON.stringify(made)}\n`);
    });
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Invalid({ file: `${file} cannot be read (${error.code}). Check the path.` });
  });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Invalid({ file: `${file} is not text in UTF-8. Save it as UTF-8 and import it again.` });
  }
}
