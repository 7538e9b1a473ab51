import { createHash } from "node:crypto";

/** A reader page without the framework: what it needs of its Content-Security-Policy comes with it. */
export type StrippedPage = { html: string; styleHashes: string[]; frameOrigins: string[] };

/** The text of a stylesheet of ours by its address, or null where it is not at hand. */
export type CssOf = (href: string) => string | null;

/** A rendered page that readers must not get; the message is for the log. */
export class UnfitPage extends Error {
  override name = "UnfitPage";
}

// React escapes < > & " ' in text and attributes and breaks up </script in scripts, so these rules see whole elements.
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
const DATA_BLOCK = /\btype="application\/ld\+json"/;
const READER_SCRIPT = /\bsrc="\/reader\.js(?:\?[^"]*)?"/;
const SCRIPT_LINK = /<link\b[^>]*\bas="script"[^>]*>/g;
const STYLE_LINK = /<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]+)"[^>]*>/g;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const FRAME = /<iframe\b[^>]*\bsrc="([^"]+)"/g;
const COMMENT = /<!--[\s\S]*?-->/g;
const STYLE_OPENING = /<style\b[^>]*>/g;
const EMPTY_OUTLET = /<div hidden(?:="")?>\s*<\/div>/g;
/** `<!--$?-->` waits for a streamed part, `<!--$!-->` holds an error; B: and S: are React's placeholders and parts. */
const STREAMED = /<!--\$[?!]-->|<template\b[^>]*\bid="[BP]:|<div hidden(?:="")? id="S:/;
const ERROR_SHELL = /<html\b[^>]*\bid="__next_error__"|<template\b[^>]*\bdata-(?:dgst|msg)=/;

/**
 * Takes the framework's scripts, flight data and markers out of a page that Next rendered, and puts each stylesheet it
 * links to in its place, as `cssOf` gives it (null leaves the link), so that a page is one request. Data blocks
 * (JSON-LD) and `/reader.js` stay. Throws UnfitPage for a page that would be incomplete without scripts, an error
 * shell, a page without a title in its head, or one where anything that runs is left.
 */
export function stripFramework(rendered: string, cssOf: CssOf): StrippedPage {
  if (STREAMED.test(rendered))
    throw new UnfitPage("The page holds a streamed placeholder: no Suspense on reader pages.");
  if (ERROR_SHELL.test(rendered)) throw new UnfitPage("The page is an error shell.");
  const html = rendered
    .replace(SCRIPT, (element: string, attributes: string) =>
      DATA_BLOCK.test(attributes) || READER_SCRIPT.test(attributes) ? element : "",
    )
    .replace(SCRIPT_LINK, "")
    .replace(COMMENT, "")
    .replace(EMPTY_OUTLET, "")
    .replace(STYLE_OPENING, "<style>")
    .replace(STYLE_LINK, (link: string, href: string) => {
      const css = cssOf(href);
      return css === null ? link : `<style>${css.replaceAll("</style", "<\\/style")}</style>`;
    });
  const head = html.slice(0, html.indexOf("</head>"));
  if (!/<title>[^<]/.test(head)) throw new UnfitPage("The page has no title in its head.");
  if (!html.trimEnd().endsWith("</html>")) throw new UnfitPage("The page is cut off.");
  if (/__next_f|\/_next\/static\/[^"]*\.js\b/.test(html.replace(SCRIPT, ""))) {
    throw new UnfitPage("Something of the framework is left in the page.");
  }
  return {
    html,
    styleHashes: unique([...html.matchAll(STYLE)].map(([, css = ""]) => `'sha256-${sha256(css)}'`)),
    frameOrigins: unique([...html.matchAll(FRAME)].flatMap(([, src = ""]) => originOf(src))),
  };
}

const unique = (values: string[]) => [...new Set(values)];
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

function originOf(src: string): string[] {
  const url = URL.parse(src.replaceAll("&amp;", "&"));
  return url?.protocol === "https:" ? [url.origin] : [];
}
