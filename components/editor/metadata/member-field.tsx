"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { callApi, messageOf } from "@/components/call-api";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MemberStep } from "@/lib/document/member-step";
import { Tool } from "../toolbar";
import { type Named, namedFrom, namedIn } from "./named";

type Member = { id: string; part: string };

/** Members of a set attribute, whichever way it writes them. */
function membersOf(value: unknown): Member[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((member: unknown) => {
    if (typeof member === "string") return [{ id: member, part: "" }];
    if (typeof member !== "object" || member === null || !("id" in member) || typeof member.id !== "string")
      return [];
    return [{ id: member.id, part: "part" in member && typeof member.part === "string" ? member.part : "" }];
  });
}

/**
 * Tags or bylines: what is chosen, in order, and a box to add one or make a new one. Every change is a step of its own, so
 * what two people add at once both stays.
 */
export function MemberField({
  editor,
  set,
  label,
  one,
  known,
  hasParts,
  canEdit,
}: {
  editor: Editor;
  set: "tags" | "bylines";
  label: string;
  /** What one of them is called: "tag". */
  one: string;
  known: readonly Named[];
  /** Bylines may say what the person did. */
  hasParts: boolean;
  canEdit: boolean;
}) {
  const members = useEditorState({
    editor,
    selector: ({ editor: now }) => membersOf(now.state.doc.attrs[set]),
  });
  const [learned, setLearned] = useState<readonly Named[]>(known);
  const [problem, setProblem] = useState<string | null>(null);
  const labelId = useId();
  const nameOf = (id: string) => [...learned, ...known].find((named) => named.id === id)?.name;
  const unknown = members.filter(({ id }) => !nameOf(id)).map(({ id }) => id);
  const unknownIds = unknown.join(",");

  useEffect(() => {
    if (unknownIds === "") return;
    callApi("GET", `/api/${set}?ids=${encodeURIComponent(unknownIds)}`)
      .then((body) => setLearned((now) => [...now, ...namedIn(body, set)]))
      .catch((error: unknown) => setProblem(messageOf(error)));
  }, [unknownIds, set]);

  const apply = (step: MemberStep) => {
    const result = step.apply(editor.state.doc);
    setProblem(result.failed);
    if (!result.failed) editor.view.dispatch(editor.state.tr.step(step));
  };
  const choose = (named: Named) => {
    setLearned((now) => [...now, named]);
    apply(MemberStep.add(set, named.id));
  };
  const create = async (name: string) => {
    try {
      const body = hasParts ? { name, kind: "person" } : { name };
      const made = namedFrom(await callApi("POST", `/api/${set}`, body));
      if (made) choose(made);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  return (
    <section aria-labelledby={labelId} className="flex flex-col gap-1.5">
      <h3 id={labelId} className="text-sm font-medium">
        {label}
      </h3>
      {members.length > 0 && (
        <ol className="divide-y divide-line rounded-md border border-line">
          {members.map((member, index) => {
            const name = nameOf(member.id) ?? "…";
            return (
              <li key={member.id} className="flex flex-wrap items-center gap-x-1 py-0.5 pr-1 pl-2.5">
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {canEdit && (
                  <>
                    {hasParts && (
                      <>
                        <Tool
                          label={`Move up: ${name}`}
                          disabled={index === 0}
                          onClick={() =>
                            apply(MemberStep.move(set, member.id, members[index - 1]?.id ?? null))
                          }
                        >
                          <ArrowUp aria-hidden />
                        </Tool>
                        <Tool
                          label={`Move down: ${name}`}
                          disabled={index === members.length - 1}
                          onClick={() =>
                            apply(MemberStep.move(set, member.id, members[index + 2]?.id ?? null))
                          }
                        >
                          <ArrowDown aria-hidden />
                        </Tool>
                      </>
                    )}
                    <Tool
                      label={`Remove ${one}: ${name}`}
                      onClick={() => apply(MemberStep.remove(set, member.id))}
                    >
                      <X aria-hidden />
                    </Tool>
                  </>
                )}
                {hasParts && (canEdit || member.part !== "") && (
                  <Part
                    key={member.part}
                    name={name}
                    part={member.part}
                    canEdit={canEdit}
                    keep={(part) =>
                      apply(MemberStep.add(set, member.id, { part, before: members[index + 1]?.id ?? null }))
                    }
                  />
                )}
              </li>
            );
          })}
        </ol>
      )}
      {members.length === 0 && !canEdit && <p className="text-sm text-muted">None</p>}
      {canEdit && (
        <MemberSearch
          set={set}
          one={one}
          without={members.map(({ id }) => id)}
          choose={choose}
          create={create}
        />
      )}
      {problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
    </section>
  );
}

function Part({
  name,
  part,
  canEdit,
  keep,
}: {
  name: string;
  part: string;
  canEdit: boolean;
  keep: (part: string) => void;
}) {
  const [text, setText] = useState(part);
  if (!canEdit) return <span className="w-full pb-1 text-sm text-muted">{part}</span>;
  return (
    <input
      aria-label={`What ${name} did`}
      placeholder="Part, such as: reporting"
      maxLength={60}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== part && keep(text.trim())}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      className="mb-1 w-full rounded-sm bg-transparent text-sm text-muted placeholder:text-faint pointer-coarse:text-[1rem]"
    />
  );
}

function MemberSearch({
  set,
  one,
  without,
  choose,
  create,
}: {
  set: "tags" | "bylines";
  one: string;
  without: readonly string[];
  choose: (named: Named) => void;
  create: (name: string) => void;
}) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<readonly Named[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [index, setIndex] = useState(0);
  const listId = useId();
  const wanted = query.trim();

  useEffect(() => {
    if (wanted === "") {
      setFound([]);
      setProblem(null);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      callApi("GET", `/api/${set}?q=${encodeURIComponent(wanted)}`)
        .then((body) => {
          if (!isCurrent) return;
          setFound(namedIn(body, set));
          setProblem(null);
        })
        .catch((error: unknown) => {
          if (!isCurrent) return;
          setFound([]);
          setProblem(messageOf(error));
        });
    }, 150);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, set]);

  const options = found.filter((named) => !without.includes(named.id)).slice(0, 6);
  // While the server does not answer, nobody can say whether there is one of this name.
  const isNew =
    wanted !== "" &&
    problem === null &&
    !found.some((named) => named.name.toLowerCase() === wanted.toLowerCase());
  const count = wanted === "" ? 0 : options.length + (isNew ? 1 : 0);
  const at = Math.min(index, Math.max(0, count - 1));
  const take = (position: number) => {
    const named = options[position];
    if (named) choose(named);
    else if (isNew) create(wanted);
    setQuery("");
    setFound([]);
    setIndex(0);
  };

  return (
    <div className="relative">
      <Field label={<span className="sr-only">Add a {one}</span>} error={problem} className="gap-0">
        {(control) => (
          <Input
            {...control}
            role="combobox"
            aria-expanded={count > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={count > 0 ? `${listId}-${at}` : undefined}
            autoComplete="off"
            placeholder={`Add a ${one}`}
            maxLength={60}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setIndex(0);
            }}
            onBlur={() => setQuery("")}
            onKeyDown={(event) => {
              if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
                event.preventDefault();
                setIndex((at + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
              }
              if (event.key === "Enter" && count > 0) {
                event.preventDefault();
                take(at);
              }
              if (event.key === "Escape" && query !== "") {
                event.preventDefault();
                event.stopPropagation();
                setQuery("");
              }
            }}
          />
        )}
      </Field>
      <div
        id={listId}
        role="listbox"
        aria-label={`Each ${one} found`}
        hidden={count === 0}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line bg-surface p-1 shadow-float"
      >
        {options.map((named, position) => (
          <Option
            key={named.id}
            id={`${listId}-${position}`}
            isAt={position === at}
            take={() => take(position)}
          >
            {named.name}
          </Option>
        ))}
        {isNew && (
          <Option
            id={`${listId}-${options.length}`}
            isAt={at === options.length}
            take={() => take(options.length)}
          >
            New {one}: “{wanted}”
          </Option>
        )}
      </div>
    </div>
  );
}

function Option({
  id,
  isAt,
  take,
  children,
}: {
  id: string;
  isAt: boolean;
  take: () => void;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box above handles the keys, where focus stays
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
      className={classNames(
        "flex min-h-9 items-center rounded-sm px-2 hover:bg-accent-soft pointer-coarse:min-h-11",
        isAt && "bg-accent-soft",
      )}
    >
      {children}
    </div>
  );
}
