import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

type Entry = { optionalDependencies?: Record<string, string> };

async function lockedPackages(): Promise<Record<string, Entry>> {
  const lock: { packages: Record<string, Entry> } = JSON.parse(await readFile("package-lock.json", "utf8"));
  return lock.packages;
}

test("package-lock.json lists every platform's packages; without them npm ci refuses it (run scripts/lock-platforms.mjs)", async () => {
  const packages = await lockedPackages();
  const missing: string[] = [];
  for (const [place, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      const isListed = packages[`node_modules/${name}`] ?? packages[`${place}/node_modules/${name}`];
      if (place !== "" && !isListed) missing.push(name);
    }
  }
  expect(missing).toEqual([]);
});

test("package-lock.json has one copy of each prosemirror package: two would not know each other's nodes", async () => {
  const packages = await lockedPackages();
  const places = new Map<string, string[]>();
  for (const place of Object.keys(packages)) {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!name.startsWith("prosemirror-")) continue;
    places.set(name, [...(places.get(name) ?? []), place]);
  }
  expect(places.size).toBeGreaterThan(5);
  for (const [name, found] of places) expect(found, name).toEqual([`node_modules/${name}`]);
});
