"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { precisionOf } from "@/lib/document/partial-date";
import { FACT_STATUS_NAMES } from "../fact-summary";
import { PanelDialog, type PanelProps, setAttributes } from "./panel-dialog";

type Dates = { date: string; asOf: string; reviewBy: string };

const FIELDS: { name: keyof Dates; label: string; hint: string }[] = [
  {
    name: "date",
    label: "Date the fact states",
    hint: "As precise as it is known: 2025, 2025-07 or 2025-07-16. Leave it empty when the fact is no date.",
  },
  { name: "asOf", label: "As of", hint: "When this was known to be so." },
  { name: "reviewBy", label: "Review by", hint: "When somebody should look again." },
];

/** Date, as-of, review-by and status of one fact. Months and years stay months and years. */
export function FactPanel({ editor, pos, close }: PanelProps) {
  const [start] = useState(() => editor.state.doc.nodeAt(pos)?.attrs ?? {});
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const [dates, setDates] = useState<Dates>({
    date: text(start.date),
    asOf: text(start.asOf),
    reviewBy: text(start.reviewBy),
  });
  const [status, setStatus] = useState(text(start.status) || "known");
  const [problems, setProblems] = useState<Partial<Dates>>({});

  const submit = () => {
    const wrong: Partial<Dates> = {};
    for (const { name } of FIELDS) {
      const value = dates[name].trim();
      if (value !== "" && precisionOf(value) === null)
        wrong[name] = "This is not a date. Write it as 2025, 2025-07 or 2025-07-16.";
    }
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) return;
    const date = dates.date.trim() || null;
    setAttributes(editor, pos, {
      date,
      datePrecision: date ? precisionOf(date) : "none",
      asOf: dates.asOf.trim() || null,
      reviewBy: dates.reviewBy.trim() || null,
      status,
    });
    close();
  };

  return (
    <PanelDialog editor={editor} title="Date and status" action="Save" close={close} submit={submit}>
      <Field label="Status">
        {(control) => (
          <Select {...control} value={status} onChange={(event) => setStatus(event.target.value)}>
            {Object.entries(FACT_STATUS_NAMES).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {FIELDS.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint} error={problems[name]}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              placeholder="YYYY-MM-DD"
              value={dates[name]}
              onChange={(event) => setDates({ ...dates, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </PanelDialog>
  );
}
