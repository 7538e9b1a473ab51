"use client";

import Link from "next/link";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { callApi, isAborted, messageOf, property } from "@/components/call-api";
import { type ListedRevision, listedRevisions, revisionTitle } from "@/components/desk/revision";
import { When } from "@/components/desk/when";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";

/** The snapshots of an article, newest first: read one, restore one, name what stands now. */
export function VersionsPanel({
  articleId,
  mayEdit,
  version,
  nameVersion,
  timeZone,
}: {
  articleId: string;
  mayEdit: boolean;
  /** The version on screen, asked when something is restored. */
  version: () => Promise<number>;
  nameVersion: (name: string) => Promise<unknown>;
  timeZone: string;
}) {
  const [revisions, setRevisions] = useState<ListedRevision[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<ListedRevision | null>(null);
  const [isNaming, setNaming] = useState(false);

  const load = useCallback(
    async (after: string | null, signal?: AbortSignal) => {
      setFailure(null);
      try {
        const address = `/api/articles/${articleId}/revisions${after ? `?before=${encodeURIComponent(after)}` : ""}`;
        const answer = await callApi("GET", address, undefined, signal);
        const page = listedRevisions(property(answer, "revisions"));
        setRevisions((before) => (after && before ? [...before, ...page] : page));
        const further = property(answer, "next");
        setNext(typeof further === "string" || typeof further === "number" ? String(further) : null);
      } catch (error) {
        if (!isAborted(error)) setFailure(messageOf(error));
      }
    },
    [articleId],
  );

  useEffect(() => {
    const leaving = new AbortController();
    void load(null, leaving.signal);
    return () => leaving.abort();
  }, [load]);

  async function name(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const words = String(new FormData(form).get("name") ?? "").trim();
    if (!words) return;
    setNaming(true);
    setFailure(null);
    try {
      await nameVersion(words);
      form.reset();
      toast(`Kept as “${words}”.`);
      await load(null);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setNaming(false);
    }
  }

  async function restore(revision: ListedRevision) {
    await callApi("POST", `/api/articles/${articleId}/restore`, {
      revision: revision.number,
      baseVersion: await version(),
    });
    toast("Restored. The text before it is kept as a version.");
    await load(null);
  }

  const now = new Date();
  return (
    <div className="flex flex-col gap-4 p-4">
      {mayEdit && (
        <form onSubmit={name} className="flex gap-2">
          <Input
            name="name"
            aria-label="Name of this version"
            placeholder="Name this version"
            maxLength={60}
            required
          />
          <Button type="submit" disabled={isNaming}>
            Keep
          </Button>
        </form>
      )}
      {failure && (
        <Notice tone="danger" announce="alert">
          {failure}{" "}
          <button type="button" className="font-medium underline" onClick={() => load(null)}>
            Load again
          </button>
        </Notice>
      )}
      {revisions === null && !failure && <p className="text-muted">Loading…</p>}
      {revisions?.length === 0 && (
        <p className="text-muted">
          No versions yet. One is kept when you pause, submit, publish, restore, or name one here.
        </p>
      )}
      {revisions && revisions.length > 0 && (
        <ol className="-mx-2 flex flex-col">
          {revisions.map((revision) => (
            <li
              key={revision.number}
              className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-2 py-2 hover:bg-sunken"
            >
              <div className="min-w-0 flex-1">
                <Link
                  href={`/desk/articles/${articleId}/revisions/${revision.number}`}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {revisionTitle(revision)}
                </Link>
                <p className="text-sm text-muted">
                  <When at={revision.at} now={now} timeZone={timeZone} />
                  {revision.by && ` by ${revision.by}`}
                </p>
              </div>
              {mayEdit && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Restore ${revisionTitle(revision)}`}
                  onClick={() => setRestoring(revision)}
                >
                  Restore
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {next && (
        <Button onClick={() => load(next)} className="self-start">
          Older versions
        </Button>
      )}
      {restoring && (
        <Confirm
          open
          onOpenChange={(open) => !open && setRestoring(null)}
          title="Restore this version?"
          action="Restore"
          act={() => restore(restoring)}
        >
          <p className="font-medium">{revisionTitle(restoring)}</p>
          <p>
            The text becomes what it was then, as a new change that everybody here sees at once. What stands
            now is kept as a version, so this can be undone. What readers have does not change.
          </p>
        </Confirm>
      )}
    </div>
  );
}
