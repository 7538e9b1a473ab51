import type { Blocker } from "@/lib/errors";
import {
  type DocumentNode,
  fieldsOf,
  inlineText,
  listAttr,
  nodesOf,
  stringAttr,
} from "@/lib/publishing/fields";
import { shortened } from "@/lib/publishing/reason";
import { type ChangeClass, isOver, writtenText } from "@/lib/publishing/stamps";

/** Everything the gate looks at, gathered by `candidateAt` inside the publishing transaction, or by a preview. */
export type Candidate = {
  document: DocumentNode;
  sectionSlug: string | null;
  slug: string;
  /** Bylines of the document that exist. */
  bylines: ReadonlySet<string>;
  /** Pictures of the document that exist. */
  assets: ReadonlySet<string>;
  /** Articles the document points to by id, and whether readers can open them. */
  articles: ReadonlyMap<string, { isLive: boolean; headline: string }>;
  /** What stands behind each link of the document to our own site, by its address as written. */
  ownLinks: ReadonlyMap<string, "live" | "unpublished" | "nothing">;
  fourEyes: "required" | "recorded";
  /** The publisher wrote words that go out now. */
  isOwnWork: boolean;
  /** The newsroom's day. */
  today: string;
};

export type Finding = Blocker & {
  level: "block" | "warn";
  /** The words it is about; with the code they tell whether a finding is the same as one the live page has. */
  words: string;
  /** Who may publish all the same; null: nobody, because the page could not exist. */
  liftedBy: "editor" | null;
};

/** What stops this text, and what somebody should know before it goes out; in the order of the page. Pure. */
export function publishFindings(candidate: Candidate): Finding[] {
  return [
    ...addressFindings(candidate),
    ...fourEyesFindings(candidate),
    ...bylineFindings(candidate),
    ...textFindings(candidate),
    ...nodeFindings(candidate),
    ...linkFindings(candidate),
    ...placeholderFindings(candidate),
  ];
}

/** The findings that stop a publication. */
export function publishBlockers(candidate: Candidate): Finding[] {
  return publishFindings(candidate).filter(({ level }) => level === "block");
}

const neverStopped: ReadonlySet<ChangeClass> = new Set([
  "minor",
  "clarification",
  "correction",
  "retraction",
]);

/**
 * Which blockers stop a publication of this class. What the live page has already and this one does not make worse never stops a
 * minor fix, a clarification, a correction or a retraction: it is told, not held against them.
 */
export function stopping(blockers: Finding[], live: Finding[], changeClass: ChangeClass): Finding[] {
  if (!neverStopped.has(changeClass)) return blockers;
  const allowed = new Map<string, number>();
  for (const finding of live) allowed.set(signature(finding), (allowed.get(signature(finding)) ?? 0) + 1);
  return blockers.filter((finding) => {
    const left = allowed.get(signature(finding)) ?? 0;
    if (left === 0) return true;
    allowed.set(signature(finding), left - 1);
    return false;
  });
}

const signature = ({ code, words }: Finding) => `${code}|${words}`;

const block = (
  code: string,
  message: string,
  where: string | null = null,
  words = "",
  liftedBy: Finding["liftedBy"] = "editor",
): Finding => ({ code, message, where, words, liftedBy, level: "block" });

const warn = (code: string, message: string, where: string | null = null, words = ""): Finding => ({
  code,
  message,
  where,
  words,
  liftedBy: "editor",
  level: "warn",
});

function addressFindings({ sectionSlug, slug }: Candidate): Finding[] {
  const findings: Finding[] = [];
  if (sectionSlug === null) {
    findings.push(block("no_section", "Choose a section: it is part of the address.", null, "", null));
  }
  if (slug === "") {
    findings.push(block("no_slug", "Give the article an address, such as port-reopens.", null, "", null));
  }
  return findings;
}

function fourEyesFindings({ fourEyes, isOwnWork }: Candidate): Finding[] {
  if (!isOwnWork) return [];
  if (fourEyes === "required") {
    const message = "You wrote part of this. Ask a second person who may publish to read and publish it.";
    return [block("four_eyes", message, null, "", null)];
  }
  const message = "You wrote part of this and nobody else has read it. The history will say so.";
  return [warn("second_reader", message)];
}

function bylineFindings({ document, bylines }: Candidate): Finding[] {
  const ids = listAttr(document.attrs, "bylines").map((byline) => stringAttr(byline, "id"));
  if (ids.some((id) => bylines.has(id))) return [];
  return [block("no_byline", "Add a byline: a person, a role or an agency.")];
}

function textFindings({ document }: Candidate): Finding[] {
  const findings: Finding[] = [];
  const textOf = (type: string) => {
    const node = document.content.find((child) => child.type === type);
    return {
      text: node ? inlineText(node).trim() : "",
      id: node ? stringAttr(node.attrs, "id") || null : null,
    };
  };
  const headline = textOf("headline");
  const standfirst = textOf("standfirst");
  if (headline.text === "") findings.push(block("no_headline", "Write a headline.", headline.id, "", null));
  if (standfirst.text === "") {
    findings.push(
      warn("no_standfirst", "There is no standfirst. Lists and search results show it.", standfirst.id),
    );
  }
  const body = document.content.filter(({ type }) => type !== "headline" && type !== "standfirst");
  const hasBody = body.some((node) =>
    fieldsOf({ ...node, content: [node] }).some(({ text }) => text.trim() !== ""),
  );
  if (!hasBody)
    findings.push(
      block("no_text", "Write the text: there is nothing under the headline yet.", null, "", null),
    );
  return findings;
}

function nodeFindings(candidate: Candidate): Finding[] {
  const findings: Finding[] = [];
  for (const { node, block: id } of nodesOf(candidate.document)) {
    if (node.type === "figure") findings.push(...figureFindings(node, id, candidate));
    if (node.type === "callToAction") findings.push(...callToActionFindings(node, id, candidate));
    if (node.type === "related") findings.push(...relatedFindings(node, id, candidate));
    if (node.type === "fact") findings.push(...factFindings(node, id, candidate));
    if (node.type === "embed" && stringAttr(node.attrs, "url") === "") {
      findings.push(block("embed_empty", "The embed has no address. Paste one or remove it.", id));
    }
  }
  return findings;
}

function figureFindings(node: DocumentNode, id: string | null, { assets }: Candidate): Finding[] {
  const textOf = (type: string) => {
    const part = node.content.find((child) => child.type === type);
    return part ? inlineText(part).trim() : "";
  };
  const asset = stringAttr(node.attrs, "asset");
  if (asset === "" || !assets.has(asset)) {
    return [block("picture_missing", "A picture has no file. Choose one or remove the picture.", id, asset)];
  }
  const findings: Finding[] = [];
  if (textOf("figureAlt") === "" && node.attrs.decorative !== true) {
    const message = "Describe the picture for those who cannot see it, or mark it as decorative.";
    findings.push(block("picture_alt", message, id, asset));
  }
  if (textOf("figureCredit") === "") {
    findings.push(block("picture_credit", "Say who made the picture.", id, asset));
  }
  return findings;
}

function callToActionFindings(node: DocumentNode, id: string | null, { articles }: Candidate): Finding[] {
  const words = inlineText(node).trim();
  const target = stringAttr(node.attrs, "article");
  if (target === "") {
    if (stringAttr(node.attrs, "href") !== "" || hasLink(node)) return [];
    const message = `${quoted(words)} leads nowhere yet. Choose the article or address it opens, or remove it.`;
    return [block("call_to_action_target", message, id, words)];
  }
  const article = articles.get(target);
  if (article?.isLive) return [];
  const name = article?.headline ? quoted(article.headline) : "an article";
  const message = `${quoted(words)} opens ${name}, which readers cannot see. Publish that first or choose another.`;
  return [block("link_unpublished", message, id, target)];
}

const hasLink = (node: DocumentNode): boolean =>
  node.marks.some(({ type }) => type === "link") || node.content.some(hasLink);

function relatedFindings(node: DocumentNode, id: string | null, { articles }: Candidate): Finding[] {
  return listAttr(node.attrs, "picks").flatMap((pick) => {
    const target = stringAttr(pick, "id");
    const article = articles.get(target);
    if (article?.isLive) return [];
    const name = article?.headline ? quoted(article.headline) : "A picked article";
    return [
      warn("related_unpublished", `${name} is not published; the related list leaves it out.`, id, target),
    ];
  });
}

function factFindings(node: DocumentNode, id: string | null, { today }: Candidate): Finding[] {
  const reviewBy = stringAttr(node.attrs, "reviewBy");
  if (reviewBy === "" || !isOver(reviewBy, today)) return [];
  const label = node.content.find(({ type }) => type === "factLabel");
  const name = label ? inlineText(label).trim() : "A fact";
  const message = `${quoted(name)} was to be looked at again by ${writtenText(reviewBy, "en")}.`;
  return [warn("fact_overdue", message, id, name)];
}

function linkFindings({ document, ownLinks }: Candidate): Finding[] {
  const findings: Finding[] = [];
  for (const { href, words, block: id } of linksOf(document)) {
    const target = ownLinks.get(href);
    if (target === "unpublished") {
      const message = `${quoted(words)} links to a text of ours that readers cannot see. Publish that first or remove the link.`;
      findings.push(block("link_unpublished", message, id, href));
    }
    if (target === "nothing") {
      const message = `${quoted(words)} links to a page of ours that does not exist. Check the address.`;
      findings.push(warn("link_broken", message, id, href));
    }
  }
  return findings;
}

/** Every address the document sends readers to, with the words that carry it. */
export function linksOf(document: DocumentNode): { href: string; words: string; block: string | null }[] {
  const links: { href: string; words: string; block: string | null }[] = [];
  for (const { node, block: id } of nodesOf(document)) {
    for (const mark of node.marks) {
      const href = stringAttr(mark.attrs, "href");
      if (mark.type !== "link" || href === "") continue;
      const last = links.at(-1);
      if (last?.href === href && last.block === id) last.words += inlineText(node);
      else links.push({ href, words: inlineText(node), block: id });
    }
    if (node.type === "callToAction" && stringAttr(node.attrs, "href") !== "") {
      links.push({ href: stringAttr(node.attrs, "href"), words: inlineText(node), block: id });
    }
  }
  return links;
}

// ── Placeholders ────────────────────────────────────────────────────────────────────────────────────────────

const EDGE_BEFORE = "(?<![\\p{L}\\p{N}_])";
const EDGE_AFTER = "(?![\\p{L}\\p{N}_])";

/**
 * What newsrooms leave in a text for later. Capitals are part of the sign: "pendiente" is an ordinary Spanish word. A Turkish
 * Airlines flight and a Roman thirty are not placeholders where the words around say so.
 */
const placeholders = [
  new RegExp(`(?<!(?:flight|flights|vuelo|vuelos|airlines)\\s)${EDGE_BEFORE}(?:TK)+${EDGE_AFTER}`, "gu"),
  new RegExp(
    `(?<!(?:Super Bowl|[Ss]iglo|[Cc]apítulo|[Cc]hapter|WrestleMania|Cap\\.)\\s)${EDGE_BEFORE}X{3,}${EDGE_AFTER}(?!\\s(?:Olympi|Juegos))`,
    "gu",
  ),
  new RegExp(`${EDGE_BEFORE}PENDIENTE${EDGE_AFTER}`, "gu"),
  /\[\s*(?:check|tk|tktk|xxx|verify|confirm|verificar|comprobar|confirmar|pendiente|revisar)(?![\p{L}\p{N}])[^\]]{0,200}\]/giu,
];

/** The placeholders in one text, in its order. */
export function placeholdersIn(text: string): string[] {
  const found: { at: number; end: number; words: string }[] = [];
  for (const pattern of placeholders) {
    for (const match of text.matchAll(pattern)) {
      found.push({ at: match.index, end: match.index + match[0].length, words: match[0] });
    }
  }
  found.sort((a, b) => a.at - b.at || b.end - a.end);
  return found
    .filter((one, index) => found.findIndex((other) => other.end >= one.end) === index)
    .map(({ words }) => words);
}

const metadataNames: Record<string, string> = {
  seoTitle: "search title",
  seoDescription: "search description",
  kicker: "kicker",
  dateline: "dateline",
};

function placeholderFindings({ document, slug }: Candidate): Finding[] {
  const findings: Finding[] = [];
  const look = (text: string, place: string, id: string | null) => {
    for (const words of placeholdersIn(text)) {
      findings.push(
        block("placeholder", `“${words}” is still in the ${place}. Fill it in or take it out.`, id, words),
      );
    }
  };
  for (const [name, label] of Object.entries(metadataNames))
    look(stringAttr(document.attrs, name), label, null);
  for (const byline of listAttr(document.attrs, "bylines")) look(stringAttr(byline, "part"), "byline", null);
  look(slug, "address", null);
  for (const field of fieldsOf(document)) look(field.text, fieldNames[field.name] ?? "text", field.block);
  for (const { node, block: id } of nodesOf(document)) {
    if (node.type === "sourceNote") look(stringAttr(node.attrs, "text"), "source note", id);
    if (node.type === "embed") look(stringAttr(node.attrs, "title"), "embed’s title", id);
  }
  return findings;
}

const fieldNames: Record<string, string> = {
  headline: "headline",
  standfirst: "standfirst",
  heading: "heading",
  figureAlt: "picture’s description",
  figureCaption: "caption",
  figureCredit: "credit",
  factLabel: "fact’s label",
  factValue: "fact’s value",
  factSource: "fact’s source",
  faqQuestion: "question",
  attribution: "attribution",
  calloutLabel: "box’s label",
  callToAction: "invitation",
  relatedHeading: "heading of the related list",
  commentPrompt: "comment prompt",
};

const quoted = (words: string) => `“${shortened(words, 80)}”`;
