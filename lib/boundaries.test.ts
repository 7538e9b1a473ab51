import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/*
 * Imports go one way: app → components, lib · components → components and pure files of lib · lib → db and what stands
 * before it in this list · db → nothing. Types may come from anywhere: they are gone when the code runs.
 */
const LIB_IN_ORDER = [
  ...[
    "errors",
    "log",
    "database-failure",
    "json-body",
    "turns",
    "permissions",
    "events",
    "page-cache",
    "rate-limit",
    "newsroom",
  ],
  ...[
    "people",
    "http",
    "taxonomy",
    "document",
    "anchors",
    "articles",
    "changes",
    "revisions",
    "claims",
    "facts",
  ],
  ...["media", "workflow", "publishing", "reader", "comments", "search", "jobs", "import", "front-door"],
];
/** Files of lib that touch the database or the request: not for components, which run in the browser too. */
const NOT_PURE = /\/(?:queries|commands|session|sign-in|store|hub|purge)$/;
/** Who writes articles for the demo, or runs the system, stands above everything. */
const ABOVE = /^(?:db\/seed|db\/testing)/;

/** An article begins with its first change, and a change locks its article: these two stand on one step. */
const ON_ONE_STEP = new Map([["articles", "changes"]]);

type Import = { from: string; to: string };

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll("\\", "/")))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(IMPORT)].flatMap(([statement, named, dynamic]) => {
    const target = named ?? dynamic ?? "";
    if (/\{\s*type\b[^,{}]*\}\s*from/.test(statement)) return [];
    if (target.startsWith("@/")) return [{ from: file, to: target.slice(2).replace(/\.tsx?$/, "") }];
    if (!target.startsWith(".")) return [];
    return [{ from: file, to: path.posix.join(path.posix.dirname(file), target).replace(/\.tsx?$/, "") }];
  });
}

const all = ["app", "components", "lib", "db"].flatMap(sourcesOf).flatMap(importsOf);
const domainOf = (file: string) => (file.split("/")[1] ?? "").replace(/\.tsx?$/, "");
const sentences = (imports: Import[], words: string) =>
  imports.map(({ from, to }) => `${from} imports ${to}: ${words}`);

describe("imports go one way", () => {
  test("there is something to look at", () => {
    expect(all.length).toBeGreaterThan(100);
  });

  test("db imports nothing of the code above it", () => {
    const wrong = all.filter(
      ({ from, to }) => from.startsWith("db/") && !ABOVE.test(from) && !to.startsWith("db/"),
    );
    expect(sentences(wrong, "db may import nothing but db")).toEqual([]);
  });

  test("lib imports no screens", () => {
    const wrong = all.filter(({ from, to }) => from.startsWith("lib/") && /^(?:app|components)\//.test(to));
    expect(sentences(wrong, "lib may not import app or components")).toEqual([]);
  });

  test("a domain of lib imports only what stands before it", () => {
    const wrong = all.filter(({ from, to }) => {
      if (!from.startsWith("lib/") || !to.startsWith("lib/")) return false;
      if (ON_ONE_STEP.get(domainOf(from)) === domainOf(to)) return false;
      return LIB_IN_ORDER.indexOf(domainOf(to)) > LIB_IN_ORDER.indexOf(domainOf(from));
    });
    expect(sentences(wrong, "it stands later in the order of lib")).toEqual([]);
  });

  test("every domain of lib has its place in the order", () => {
    const found = new Set(sourcesOf("lib").map(domainOf));
    expect([...found].filter((domain) => !LIB_IN_ORDER.includes(domain))).toEqual([]);
  });

  test("components import no screens, no database and nothing of lib that reads or writes it", () => {
    const wrong = all.filter(
      ({ from, to }) =>
        from.startsWith("components/") &&
        !to.endsWith(".css") &&
        (/^(?:app|db)\//.test(to) || NOT_PURE.test(`/${to}`)),
    );
    expect(sentences(wrong, "components may import components and pure files of lib")).toEqual([]);
  });

  test("readers' pages read through lib/reader alone", () => {
    const wrong = all.filter(
      ({ from, to }) =>
        from.startsWith("app/(reader)/") &&
        (to.startsWith("db/") || /\/(?:queries|commands)$/.test(to)) &&
        !to.startsWith("lib/reader/"),
    );
    expect(sentences(wrong, "readers' pages may import no queries but those of lib/reader")).toEqual([]);
  });

  test("nothing of readers' pages runs in the browser or waits for it", () => {
    const seen = new Set<string>();
    const reach = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { to } of all.filter(({ from }) => from.replace(/\.tsx?$/, "") === file)) reach(to);
    };
    for (const file of sourcesOf("app/(reader)")) reach(file.replace(/\.tsx?$/, ""));
    const files = [...new Set(all.map(({ from }) => from))].filter((file) =>
      seen.has(file.replace(/\.tsx?$/, "")),
    );
    const wrong = files.filter((file) =>
      /^\s*"use client"|<Suspense\b|\b(?:notFound|redirect)\(/m.test(readFileSync(file, "utf8")),
    );
    expect(wrong, "no client component, Suspense, notFound() or redirect() on readers' pages").toEqual([]);
    expect(
      sourcesOf("app/(reader)").filter((file) => /\/(?:loading|error|not-found)\.tsx$/.test(file)),
    ).toEqual([]);
  });
});
