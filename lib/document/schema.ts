import { type Extensions, getSchema } from "@tiptap/core";
import { Text } from "@tiptap/extension-text";
import type { NodeType } from "@tiptap/pm/model";
// Whoever reads steps of this schema can read this one too.
import "./member-step.ts";
import { Callout, CalloutBody, CalloutLabel } from "./nodes/callout.ts";
import { Fact, FactLabel, FactList, FactSource, FactValue } from "./nodes/facts.ts";
import { Faq, FaqAnswer, FaqHeading, FaqPair, FaqQuestion } from "./nodes/faq.ts";
import { CallToAction, CommentPrompt, Divider, Related, RelatedHeading } from "./nodes/furniture.ts";
import { Bold, Code, Italic, Link, Strike, Subscript, Superscript } from "./nodes/marks.ts";
import { Embed, Figure, FigureAlt, FigureCaption, FigureCredit } from "./nodes/media.ts";
import { Document, Headline, Standfirst } from "./nodes/page.ts";
import {
  Attribution,
  Blockquote,
  BulletList,
  HardBreak,
  Heading,
  ListItem,
  OrderedList,
  Paragraph,
  PullQuote,
} from "./nodes/prose.ts";
import { FactRef, SourceNote } from "./nodes/references.ts";
import { Table, TableCell, TableHeader, TableRow } from "./nodes/table.ts";

/**
 * Kept with every change. The schema only grows: nothing is renamed or removed, content rules only widen. Raise the
 * number whenever it grows, so that a page opened before is told to reload instead of losing what it does not know.
 */
export const SCHEMA_VERSION = 1;

/** The document's extensions without screens or React. The editor adds its node views to these by name. */
export const extensions: Extensions = [
  Document,
  Text,
  Paragraph,
  Headline,
  Standfirst,
  Heading,
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  PullQuote,
  Attribution,
  Callout,
  CalloutLabel,
  CalloutBody,
  Faq,
  FaqHeading,
  FaqPair,
  FaqQuestion,
  FaqAnswer,
  FactList,
  Fact,
  FactLabel,
  FactValue,
  FactSource,
  Figure,
  FigureAlt,
  FigureCaption,
  FigureCredit,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  Embed,
  Divider,
  CallToAction,
  Related,
  RelatedHeading,
  CommentPrompt,
  FactRef,
  SourceNote,
  HardBreak,
  Link,
  Bold,
  Italic,
  Strike,
  Code,
  Subscript,
  Superscript,
];

/** The schema of every document, for server and browser alike; needs no DOM. */
export const schema = getSchema(extensions);

/** A node type by its name; throws for a name the schema does not have. */
export function nodeType(name: string): NodeType {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The document has no node ${name}.`);
  return type;
}
