import { type DocumentNode, listAttr, nodesOf, stringAttr, stringsAttr } from "@/lib/publishing/fields";
import { type Reason, rank, shortened } from "@/lib/publishing/reason";
import type { ChangeClass } from "@/lib/publishing/stamps";

/** What changed between two documents besides words: attributes, and blocks with attributes that readers can tell apart. */
export function attributeChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  return [...documentChanges(before, after), ...nodeChanges(before, after)];
}

function documentChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  const reasons: Reason[] = [];
  const scalar = (name: string, label: string, changeClass: (old: string, now: string) => ChangeClass) => {
    const [old, now] = [stringAttr(before.attrs, name), stringAttr(after.attrs, name)];
    if (old === now) return;
    const words = `${old || "none"} → ${now || "none"}`;
    reasons.push({
      block: null,
      words: shortened(words),
      why: `${label} changed`,
      class: changeClass(old, now),
    });
  };
  scalar("seoTitle", "the search title", () => "minor");
  scalar("seoDescription", "the search description", () => "minor");
  scalar("kicker", "the kicker", () => "minor");
  scalar("language", "the language", () => "minor");
  scalar("dateline", "the dateline", (old) => (old === "" ? "update" : "correction"));
  scalar("genre", "the kind of article", () => "clarification");
  scalar("leadPicture", "the lead picture", () => "minor");
  scalar("statedUpdated", "the stated date", (old) => (old === "" ? "minor" : "correction"));

  const tags = (doc: DocumentNode) => stringsAttr(doc.attrs, "tags").join(" ");
  if (tags(before) !== tags(after)) {
    reasons.push({ block: null, words: "tags", why: "tags changed", class: "minor" });
  }
  const bylines = (doc: DocumentNode) =>
    listAttr(doc.attrs, "bylines").map(
      (byline) => `${stringAttr(byline, "id")}/${stringAttr(byline, "part")}`,
    );
  const [old, now] = [bylines(before), bylines(after)];
  if (old.some((byline) => !now.includes(byline))) {
    reasons.push({
      block: null,
      words: "byline",
      why: "a published byline is gone or changed",
      class: "correction",
    });
  } else if (now.some((byline) => !old.includes(byline))) {
    reasons.push({ block: null, words: "byline", why: "a byline is added", class: "update" });
  } else if (old.join(" ") !== now.join(" ")) {
    reasons.push({ block: null, words: "bylines", why: "the order of bylines changed", class: "minor" });
  }
  return reasons;
}

type Watched = { label: string; attrs: Record<string, ChangeClass>; gone: ChangeClass; fresh: ChangeClass };

/** Attributes that readers can tell apart, by node; what is not listed here is minor and needs no reason. */
const watched: Record<string, Watched> = {
  figure: {
    label: "a picture",
    attrs: { asset: "clarification", focalX: "minor", focalY: "minor", decorative: "minor" },
    gone: "clarification",
    fresh: "update",
  },
  embed: { label: "an embed", attrs: { url: "clarification" }, gone: "clarification", fresh: "update" },
  fact: {
    label: "a fact",
    attrs: { date: "correction", datePrecision: "correction", status: "correction", asOf: "update" },
    gone: "clarification",
    fresh: "update",
  },
  callToAction: {
    label: "an invitation",
    attrs: { article: "minor", href: "minor" },
    gone: "minor",
    fresh: "minor",
  },
  related: { label: "related articles", attrs: { picks: "minor" }, gone: "minor", fresh: "minor" },
  callout: { label: "a box", attrs: { kind: "minor" }, gone: "minor", fresh: "minor" },
};

function nodeChanges(before: DocumentNode, after: DocumentNode): Reason[] {
  const reasons: Reason[] = [];
  const old = watchedNodes(before);
  const now = watchedNodes(after);
  for (const [key, node] of now) {
    const rules = watched[node.type];
    if (!rules) continue;
    const previous = old.get(key);
    if (!previous) {
      reasons.push({ block: key, words: rules.label, why: `${rules.label} is added`, class: rules.fresh });
      continue;
    }
    const isRedated =
      node.type === "fact" && stringAttr(node.attrs, "asOf") > (stringAttr(previous.attrs, "asOf") || "9");
    for (const [name, changeClass] of Object.entries(rules.attrs)) {
      const [was, is] = [
        JSON.stringify(previous.attrs[name] ?? null),
        JSON.stringify(node.attrs[name] ?? null),
      ];
      if (was === is) continue;
      reasons.push({
        block: key,
        words: shortened(`${name}: ${was} → ${is}`.replaceAll('"', "")),
        why: `${rules.label} changed`,
        class: isRedated && rank[changeClass] > rank.update ? "update" : changeClass,
      });
    }
  }
  for (const [key, node] of old) {
    const rules = watched[node.type];
    if (rules && !now.has(key)) {
      reasons.push({ block: key, words: rules.label, why: `${rules.label} is gone`, class: rules.gone });
    }
  }
  if (linksOf(before) !== linksOf(after)) {
    reasons.push({ block: null, words: "links", why: "link targets changed", class: "minor" });
  }
  return reasons;
}

function watchedNodes(doc: DocumentNode): Map<string, DocumentNode> {
  const found = new Map<string, DocumentNode>();
  for (const { node } of nodesOf(doc)) {
    if (!(node.type in watched)) continue;
    found.set(stringAttr(node.attrs, "id") || `${node.type}/${found.size}`, node);
  }
  return found;
}

function linksOf(doc: DocumentNode): string {
  const links: string[] = [];
  for (const { node } of nodesOf(doc)) {
    for (const mark of node.marks) if (mark.type === "link") links.push(stringAttr(mark.attrs, "href"));
  }
  return links.join("\n");
}
