import { Command } from "commander";
import { closePools } from "@/db/connection";
import { Invalid, Refusal } from "@/lib/errors";
import { openDatabase } from "@/scripts/galley/database";
import { exportCommand } from "@/scripts/galley/export";
import { importCommand } from "@/scripts/galley/import";
import { personCommand } from "@/scripts/galley/person";
import { tokenCommand } from "@/scripts/galley/token";

const database: { close?: () => Promise<void> } = {};

const galley = new Command("galley")
  .description("The newsroom from a terminal.")
  .showHelpAfterError()
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(personCommand())
  .addCommand(tokenCommand())
  .hook("preAction", async () => {
    database.close = await openDatabase();
  });

try {
  await galley.parseAsync(process.argv);
} catch (error) {
  // A refusal says what to do; anything else is ours to see whole.
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  if (error instanceof Invalid) {
    for (const [field, message] of Object.entries(error.fields)) {
      if (message !== error.message) console.error(`${field}: ${message}`);
    }
  }
  process.exitCode = 1;
} finally {
  await closePools();
  await database.close?.();
}
