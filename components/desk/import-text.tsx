"use client";

import { FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useEffect, useMemo, useRef, useState } from "react";
import { callApi, messageOf, property } from "@/components/call-api";
import { ImportLines } from "@/components/desk/import-lines";
import { ReadOnlyText } from "@/components/desk/read-only-text";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { ArticleKind } from "@/lib/articles/article";
import type { LineKind } from "@/lib/import/kinds";
import { importText } from "@/lib/import/plain-text";
import { textFrom } from "@/lib/import/text-file";

const kinds: { kind: ArticleKind; label: string }[] = [
  { kind: "story", label: "Story" },
  { kind: "tracker", label: "Tracker (labelled facts, then text)" },
];

type Source = { text: string; name: string };

/** First the text, then what each line is taken for beside what it becomes; kept only when its reader says so. */
export function ImportText({ nonce }: { nonce: string | null }) {
  const router = useRouter();
  const [kind, setKind] = useState<ArticleKind>("story");
  const [source, setSource] = useState<Source>({ text: "", name: "" });
  const [isReading, setReading] = useState(false);
  const [changes, setChanges] = useState<Record<number, LineKind>>({});
  const [isKeeping, setKeeping] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const result = useRef<HTMLHeadingElement>(null);

  const read = useMemo(() => {
    if (!isReading) return null;
    try {
      return { ok: true, ...importText(source.text, { kind, changes }) } as const;
    } catch (error) {
      return { ok: false, message: messageOf(error) } as const;
    }
  }, [isReading, source.text, kind, changes]);

  useEffect(() => {
    if (isReading) result.current?.focus();
  }, [isReading]);

  function take(next: Source) {
    setSource(next);
    setChanges({});
    setFailure(null);
  }

  async function takeFile(file: File | undefined) {
    if (!file) return;
    try {
      take({ text: textFrom(new Uint8Array(await file.arrayBuffer())), name: file.name });
      setReading(true);
    } catch (error) {
      setFailure(messageOf(error));
    }
  }

  /** Takes a line for something else, unless that cannot be: then says why and leaves it. */
  function change(line: number, to: LineKind) {
    const next = { ...changes, [line]: to };
    try {
      importText(source.text, { kind, changes: next });
      setChanges(next);
      setFailure(null);
    } catch (error) {
      setFailure(messageOf(error));
    }
  }

  async function keep() {
    setKeeping(true);
    setFailure(null);
    try {
      const answer = await callApi("POST", "/api/import", { text: source.text, kind, changes });
      const id = property(answer, "id");
      if (typeof id !== "string") throw new Error("The article was not made. Try again.");
      router.push(`/desk/articles/${id}`);
    } catch (error) {
      setFailure(messageOf(error));
      setKeeping(false);
    }
  }

  const problem = failure ?? (read && !read.ok ? read.message : null);

  return (
    <div className="flex flex-col gap-5">
      <fieldset className="flex flex-wrap gap-x-6">
        <legend className="text-sm font-medium">What it is</legend>
        {kinds.map((one) => (
          <label key={one.kind} className="flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="kind"
              checked={kind === one.kind}
              onChange={() => {
                setKind(one.kind);
                setChanges({});
              }}
              className="size-4.5 accent-accent"
            />
            {one.label}
          </label>
        ))}
      </fieldset>

      <Failure>{problem}</Failure>

      {read?.ok ? (
        <>
          <div className="sticky top-12 z-10 flex flex-wrap items-center justify-between gap-3 border-y border-line bg-bg py-3 pointer-coarse:top-14">
            <h2 ref={result} tabIndex={-1} className="font-serif text-xl font-semibold outline-none">
              {source.name ? `What “${source.name}” becomes` : "What it becomes"}
            </h2>
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setReading(false)} disabled={isKeeping}>
                Back to the text
              </Button>
              <Button variant="primary" onClick={keep} disabled={isKeeping}>
                {isKeeping ? "Keeping…" : "Keep as an article"}
              </Button>
            </div>
          </div>
          <div className="grid gap-6 lg:grid-cols-2">
            <section aria-labelledby="import-lines">
              <h3 id="import-lines" className="pb-2 font-semibold">
                Line by line
              </h3>
              <ImportLines choices={read.choices} changes={changes} onChange={change} />
            </section>
            <section aria-labelledby="import-result" className="min-w-0 self-start lg:sticky lg:top-32">
              <h3 id="import-result" className="pb-2 font-semibold">
                The article
              </h3>
              <div className="rounded-lg border border-line bg-surface px-2 sm:px-6 lg:max-h-[calc(100dvh-11rem)] lg:overflow-y-auto">
                <ReadOnlyText document={read.document} nonce={nonce} label="The article as it will be kept" />
              </div>
            </section>
          </div>
        </>
      ) : (
        <PasteOrChoose
          source={source}
          onText={(text) => take({ text, name: "" })}
          onFile={takeFile}
          onRead={() => {
            setFailure(null);
            setReading(true);
          }}
        />
      )}
    </div>
  );
}

function PasteOrChoose({
  source,
  onText,
  onFile,
  onRead,
}: {
  source: Source;
  onText: (text: string) => void;
  onFile: (file: File | undefined) => void;
  onRead: () => void;
}) {
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's short way; the button does the same
    <div
      className={classNames("flex flex-col gap-4 rounded-lg", isOver && "outline-2 outline-accent")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field
        label="The text"
        hint="As it was written, blank lines included. A headline first, then the text; labels such as “FAQ” or “Did you know?” are understood."
      >
        {(control) => (
          <Textarea
            {...control}
            value={source.text}
            onChange={(event) => onText(event.target.value)}
            rows={16}
            spellCheck={false}
            className="font-serif"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" onClick={onRead} disabled={source.text.trim() === ""}>
          See what it becomes
        </Button>
        <Button onClick={() => chooser.current?.click()}>
          <FileText aria-hidden /> Choose a file…
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".txt,.text,.md,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label="Text file"
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}
