import { readFileSync } from "node:fs";
import path from "node:path";
import type { CssOf } from "@/lib/page-cache/strip";

const BUILT = /^\/_next\/static\/([\w/.-]+\.css)$/;

/**
 * The stylesheets of the build in `folder` (Next's distDir), each read once. They go into readers' pages here and not
 * by Next's `inlineCss`, which would put them into the newsroom's pages as well, where the policy refuses them.
 */
export function builtStylesheets(folder: string): CssOf {
  const read = new Map<string, string>();
  return (href) => {
    const file = BUILT.exec(href)?.[1];
    if (!file || file.includes("..")) return null;
    const known = read.get(file);
    if (known !== undefined) return known;
    const css = readFileSync(path.join(folder, "static", file), "utf8");
    read.set(file, css);
    return css;
  };
}
