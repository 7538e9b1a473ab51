import type { Mark, Node } from "@tiptap/pm/model";
import { isSafeHref, isWebAddress } from "./link.ts";
import { textOf } from "./projections.ts";
import { type TextOptions, writtenByline } from "./text.ts";

/** The document as CommonMark with the tables of GitHub's; what Markdown has no form for is written as text. */
export function toMarkdown(doc: Node, { bylineName }: TextOptions = {}): string {
  const byline = writtenByline(doc, bylineName);
  const parts = [
    prefixed("# ", inline(doc.child(0))),
    inline(doc.child(1)),
    byline === "" ? "" : `*${escaped(byline)}*`,
  ];
  for (let index = 2; index < doc.childCount; index += 1) parts.push(block(doc.child(index)));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function block(node: Node): string {
  switch (node.type.name) {
    case "heading":
      return prefixed(`${"#".repeat(Number(node.attrs.level))} `, inline(node));
    case "bulletList":
      return list(node, () => "-");
    case "orderedList":
      return list(node, (index) => `${Number(node.attrs.start) + index}.`);
    case "blockquote":
    case "pullQuote":
    case "calloutBody":
      return quoted(blocks(node));
    case "attribution":
      return `— ${inline(node)}`;
    case "callout":
      return [quoted(prefixedLabel(node.child(0))), block(node.child(1))]
        .filter((part) => part !== "")
        .join("\n>\n");
    case "faqHeading":
    case "relatedHeading":
      return prefixed("## ", inline(node));
    case "faqPair":
      return [prefixed("### ", inline(node.child(0))), blocks(node.child(1))]
        .filter((part) => part !== "")
        .join("\n\n");
    case "factList":
      return childrenOf(node).map(fact).join("\n");
    case "figure":
      return figure(node);
    case "table":
      return table(node);
    case "embed":
      return isWebAddress(node.attrs.url)
        ? link(escaped(String(node.attrs.title || node.attrs.url)), node.attrs.url)
        : "";
    case "divider":
      return "---";
    case "callToAction":
      return isSafeHref(node.attrs.href) ? link(inline(node), node.attrs.href) : inline(node);
    default:
      return node.isTextblock ? atLineStart(inline(node)) : blocks(node);
  }
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}

function blocks(node: Node): string {
  return childrenOf(node)
    .map(block)
    .filter((part) => part !== "")
    .join("\n\n");
}

function prefixed(prefix: string, words: string): string {
  return words === "" ? "" : prefix + words.replaceAll("\n", " ");
}

function prefixedLabel(label: Node): string {
  return label.content.size === 0 ? "" : `**${inline(label)}**`;
}

function quoted(text: string): string {
  if (text === "") return "";
  return text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

function list(node: Node, marker: (index: number) => string): string {
  return childrenOf(node)
    .map((item, index) => {
      const before = `${marker(index)} `;
      const indent = " ".repeat(before.length);
      return before + blocks(item).replace(/\n(?=[^\n])/g, `\n${indent}`);
    })
    .join("\n");
}

function fact(node: Node): string {
  const source = textOf(node.child(2));
  const label = inline(node.child(0));
  return `- ${label === "" ? "" : `**${label}:** `}${inline(node.child(1))}${source === "" ? "" : ` (${escaped(source)})`}`;
}

function figure(node: Node): string {
  const words = inline(node.child(1)) || escaped(textOf(node.child(0)));
  const credit = inline(node.child(2));
  return [words, credit === "" ? "" : `(${credit})`].filter((part) => part !== "").join(" ");
}

function table(node: Node): string {
  const rows = childrenOf(node).map((row) => {
    const cells = childrenOf(row).map((cell) => inOneLine(blocks(cell)));
    return `| ${cells.join(" | ")} |`;
  });
  const [head = "", ...body] = rows;
  const columns = node.firstChild?.childCount ?? 0;
  return [head, `|${" --- |".repeat(columns)}`, ...body].join("\n");
}

function inOneLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join("<br>");
}

function link(words: string, href: string): string {
  return `[${words}](<${href}>)`;
}

function inline(parent: Node): string {
  return childrenOf(parent).map(marked).join("");
}

const signs: Readonly<Record<string, readonly [string, string]>> = {
  bold: ["**", "**"],
  italic: ["*", "*"],
  strike: ["~~", "~~"],
  subscript: ["<sub>", "</sub>"],
  superscript: ["<sup>", "</sup>"],
};

function marked(node: Node): string {
  if (node.type.name === "hardBreak") return "\\\n";
  if (node.type.name === "factRef") return escaped(String(node.attrs.text));
  if (node.type.name === "sourceNote") return note(node);
  const text = node.text ?? "";
  if (node.marks.some((mark) => mark.type.name === "code")) return code(text);
  // Markdown's signs hold only beside a letter: white space at the ends goes outside.
  const words = text.trim();
  if (words === "") return text;
  const start = text.indexOf(words);
  const written = node.marks.reduceRight(signed, escaped(words));
  return text.slice(0, start) + written + text.slice(start + words.length);
}

function signed(words: string, mark: Mark): string {
  if (mark.type.name === "link") return isSafeHref(mark.attrs.href) ? link(words, mark.attrs.href) : words;
  const [opening, closing] = signs[mark.type.name] ?? ["", ""];
  return opening + words + closing;
}

function note(node: Node): string {
  const words = escaped(String(node.attrs.text || node.attrs.url));
  return ` (${isWebAddress(node.attrs.url) ? link(words, node.attrs.url) : words})`;
}

function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/g, "\\$&");
}

/** What would begin a list, a heading or a quote at the start of a line. */
function atLineStart(words: string): string {
  return words.replace(/^([^\S\n]*)(?:([#+-])|(\d{1,9})([.)]))(?=\s)/gm, (_, space, sign, number, dot) =>
    sign === undefined ? `${space}${number}\\${dot}` : `${space}\\${sign}`,
  );
}
