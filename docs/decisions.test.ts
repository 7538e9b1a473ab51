import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const read = (file: string) => readFileSync(path.join(process.cwd(), file), "utf8");

describe("decisions", () => {
  const about = read("docs/decisions/0001-dependencies.md");
  // What stands in code quotes before the colon of each line.
  const named = about
    .split("\n")
    .filter((line) => line.startsWith("- `"))
    .flatMap((line) => [...(line.split("`: ")[0] ?? "").matchAll(/`?([@a-z][^`,]*)/g)])
    .map(([, name]) => name ?? "");
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  const packages = Object.keys({ ...dependencies, ...devDependencies });

  it("say of every dependency why it is there", () => {
    const unexplained = packages.filter((name) => !named.includes(name) && !name.startsWith("@types/"));
    expect(unexplained).toEqual([]);
  });

  it("explain no package that is gone", () => {
    expect(named.filter((name) => !packages.includes(name) && name !== "@types/*")).toEqual([]);
  });

  it("are numbered without gaps", () => {
    const numbers = readdirSync(path.join(process.cwd(), "docs/decisions"))
      .map((name) => Number.parseInt(name, 10))
      .toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });
});
