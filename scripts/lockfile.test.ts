import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("package-lock.json has one copy of each prosemirror package: two would not know each other's nodes", async () => {
  const { packages }: { packages: Record<string, unknown> } = JSON.parse(
    await readFile("package-lock.json", "utf8"),
  );
  const places = new Map<string, string[]>();
  for (const place of Object.keys(packages)) {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!name.startsWith("prosemirror-")) continue;
    places.set(name, [...(places.get(name) ?? []), place]);
  }
  expect(places.size).toBeGreaterThan(5);
  for (const [name, found] of places) expect(found, name).toEqual([`node_modules/${name}`]);
});
