import { Command, Option } from "commander";
import { type ExportFormat, exportArticle, exportFormats } from "@/lib/articles/export";
import { actorForCommand } from "@/scripts/galley/actor";

/** `galley export ID --format text|json|html|markdown`: prints the working text. */
export function exportCommand(): Command {
  return new Command("export")
    .description("Print an article's working text.")
    .argument("<id>", "the article's id")
    .addOption(new Option("--format <format>", "how").choices([...exportFormats]).default("text"))
    .option("--as <email>", "the person who reads it (in the demo: its editor)")
    .action(async (articleId: string, { format, as }: { format: ExportFormat; as?: string }) => {
      const exported = await exportArticle(await actorForCommand(as), { articleId, format });
      // Exactly the text's bytes: no line end is added.
      process.stdout.write(exported.body);
    });
}
