"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { roleWords } from "@/lib/people/role-words";
import type { Role } from "@/lib/permissions";

export type SectionChoice = { id: string; name: string };

/** Which roles, and for an editor which sections. Read them back with `rightsIn(form)`. */
export function RightsFields({
  offered,
  chosen,
  chosenSections,
  sections,
  errors,
}: {
  offered: readonly Role[];
  chosen: readonly Role[];
  chosenSections: readonly string[];
  sections: SectionChoice[];
  errors: Record<string, string>;
}) {
  const [isEditor, setEditor] = useState(chosen.includes("editor"));
  return (
    <>
      <fieldset>
        <legend className="text-sm font-medium">Roles</legend>
        {offered.map((role) => (
          <Checkbox
            key={role}
            name="roles"
            value={role}
            label={roleWords[role].label}
            hint={roleWords[role].does}
            defaultChecked={chosen.includes(role)}
            onChange={(event) => role === "editor" && setEditor(event.currentTarget.checked)}
          />
        ))}
        {errors.roles && (
          <p role="alert" className="text-sm font-medium text-danger">
            {errors.roles}
          </p>
        )}
      </fieldset>
      {isEditor && sections.length > 0 && (
        <fieldset>
          <legend className="text-sm font-medium">Sections as an editor</legend>
          <p className="text-sm text-muted">None chosen means all of them.</p>
          <div className="sm:columns-2">
            {sections.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="sectionIds"
                value={id}
                label={name}
                defaultChecked={chosenSections.includes(id)}
              />
            ))}
          </div>
          {errors.sectionIds && (
            <p role="alert" className="text-sm font-medium text-danger">
              {errors.sectionIds}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}

export function rightsIn(form: HTMLFormElement): { roles: string[]; sectionIds: string[] } {
  const data = new FormData(form);
  return { roles: data.getAll("roles").map(String), sectionIds: data.getAll("sectionIds").map(String) };
}
