"use client";

import { useState } from "react";
import { PanelDialog, type PanelProps, setAttributes } from "./panel-dialog";

function share(value: unknown): number {
  return typeof value === "number" ? value : 0.5;
}

function within(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}

/** The point that stays in sight when the picture is cropped: a click, or the arrow keys. */
export function FocalPointPanel({ editor, pos, close }: PanelProps) {
  const [start] = useState(() => editor.state.doc.nodeAt(pos)?.attrs ?? {});
  const [point, setPoint] = useState({ x: share(start.focalX), y: share(start.focalY) });
  const move = (x: number, y: number) => setPoint((now) => ({ x: within(now.x + x), y: within(now.y + y) }));
  const submit = () => {
    setAttributes(editor, pos, { focalX: point.x, focalY: point.y });
    close();
  };
  const said = `${Math.round(point.x * 100)} % from the left, ${Math.round(point.y * 100)} % from the top`;
  return (
    <PanelDialog
      editor={editor}
      title="Focal point"
      description="Click what must stay in sight when the picture is cropped, or use the arrow keys."
      action="Save"
      close={close}
      submit={submit}
    >
      <button
        type="button"
        aria-label={`Focal point: ${said}`}
        className="relative block w-full cursor-crosshair"
        onClick={(event) => {
          if (event.detail === 0) return;
          const box = event.currentTarget.getBoundingClientRect();
          setPoint({
            x: within((event.clientX - box.left) / box.width),
            y: within((event.clientY - box.top) / box.height),
          });
        }}
        onKeyDown={(event) => {
          const by = event.shiftKey ? 0.1 : 0.02;
          const steps: Record<string, [number, number]> = {
            ArrowLeft: [-by, 0],
            ArrowRight: [by, 0],
            ArrowUp: [0, -by],
            ArrowDown: [0, by],
          };
          const step = steps[event.key];
          if (!step) return;
          event.preventDefault();
          move(...step);
        }}
      >
        {/* biome-ignore lint/performance/noImgElement: served by our own resizer, not Next's */}
        <img
          src={`/api/assets/${encodeURIComponent(String(start.asset))}?w=960`}
          alt=""
          className="block w-full"
        />
        <span
          aria-hidden
          className="absolute size-6 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-white shadow-[0_0_0_2px_#000]"
          style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
        />
      </button>
      <p role="status" className="text-sm text-muted">
        {said}
      </p>
    </PanelDialog>
  );
}
