"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi, messageOf } from "@/components/call-api";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type Part = "writer" | "checker";
type Assigned = { id: string; name: string; part: string };

const parts: { part: Part; title: string; add: string; nobody: string }[] = [
  { part: "writer", title: "Writers", add: "Add a writer", nobody: "Nobody writes this yet." },
  { part: "checker", title: "Checkers", add: "Add a checker", nobody: "Nobody checks this yet." },
];

/** Who writes and who checks. Each act is saved at once. */
export function AssignmentsPanel({
  articleId,
  assigned,
  staff,
  mayAssign,
}: {
  articleId: string;
  assigned: Assigned[];
  staff: { id: string; name: string; roles: string[] }[];
  mayAssign: boolean;
}) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function assign(personId: string, part: Part, isAssigned: boolean) {
    setBusy(true);
    setFailure(null);
    try {
      await callApi("POST", `/api/articles/${articleId}/assignments`, {
        personId,
        part,
        assigned: isAssigned,
      });
      router.refresh();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-6 p-4">
      {parts.map(({ part, title, add, nobody }) => {
        const here = assigned.filter((person) => person.part === part);
        const others = staff.filter(
          ({ id, roles }) =>
            !here.some((person) => person.id === id) && roles.some((role) => fits(role, part)),
        );
        return (
          <section key={part} aria-labelledby={`assigned-${part}`}>
            <h3 id={`assigned-${part}`} className="text-sm font-semibold">
              {title}
            </h3>
            {here.length === 0 ? (
              <p className="py-1.5 text-muted">{nobody}</p>
            ) : (
              <ul className="py-1">
                {here.map(({ id, name }) => (
                  <li key={id} className="flex min-h-9 items-center justify-between gap-2">
                    {name}
                    {mayAssign && (
                      <Button
                        variant="quiet"
                        size="icon"
                        aria-label={`Take ${name} off`}
                        disabled={isBusy}
                        onClick={() => assign(id, part, false)}
                      >
                        <X aria-hidden />
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {mayAssign && others.length > 0 && (
              <Field label={<span className="sr-only">{add}</span>}>
                {(control) => (
                  <Select
                    {...control}
                    value=""
                    disabled={isBusy}
                    onChange={(event) => event.target.value && assign(event.target.value, part, true)}
                  >
                    <option value="">{add}…</option>
                    {others.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
            )}
          </section>
        );
      })}
      {!mayAssign && <p className="text-sm text-muted">Editors choose who works on an article.</p>}
      <Failure>{failure}</Failure>
    </div>
  );
}

/** A list with everybody would be long: checkers check, reporters and editors write. */
const fits = (role: string, part: Part) =>
  part === "checker" ? role === "checker" : role === "reporter" || role === "editor" || role === "chief";
