import type { Node as Block } from "@tiptap/pm/model";
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from "@tiptap/pm/view";
import { articleTitle } from "../article-titles";
import { factSummary } from "../fact-summary";
import { openPanel, type PanelRequest } from "../panel-request";
import { blockButton, element, fixed } from "./element";

type Place = { view: EditorView; getPos: () => number | undefined };

function opens({ view, getPos }: Place, kind: Exclude<PanelRequest["kind"], "link" | "keys">): () => void {
  return () => {
    const pos = getPos();
    if (pos !== undefined && view.editable) openPanel(view, { kind, pos });
  };
}

/** What every view here shares: controls keep their own events, changes outside the text are ours. */
function blockView(
  node: Block,
  dom: HTMLElement,
  contentDOM: HTMLElement | null,
  draw: (node: Block) => void,
): NodeView {
  draw(node);
  const view: NodeView = {
    dom,
    update(next) {
      if (next.type !== node.type) return false;
      node = next;
      draw(next);
      return true;
    },
    stopEvent: (event) =>
      event.target instanceof Element && event.target.closest("button, a, input, select") !== null,
    ignoreMutation(mutation: ViewMutationRecord) {
      if (mutation.type === "selection") return false;
      return contentDOM === null || !contentDOM.contains(mutation.target);
    },
  };
  if (contentDOM) view.contentDOM = contentDOM;
  return view;
}

const figureView: NodeViewConstructor = (node, view, getPos) => {
  const picture = fixed("div", { class: "figure-picture" });
  const words = element("div", { class: "figure-words" });
  const dom = element("figure", { class: "figure", "data-block": "figure" }, picture, words);
  let shown: unknown = Symbol("nothing drawn yet");
  return blockView(node, dom, words, (now) => {
    dom.toggleAttribute("data-decorative", now.attrs.decorative === true);
    if (now.attrs.asset === shown) return;
    shown = now.attrs.asset;
    picture.replaceChildren(
      typeof shown === "string" && shown !== ""
        ? element("img", {
            src: `/api/assets/${encodeURIComponent(shown)}?w=960`,
            alt: "",
            decoding: "async",
          })
        : blockButton("Choose a picture", opens({ view, getPos }, "picture")),
    );
  });
};

const factView: NodeViewConstructor = (node, view, getPos) => {
  const words = element("div", { class: "fact-words" });
  const details = blockButton("", opens({ view, getPos }, "fact"), "fact-details");
  const dom = element("div", { class: "fact", "data-block": "fact" }, words, details);
  return blockView(node, dom, words, (now) => {
    const summary = factSummary(now.attrs);
    details.textContent = summary || "Date and status";
    details.setAttribute("aria-label", `Date and status of this fact: ${summary || "not set"}`);
    details.toggleAttribute("data-empty", summary === "");
  });
};

const embedView: NodeViewConstructor = (node, view, getPos) => {
  const card = fixed("div", { class: "embed-card" });
  const dom = element("div", { class: "embed", "data-block": "embed" }, card);
  return blockView(node, dom, null, (now) => {
    const address = typeof now.attrs.url === "string" ? now.attrs.url : "";
    const change = opens({ view, getPos }, "embed");
    if (address === "") {
      card.replaceChildren(blockButton("Paste the address of a video or post", change));
      return;
    }
    card.replaceChildren(
      element("strong", {}, String(now.attrs.title || "Embed")),
      element("span", { class: "embed-address" }, `${String(now.attrs.provider || "")} ${address}`.trim()),
      element("span", { class: "embed-note" }, "Readers load it only when they ask for it."),
      blockButton("Change address", change),
    );
  });
};

const callToActionView: NodeViewConstructor = (node, view, getPos) => {
  const words = element("div", { class: "cta-words" });
  const target = blockButton("Choose an article", opens({ view, getPos }, "article"), "cta-target");
  const dom = element("div", { class: "cta", "data-block": "callToAction" }, words, target);
  let shown: unknown;
  return blockView(node, dom, words, (now) => {
    const { article, href } = now.attrs;
    dom.toggleAttribute("data-missing", !article && !href);
    if (article === shown && article) return;
    shown = article;
    target.textContent = article ? "→ …" : href ? `→ ${String(href)}` : "Choose an article";
    if (typeof article === "string" && article !== "")
      articleTitle(article).then((title) => {
        if (shown === article) target.textContent = `→ ${title}`;
      });
  });
};

/** Ids in a `picks` attribute, which may hold `{id}` or bare ids. */
export function pickIds(picks: unknown): string[] {
  if (!Array.isArray(picks)) return [];
  return picks.flatMap((pick: unknown) => {
    if (typeof pick === "string") return [pick];
    if (typeof pick === "object" && pick !== null && "id" in pick && typeof pick.id === "string")
      return [pick.id];
    return [];
  });
}

const relatedView: NodeViewConstructor = (node, view, getPos) => {
  const words = element("div", { class: "related-words" });
  const picks = fixed("ol", { class: "related-picks" });
  const choose = blockButton("Choose articles", opens({ view, getPos }, "related"));
  const dom = element("div", { class: "related", "data-block": "related" }, words, picks, choose);
  let shown = "";
  return blockView(node, dom, words, (now) => {
    const ids = pickIds(now.attrs.picks);
    if (ids.join() === shown && picks.childElementCount > 0) return;
    shown = ids.join();
    choose.textContent = ids.length === 0 ? "Choose articles" : "Change the picks";
    if (ids.length === 0) {
      picks.replaceChildren(
        element("li", { class: "related-auto" }, "Galley fills this with recent articles."),
      );
      return;
    }
    picks.replaceChildren(
      ...ids.map((id) => {
        const item = element("li", {}, "…");
        articleTitle(id).then((title) => {
          item.textContent = title;
        });
        return item;
      }),
    );
  });
};

function chipView(
  className: string,
  label: (node: Block) => string,
  panel: "sourceNote" | null,
): NodeViewConstructor {
  return (node, view, getPos) => {
    const dom = element("span", { class: `chip ${className}` });
    return blockView(node, dom, null, (now) => {
      const text = label(now);
      if (!panel) {
        dom.textContent = text;
        return;
      }
      const button = fixed("button", { type: "button", class: "chip-button" }, text);
      button.addEventListener("click", opens({ view, getPos }, panel));
      dom.replaceChildren(button);
    });
  };
}

/** The blocks that show more than their text. All others are drawn by the schema and editor.css alone. */
export const NODE_VIEWS: Record<string, NodeViewConstructor> = {
  figure: figureView,
  fact: factView,
  embed: embedView,
  callToAction: callToActionView,
  related: relatedView,
  factRef: chipView("fact-ref", (node) => String(node.attrs.text || "fact"), null),
  sourceNote: chipView("source-note", (node) => `Source: ${String(node.attrs.text || "…")}`, "sourceNote"),
};
