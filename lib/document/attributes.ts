import type { Attribute } from "@tiptap/core";
import { LIMITS } from "./limits.ts";
import { isSafeHref, isWebAddress } from "./link.ts";
import { precisionOf } from "./partial-date.ts";

/** Throws unless the value may be kept; the message ends the sentence "must be …". */
export type Rule = (value: unknown) => void;

/** An attribute's value is wrong; `message` says what it must be. A RangeError, as ProseMirror throws for its own rules. */
export class BadValue extends RangeError {}

function rule(isFit: (value: unknown) => boolean, mustBe: string): Rule {
  return (value) => {
    if (!isFit(value)) throw new BadValue(mustBe);
  };
}

/** The rule `inner`, or null. */
export function nullable(inner: Rule): Rule {
  return (value) => {
    if (value !== null) inner(value);
  };
}

/**
 * The literal characters around a block's text in the plain text it was imported from. `wrapped` is there where the text
 * itself was broken into lines: its literal form, valid as long as unwrapping it gives the block's text.
 */
export type Source = { before: string; after: string; wrapped?: string };

/** Whether a value is a `Source`, strictly. */
export function isSource(value: unknown): value is Source {
  const keys =
    isObject(value) && Object.hasOwn(value, "wrapped") ? ["before", "after", "wrapped"] : ["before", "after"];
  return hasExactly(value, keys) && Object.values(value).every(isLiteral);
}

/** A metadata line of an imported plain text; `value` is what the field held then, so a change can be told. */
export type SourceLine = {
  field: "seoTitle" | "bylines" | "statedUpdated" | "kicker" | "dateline";
  /** After what it stands: the very top, the headline, or the standfirst. */
  slot: "top" | "headline" | "standfirst";
  value: string;
  before: string;
  text: string;
  after: string;
};

/**
 * What a plain-text import keeps of the text's own shape: the characters before its first line and after the last words,
 * its line break, its metadata lines.
 */
export type SourceLines = {
  lead: string;
  end?: string;
  newline: "\n" | "\r\n" | "\r";
  lines: SourceLine[];
};

export type Byline = { id: string; part: string };

const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

// NUL and the other controls that no line of text needs; bidirectional controls can make a label read as another one.
const outsideText = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasExactly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const own = Reflect.ownKeys(value);
  return own.length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

function isLiteral(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed() && !value.includes("\0");
}

function isShortText(value: unknown, limit: number): value is string {
  return (
    typeof value === "string" && value.length <= limit && value.isWellFormed() && !outsideText.test(value)
  );
}

/** Whether a value has the shape of an id inside a document: a block's own, or a row's uuid. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && value.length <= LIMITS.id && /^[A-Za-z0-9_-]+$/.test(value);
}

export const rules = {
  id: rule(isId, "an id of letters, digits, hyphens and underscores"),
  shortText: (limit: number) =>
    rule(
      (value) => isShortText(value, limit),
      `a line of text of at most ${limit} characters without control characters`,
    ),
  oneOf: (...choices: readonly (string | number)[]) =>
    rule(
      (value) => (typeof value === "string" || typeof value === "number") && choices.includes(value),
      `one of ${choices.join(", ")}`,
    ),
  integer: (least: number, most: number) =>
    rule(
      (value) => typeof value === "number" && Number.isInteger(value) && value >= least && value <= most,
      `a whole number from ${least} to ${most}`,
    ),
  fraction: rule((value) => typeof value === "number" && value >= 0 && value <= 1, "a number from 0 to 1"),
  yesOrNo: rule((value) => typeof value === "boolean", "true or false"),
  date: rule(
    (value) => typeof value === "string" && precisionOf(value) !== null,
    "a date such as 2025, 2025-07 or 2025-07-16",
  ),
  language: rule(
    (value) => typeof value === "string" && LANGUAGE_TAG.test(value),
    'a language tag such as "en", "es" or "pt-BR"',
  ),
  href: rule(isSafeHref, "an https, http, mailto or tel address, or a path that begins with one slash"),
  webAddress: rule(isWebAddress, "an https or http address"),
  webAddressOrEmpty: rule((value) => value === "" || isWebAddress(value), "an https or http address"),
  ids: rule(
    (value) =>
      Array.isArray(value) && value.length <= LIMITS.members && areDifferent(value) && value.every(isId),
    `a list of at most ${LIMITS.members} different ids`,
  ),
  bylines: rule(
    (value) =>
      isMemberList(value) &&
      value.every(
        (member) =>
          hasExactly(member, ["id", "part"]) && isId(member.id) && isShortText(member.part, LIMITS.name),
      ),
    `a list of at most ${LIMITS.members} different bylines, each {id, part}`,
  ),
  picks: rule(
    (value) => isMemberList(value) && value.every((member) => hasExactly(member, ["id"]) && isId(member.id)),
    `a list of at most ${LIMITS.members} different articles, each {id}`,
  ),
  columnWidths: rule(
    (value) =>
      Array.isArray(value) &&
      value.length <= 50 &&
      value.every((width) => Number.isInteger(width) && width >= 0 && width <= 10_000),
    "a list of widths in pixels",
  ),
  source: rule(isSource, "{before, after}, the literal characters around the text"),
  lineBreak: rule(
    (value) => value === "\n" || value === "\r\n" || value === "\r",
    "the characters of a line break",
  ),
  sourceLines: rule(isSourceLines, "the metadata lines of an imported text"),
} satisfies Record<string, Rule | ((...args: never[]) => Rule)>;

function areDifferent(ids: unknown[]): boolean {
  return new Set(ids).size === ids.length;
}

function isMemberList(value: unknown): value is unknown[] {
  return (
    Array.isArray(value) &&
    value.length <= LIMITS.members &&
    areDifferent(value.map((member) => (isObject(member) ? member.id : member)))
  );
}

/** Whether a value is the `SourceLines` of an import, strictly. */
export function isSourceLines(value: unknown): value is SourceLines {
  return (
    (hasExactly(value, ["lead", "newline", "lines"]) ||
      (hasExactly(value, ["lead", "end", "newline", "lines"]) && isLiteral(value.end))) &&
    isLiteral(value.lead) &&
    (value.newline === "\n" || value.newline === "\r\n" || value.newline === "\r") &&
    Array.isArray(value.lines) &&
    value.lines.length <= 20 &&
    value.lines.every(
      (line) =>
        hasExactly(line, ["field", "slot", "value", "before", "text", "after"]) &&
        Object.values(line).every(isLiteral) &&
        ["seoTitle", "bylines", "statedUpdated", "kicker", "dateline"].includes(String(line.field)) &&
        ["top", "headline", "standfirst"].includes(String(line.slot)),
    )
  );
}

/** An attribute that is kept in the document and never written to HTML. */
export function kept(value: unknown, validate: Rule): Attribute {
  return { default: value, validate, rendered: false };
}

/**
 * An attribute that travels through HTML (copy and paste) as `data-…`. What a foreign page brings is read as text, tried
 * against the rule and replaced by the default when it does not fit.
 */
export function data(name: string, value: unknown, validate: Rule): Attribute {
  return {
    default: value,
    validate,
    parseHTML: (element) => parsed(element.getAttribute(name), value, validate),
    renderHTML: (attributes) => {
      const current = attributes[camel(name)];
      return current === value || current === null ? {} : { [name]: written(current) };
    },
  };
}

/**
 * An attribute with a name of HTML's own, written by the extension it belongs to: what a foreign page brings is read by
 * `read` and replaced by the default when it does not fit.
 */
export function native(
  value: unknown,
  validate: Rule,
  read: (element: HTMLElement) => unknown,
  inherited: Attribute = {},
): Attribute {
  return {
    ...inherited,
    default: value,
    validate,
    parseHTML: (element: HTMLElement) => fitting(read(element), value, validate),
  };
}

function fitting(candidate: unknown, fallback: unknown, validate: Rule): unknown {
  try {
    validate(candidate);
    return candidate;
  } catch {
    return fallback;
  }
}

function camel(name: string): string {
  return name.replace(/^data-/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parsed(text: string | null, fallback: unknown, validate: Rule): unknown {
  if (text === null) return fallback;
  return fitting(text, fitting(fromJson(text), fallback, validate), validate);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The id of an addressable block. Written to the page so that a block can be found there, never read back: what is pasted
 * is a new block. A block that is split keeps its id in its first half.
 */
export const blockId: Attribute = {
  default: null,
  validate: nullable(rules.id),
  keepOnSplit: false,
  parseHTML: () => null,
  renderHTML: (attributes) => (attributes.id ? { "data-id": attributes.id } : {}),
};

/** See `Source`. The second half of a split block has none and is exported in the canonical form. */
export const source: Attribute = {
  default: null,
  validate: nullable(rules.source),
  keepOnSplit: false,
  rendered: false,
};
