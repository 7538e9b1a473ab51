import { describe, expect, test } from "vitest";
import { curlyQuote } from "./typography.ts";

/** Types a text key by key, as an editor would, each straight quote replaced as it comes. */
function typed(text: string, language: string): string {
  let result = "";
  for (const key of text) result += key === '"' || key === "'" ? curlyQuote(key, result, language) : key;
  return result;
}

describe("straight quotes as they are typed", () => {
  test.each([
    ["en", `He said "no" twice.`, "He said “no” twice."],
    ["en", `"No," he said.`, "“No,” he said."],
    ["en", `don't, voters', the '90s`, "don’t, voters’, the ‘90s"],
    ["en", `("quoted" in brackets)`, "(“quoted” in brackets)"],
    ["en", `a dash—"then words"`, "a dash—“then words”"],
    ["en", `"He wrote 'never again' to me"`, "“He wrote ‘never again’ to me”"],
    ["en", `"'Never,' he wrote"`, "“‘Never,’ he wrote”"],
    ["en", `the words 'no comment.' came`, "the words ‘no comment.’ came"],
    ["en", `""`, "“”"],
    ["en-GB", `either/"or"`, "either/“or”"],
    ["es", `Dijo "no" dos veces.`, "Dijo “no” dos veces."],
    ["es", `¿"No", dijo? ¡"Sí"!`, "¿“No”, dijo? ¡“Sí”!"],
    ["es", `—"No" —dijo`, "—“No” —dijo"],
    ["es", `"Escribió 'nunca más' ayer"`, "“Escribió ‘nunca más’ ayer”"],
    ["es-EC", `"sí"`, "“sí”"],
    ["es-ES", `Dijo "no" y 'tal vez'`, "Dijo «no» y “tal vez”"],
    ["fr", `Il dit "non" aujourd'hui`, "Il dit «\u202fnon\u202f» aujourd’hui"],
    ["de", `Er sagte "nein".`, "Er sagte „nein“."],
    ["sv", `Hon sade "nej".`, "Hon sade ”nej”."],
    ["xx", `"so"`, "“so”"],
  ])("%s: %s", (language, text, expected) => {
    expect(typed(text, language)).toBe(expected);
  });
});
