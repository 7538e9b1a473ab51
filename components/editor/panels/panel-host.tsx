"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { onPanelRequest, type PanelRequest } from "../panel-request";
import { ArticlePanel } from "./article-panel";
import { EmbedPanel } from "./embed-panel";
import { FactPanel } from "./fact-panel";
import { FocalPointPanel } from "./focal-point-panel";
import { KeysPanel } from "./keys-panel";
import { LinkPanel } from "./link-panel";
import { PicturePanel } from "./picture-panel";
import { RelatedPanel } from "./related-panel";
import { SourceNotePanel } from "./source-note-panel";

/** Opens the small windows that blocks, keys and toolbars ask for; one at a time. Focus goes back to the text. */
export function PanelHost({ editor }: { editor: Editor }) {
  const [request, setRequest] = useState<PanelRequest | null>(null);

  useEffect(() => onPanelRequest(editor.view.dom, setRequest), [editor]);

  // Others keep writing while a panel is open: the node it works on is followed.
  useEffect(() => {
    const follow = ({
      transaction,
    }: {
      transaction: { docChanged: boolean; mapping: { map(pos: number): number } };
    }) => {
      if (!transaction.docChanged) return;
      setRequest((now) => {
        if (!now || !("pos" in now)) return now;
        const pos = transaction.mapping.map(now.pos);
        return pos === now.pos ? now : { ...now, pos };
      });
    };
    editor.on("transaction", follow);
    return () => {
      editor.off("transaction", follow);
    };
  }, [editor]);

  if (!request) return null;
  const close = () => setRequest(null);
  if (request.kind === "keys") return <KeysPanel editor={editor} close={close} />;
  if (request.kind === "link") return <LinkPanel editor={editor} close={close} />;
  const props = { editor, pos: request.pos, close };
  switch (request.kind) {
    case "picture":
      return <PicturePanel {...props} />;
    case "focalPoint":
      return <FocalPointPanel {...props} />;
    case "embed":
      return <EmbedPanel {...props} />;
    case "article":
      return <ArticlePanel {...props} />;
    case "related":
      return <RelatedPanel {...props} />;
    case "fact":
      return <FactPanel {...props} />;
    case "sourceNote":
      return <SourceNotePanel {...props} />;
  }
}
