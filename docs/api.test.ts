import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = process.cwd();
const page = readFileSync(path.join(root, "docs/api.md"), "utf8");

/** Every route of app/api as [address, methods], the address as docs/api.md writes it. */
const routes = readdirSync(path.join(root, "app/api"), { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts" && !file.includes("[..."))
  .map((file) => {
    const source = readFileSync(path.join(root, "app/api", file), "utf8");
    const address = `/api/${path.dirname(file).split(path.sep).join("/")}`.replaceAll(/\[(\w+)\]/g, ":$1");
    const methods = [...source.matchAll(/export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/g)];
    return { address, methods: methods.map(([, method]) => method ?? "") };
  });

describe("the API's page", () => {
  for (const { address, methods } of routes) {
    it(`says what ${methods.join(", ")} ${address} does`, () => {
      const named = new RegExp(`\`[^\`]*${address.replaceAll("/", "\\/")}(?![\\w/:-])`);
      expect(page).toMatch(named);
      const lines = page.split("\n").filter((line) => named.test(line));
      for (const method of methods) expect(lines.join("\n")).toContain(method);
    });
  }
});
