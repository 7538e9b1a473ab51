import type { EditorView } from "@tiptap/pm/view";

/** A small window over the text that works on the node at `pos`; `link` works on the selection. */
export type PanelRequest =
  | { kind: "picture" | "focalPoint" | "embed" | "article" | "related" | "fact" | "sourceNote"; pos: number }
  | { kind: "link" }
  | { kind: "keys" };

const EVENT = "galley:panel";

/** Asks the screen around the text to open a panel. Views of blocks use this; they know nothing of React. */
export function openPanel(view: EditorView, request: PanelRequest): void {
  view.dom.dispatchEvent(new CustomEvent<PanelRequest>(EVENT, { detail: request, bubbles: true }));
}

/** Hears panel requests from `element`; returns the function that stops it. */
export function onPanelRequest(element: HTMLElement, hear: (request: PanelRequest) => void): () => void {
  const listener = (event: Event) => {
    if (event instanceof CustomEvent) hear(event.detail);
  };
  element.addEventListener(EVENT, listener);
  return () => element.removeEventListener(EVENT, listener);
}
