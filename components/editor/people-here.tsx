"use client";

import { type EditorHandle, useSync } from "./editor-handle";
import type { OtherPerson } from "./sync/article-sync";

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}

/** Who else has this article open, one mark a person; pressing one goes to where they are. */
export function PeopleHere({ handle }: { handle: EditorHandle }) {
  const others = useSync(handle.sync, (engine) => engine.others());
  const people = [...new Map(others.map((other) => [other.personId, other])).values()];
  if (people.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex items-center -space-x-1">
      {people.slice(0, 5).map((person) => (
        <li key={person.personId}>
          <Mark
            person={person}
            go={() => person.head !== null && handle.focusRange(person.head, person.head)}
          />
        </li>
      ))}
      {people.length > 5 && <li className="pl-2 text-sm text-muted">and {people.length - 5} more</li>}
    </ul>
  );
}

function Mark({ person, go }: { person: OtherPerson; go: () => void }) {
  const where = person.head === null ? "is here" : "is writing here: go there";
  return (
    <button
      type="button"
      title={person.name}
      data-colour={person.colour}
      disabled={person.head === null}
      onClick={go}
      className="person-mark inline-flex size-8 items-center justify-center rounded-full border-2 border-bg text-xs font-semibold"
    >
      <span aria-hidden>{initials(person.name)}</span>
      <span className="sr-only">{`${person.name} ${where}`}</span>
    </button>
  );
}
