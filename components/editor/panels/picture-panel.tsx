"use client";

import { Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { putPicture } from "../commands/figure";
import { findPictures, type Picture, uploadPicture } from "../picture-upload";
import { PanelDialog, type PanelProps } from "./panel-dialog";

/** Gives a figure its picture: a new upload, or one that is in the newsroom already. */
export function PicturePanel({ editor, pos, close }: PanelProps) {
  const put = (picture: Picture) => {
    const tr = putPicture(editor.state, pos, picture);
    if (tr && editor.isEditable) editor.view.dispatch(tr);
    close();
  };
  return (
    <PanelDialog editor={editor} title="Picture" close={close}>
      <PictureChooser put={put} />
    </PanelDialog>
  );
}

/** Upload or search; `put` receives the picture chosen. */
export function PictureChooser({ put }: { put: (picture: Picture) => void }) {
  const [query, setQuery] = useState("");
  const [pictures, setPictures] = useState<Picture[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setPictures(await findPictures(query.trim(), gone.signal));
      } catch (error) {
        if (!gone.signal.aborted)
          setProblem(error instanceof Error ? error.message : "The pictures could not be loaded.");
      }
    }, 200);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [query]);

  const upload = async (chosen: File) => {
    setBusy(true);
    setProblem(null);
    try {
      put(await uploadPicture(chosen));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The upload failed. Try again.");
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-4">
      <input
        ref={file}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
        className="sr-only"
        tabIndex={-1}
        aria-label="Picture file"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen) upload(chosen);
        }}
      />
      <Button onClick={() => file.current?.click()} disabled={isBusy}>
        <Upload aria-hidden />
        {isBusy ? "Uploading…" : "Upload a picture"}
      </Button>
      <Failure>{problem}</Failure>
      <Field label="Or choose one that is here">
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder="File name or credit"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {(pictures ?? []).slice(0, 12).map((picture) => (
          <li key={picture.id}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => put(picture)}
              className="block w-full overflow-hidden rounded-md border border-line bg-sunken text-left hover:border-accent"
            >
              {/* biome-ignore lint/performance/noImgElement: served by our own resizer, not Next's */}
              <img
                src={`/api/assets/${encodeURIComponent(picture.id)}?w=320`}
                alt=""
                className="aspect-[3/2] w-full object-cover"
              />
              <span className="block truncate px-2 py-1 text-xs">
                {picture.fileName || picture.credit || "Picture"}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {pictures?.length === 0 && (
        <p className="text-sm text-muted">No picture here yet. Upload the first one.</p>
      )}
    </div>
  );
}
