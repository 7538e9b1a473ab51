"use client";

import { useEditorState } from "@tiptap/react";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useEffect, useState } from "react";
import { MemberStep } from "@/lib/document/member-step";
import { articleTitle } from "../article-titles";
import { pickIds } from "../node-views/block-views";
import { Tool } from "../toolbar";
import { ArticleSearch } from "./article-search";
import { PanelDialog, type PanelProps } from "./panel-dialog";

/** The picks of a related block: add by search, move, remove. Each change is a step of its own, so two people's survive. */
export function RelatedPanel({ editor, pos, close }: PanelProps) {
  const ids = useEditorState({
    editor,
    selector: ({ editor: now }) => pickIds(now.state.doc.nodeAt(pos)?.attrs.picks),
  });
  const apply = (step: MemberStep) => {
    if (editor.isEditable) editor.view.dispatch(editor.state.tr.step(step));
  };

  return (
    <PanelDialog
      editor={editor}
      title="Related articles"
      description="Your picks come first. When there are fewer than the page shows, recent articles follow."
      close={close}
    >
      <ol aria-label="Picks" className="divide-y divide-line">
        {ids.map((id, index) => (
          <Picked
            key={id}
            id={id}
            up={
              index === 0 ? null : () => apply(MemberStep.move("picks", id, ids[index - 1] ?? null, { pos }))
            }
            down={
              index === ids.length - 1
                ? null
                : () => apply(MemberStep.move("picks", id, ids[index + 2] ?? null, { pos }))
            }
            remove={() => apply(MemberStep.remove("picks", id, { pos }))}
          />
        ))}
      </ol>
      {ids.length === 0 && <p className="text-muted">No picks yet.</p>}
      <ArticleSearch
        label="Add an article"
        without={ids}
        choose={(article) => apply(MemberStep.add("picks", article.id, { pos }))}
      />
    </PanelDialog>
  );
}

function Picked({
  id,
  up,
  down,
  remove,
}: {
  id: string;
  up: (() => void) | null;
  down: (() => void) | null;
  remove: () => void;
}) {
  const [title, setTitle] = useState("…");
  useEffect(() => {
    let isCurrent = true;
    articleTitle(id).then((headline) => {
      if (isCurrent) setTitle(headline);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return (
    <li className="flex items-center gap-1 py-1">
      <span className="min-w-0 flex-1">{title}</span>
      <Tool label={`Move up: ${title}`} disabled={!up} onClick={() => up?.()}>
        <ArrowUp aria-hidden />
      </Tool>
      <Tool label={`Move down: ${title}`} disabled={!down} onClick={() => down?.()}>
        <ArrowDown aria-hidden />
      </Tool>
      <Tool label={`Remove: ${title}`} onClick={remove}>
        <X aria-hidden />
      </Tool>
    </li>
  );
}
