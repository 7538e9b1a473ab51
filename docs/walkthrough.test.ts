import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const page = readFileSync(path.join(process.cwd(), "docs/walkthrough.md"), "utf8");
const links = [...page.matchAll(/\[`([^`]+)`\]\((\.\.\/[^)]+)\)/g)].map(([, name = "", target = ""]) => ({
  name,
  file: path.join(process.cwd(), "docs", target),
}));

const declares = (source: string, name: string) =>
  new RegExp(`\\b(?:function\\*?|const|let|class|type|interface)\\s+${name}\\b`).test(source);

describe("the walkthrough", () => {
  it("names files and functions", () => {
    expect(links.length).toBeGreaterThan(40);
  });

  for (const { name, file } of links) {
    const shown = path.relative(process.cwd(), file);
    it(`finds ${name} in ${shown}`, () => {
      expect(existsSync(file), `${shown} is gone`).toBe(true);
      if (name === path.basename(file)) return;
      expect(declares(readFileSync(file, "utf8"), name), `${shown} no longer declares ${name}`).toBe(true);
    });
  }
});
