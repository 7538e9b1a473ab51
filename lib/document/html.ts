import type { Mark, Node } from "@tiptap/pm/model";
import { isSafeHref, isWebAddress } from "./link.ts";
import { textOf } from "./projections.ts";
import { type TextOptions, writtenByline } from "./text.ts";

/**
 * The document as a fragment of HTML: one `article` of plain elements without styles, scripts or ids. Every element and
 * attribute is written here by name, every text escaped, and addresses are looked at again: nothing of a document reaches the
 * result unescaped. Pictures are left to whoever has them; their words are there.
 */
export function toHtml(doc: Node, { bylineName }: TextOptions = {}): string {
  const language = escaped(String(doc.attrs.language));
  const byline = writtenByline(doc, bylineName);
  const parts = [
    element("h1", inline(doc.child(0))),
    doc.child(1).content.size > 0 ? `<p class="standfirst">${inline(doc.child(1))}</p>` : "",
    byline === "" ? "" : `<p class="byline">${escaped(byline)}</p>`,
    ...blocksFrom(doc, 2),
  ];
  const lines = parts.filter((part) => part !== "");
  return `<article lang="${language}">\n${lines.join("\n")}\n</article>\n`;
}

function blocksFrom(parent: Node, first = 0): string[] {
  return Array.from({ length: parent.childCount - first }, (_, index) => block(parent.child(first + index)));
}

function blocks(parent: Node): string {
  return blocksFrom(parent).join("");
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function block(node: Node): string {
  switch (node.type.name) {
    case "paragraph":
      return element("p", inline(node));
    case "heading":
      return element(`h${headingLevel(node)}`, inline(node));
    case "bulletList":
      return element("ul", blocks(node));
    case "orderedList":
      return node.attrs.start === 1
        ? element("ol", blocks(node))
        : `<ol start="${Number(node.attrs.start)}">${blocks(node)}</ol>`;
    case "listItem":
      return element("li", blocks(node));
    case "blockquote":
      return element("blockquote", blocks(node));
    case "pullQuote":
      return `<aside class="pull-quote">${blocks(node)}</aside>`;
    case "attribution":
      return element("footer", inline(node));
    case "callout":
      return `<aside class="callout">${paragraphOf(node.child(0), "strong")}${blocks(node.child(1))}</aside>`;
    case "faq":
      return element("section", blocks(node));
    case "faqHeading":
      return element("h2", inline(node));
    case "faqPair":
      return element("h3", inline(node.child(0))) + blocks(node.child(1));
    case "factList":
      return element("dl", blocks(node));
    case "fact":
      return fact(node);
    case "figure":
      return figure(node);
    case "table":
      return element("table", element("tbody", blocks(node)));
    case "tableRow":
      return element("tr", blocks(node));
    case "tableHeader":
      return cell(node, "th");
    case "tableCell":
      return cell(node, "td");
    case "embed":
      return embed(node);
    case "divider":
      return "<hr>";
    case "callToAction":
      return element("p", isSafeHref(node.attrs.href) ? link(node.attrs.href, inline(node)) : inline(node));
    case "related":
      return element("h2", inline(node.child(0)));
    case "commentPrompt":
      return element("p", inline(node));
    default:
      // A block this function does not know is not written.
      return "";
  }
}

function headingLevel(node: Node): 2 | 3 | 4 {
  return node.attrs.level === 3 || node.attrs.level === 4 ? node.attrs.level : 2;
}

function paragraphOf(node: Node, name: string): string {
  return node.content.size === 0 ? "" : element("p", element(name, inline(node)));
}

function fact(node: Node): string {
  const source = node.child(2).content.size === 0 ? "" : ` <small>(${inline(node.child(2))})</small>`;
  return `${element("dt", inline(node.child(0)))}<dd>${inline(node.child(1))}${source}</dd>`;
}

function figure(node: Node): string {
  const caption = inline(node.child(1)) || escaped(textOf(node.child(0)));
  const credit = node.child(2).content.size === 0 ? "" : ` <small>${inline(node.child(2))}</small>`;
  return element("figure", element("figcaption", caption + credit));
}

function cell(node: Node, name: "th" | "td"): string {
  const span = (["colspan", "rowspan"] as const)
    .filter((attribute) => Number(node.attrs[attribute]) > 1)
    .map((attribute) => ` ${attribute}="${Number(node.attrs[attribute])}"`)
    .join("");
  return `<${name}${span}>${blocks(node)}</${name}>`;
}

function embed(node: Node): string {
  const url: unknown = node.attrs.url;
  const title = String(node.attrs.title);
  return isWebAddress(url) ? element("p", link(url, escaped(title || url))) : "";
}

function link(href: string, content: string): string {
  return `<a href="${escaped(href)}">${content}</a>`;
}

function inline(parent: Node): string {
  let html = "";
  parent.forEach((node) => {
    html += node.marks.reduceRight(marked, leaf(node));
  });
  return html;
}

function leaf(node: Node): string {
  if (node.isText) return escaped(node.text ?? "");
  if (node.type.name === "hardBreak") return "<br>";
  if (node.type.name === "factRef") return escaped(String(node.attrs.text));
  if (node.type.name !== "sourceNote") return "";
  const { text, url } = node.attrs;
  const words = escaped(String(text) || String(url));
  return ` <small>(${isWebAddress(url) ? link(url, words) : words})</small>`;
}

const elementOf: Readonly<Record<string, string>> = {
  bold: "strong",
  italic: "em",
  strike: "s",
  code: "code",
  subscript: "sub",
  superscript: "sup",
};

function marked(html: string, mark: Mark): string {
  if (mark.type.name === "link") return isSafeHref(mark.attrs.href) ? link(mark.attrs.href, html) : html;
  const name = elementOf[mark.type.name];
  return name ? element(name, html) : html;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
