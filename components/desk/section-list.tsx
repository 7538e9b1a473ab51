"use client";

import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callApi, messageOf } from "@/components/call-api";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { Section } from "@/lib/taxonomy/taxonomy";

/** Adds, renames and orders sections. Each act is saved at once; the server's answer is shown. */
export function SectionList({ sections }: { sections: Section[] }) {
  const router = useRouter();
  const [editing, setEditing] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** True when it was done. */
  async function act(work: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setFailure(null);
    try {
      await work();
      router.refresh();
      return true;
    } catch (error) {
      setFailure(messageOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name") ?? "");
    if (!(await act(() => callApi("POST", "/api/sections", { name })))) return;
    form.reset();
    toast(`“${name.trim()}” is in the navigation.`);
  }

  async function rename(event: FormEvent<HTMLFormElement>, section: Section) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "");
    if (await act(() => callApi("PATCH", `/api/sections/${section.id}`, { name }))) setEditing(null);
  }

  /** Gives every section its place anew where it differs, so that equal positions sort themselves out. */
  async function move(from: number, to: number) {
    const order = sections.toSpliced(from, 1);
    const moved = sections[from];
    if (!moved) return;
    order.splice(to, 0, moved);
    await act(async () => {
      for (const [position, section] of order.entries()) {
        if (section.position !== position) {
          await callApi("PATCH", `/api/sections/${section.id}`, { position });
        }
      }
    });
  }

  return (
    <div className="flex flex-col gap-6">
      {sections.length === 0 ? (
        <EmptyState title="No sections yet">
          Articles are published under a section, such as Politics. Add the first one below.
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {sections.map((section, at) => (
            <li key={section.id} className="flex flex-wrap items-center gap-2 px-4 py-2.5">
              {editing === section.id ? (
                <form onSubmit={(event) => rename(event, section)} className="flex flex-1 flex-wrap gap-2">
                  <Input
                    name="name"
                    aria-label={`New name for ${section.name}`}
                    defaultValue={section.name}
                    maxLength={60}
                    autoFocus
                    className="min-w-40 flex-1"
                  />
                  <Button type="submit" variant="primary" disabled={isBusy}>
                    Rename
                  </Button>
                  <Button variant="quiet" onClick={() => setEditing(null)}>
                    Cancel
                  </Button>
                </form>
              ) : (
                <>
                  <span className="min-w-0 flex-1">
                    <span className="font-medium">{section.name}</span>
                    <span className="block text-sm text-muted">/{section.slug}</span>
                  </span>
                  <Button
                    variant="quiet"
                    size="icon"
                    aria-label={`Move ${section.name} up`}
                    disabled={isBusy || at === 0}
                    onClick={() => move(at, at - 1)}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon"
                    aria-label={`Move ${section.name} down`}
                    disabled={isBusy || at === sections.length - 1}
                    onClick={() => move(at, at + 1)}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon"
                    aria-label={`Rename ${section.name}`}
                    onClick={() => setEditing(section.id)}
                  >
                    <Pencil aria-hidden />
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      <form onSubmit={add} className="flex flex-wrap items-end gap-2">
        <Field label="New section" error={failure} className="min-w-56 flex-1">
          {(control) => <Input {...control} name="name" required maxLength={60} placeholder="Politics" />}
        </Field>
        <Button type="submit" variant="primary" disabled={isBusy}>
          Add section
        </Button>
      </form>
    </div>
  );
}
