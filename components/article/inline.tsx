import { Fragment, type ReactNode } from "react";
import { isSafeHref } from "@/lib/document/link";
import { type DocumentNode, stringAttr } from "@/lib/publishing/fields";

/** Source notes by their node, numbered in the order of the page. */
export type SourceNumbers = ReadonlyMap<DocumentNode, number>;

/** Text with its marks, line breaks, embedded facts and source notes, as phrasing content. */
export function Inline({ nodes, sources }: { nodes: DocumentNode[]; sources: SourceNumbers }): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: published content never changes order
    <Fragment key={index}>{inline(node, sources)}</Fragment>
  ));
}

function inline(node: DocumentNode, sources: SourceNumbers): ReactNode {
  if (node.type === "text") return node.marks.reduceRight<ReactNode>(marked, node.text);
  if (node.type === "hardBreak") return <br />;
  if (node.type === "factRef")
    return node.marks.reduceRight<ReactNode>(marked, stringAttr(node.attrs, "text"));
  if (node.type === "sourceNote") {
    const number = sources.get(node);
    return number === undefined ? null : (
      <sup className="ref">
        <a href={`#source-${number}`} id={`ref-${number}`}>
          {number}
        </a>
      </sup>
    );
  }
  return null;
}

function marked(inner: ReactNode, mark: DocumentNode["marks"][number]): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "strike":
      return <s>{inner}</s>;
    case "code":
      return <code>{inner}</code>;
    case "subscript":
      return <sub>{inner}</sub>;
    case "superscript":
      return <sup>{inner}</sup>;
    case "link": {
      const href = mark.attrs.href;
      return isSafeHref(href) ? <a href={href}>{inner}</a> : inner;
    }
    default:
      return inner;
  }
}
