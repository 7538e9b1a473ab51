"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiRefusal, callApi, messageOf } from "@/components/call-api";
import { PasswordField } from "@/components/people/password-field";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type Choice = { value: string; label: string };

const names = ["newsroom", "language", "timeZone", "name", "email", "password"] as const;

/** Names the newsroom and makes its first person. The time zone offered first is the browser's own. */
export function SetUpForm({
  token,
  languages,
  timeZones,
}: {
  token: string;
  languages: Choice[];
  timeZones: { region: string; zones: Choice[] }[];
}) {
  const [failure, setFailure] = useState<string | null>(null);
  const [fields, setFields] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  const zone = useRef<HTMLSelectElement>(null);

  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const isOffered = [...(zone.current?.options ?? [])].some(({ value }) => value === here);
    if (zone.current && isOffered) zone.current.value = here;
    setReady(true);
  }, []);

  async function setUp(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    setFields({});
    try {
      const sent = Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? "")]));
      await callApi("POST", "/api/auth/set-up", { token, ...sent });
      window.location.replace("/desk");
    } catch (error) {
      const about = error instanceof ApiRefusal ? error.fields : {};
      const isShown = names.some((name) => about[name]);
      setFields(about);
      setFailure(isShown ? null : messageOf(error));
      setBusy(false);
    }
  }

  return (
    <form method="post" onSubmit={setUp} data-ready={isReady || undefined} className="flex flex-col gap-8">
      <Failure>{failure}</Failure>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-serif text-xl font-semibold">The newsroom</legend>
        <Field label="Name" error={fields.newsroom} hint="Readers see it at the top of every page.">
          {(control) => <Input {...control} name="newsroom" required maxLength={60} autoFocus />}
        </Field>
        <Field label="Language you publish in" error={fields.language}>
          {(control) => (
            <Select {...control} name="language" defaultValue="en">
              {languages.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Time zone"
          error={fields.timeZone}
          hint="Every date readers and colleagues see is told in it."
        >
          {(control) => (
            <Select {...control} ref={zone} name="timeZone" defaultValue="UTC">
              {timeZones.map(({ region, zones }) => (
                <optgroup key={region} label={region}>
                  {zones.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
      </fieldset>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-serif text-xl font-semibold">You, admin and chief editor</legend>
        <Field label="Your name" error={fields.name}>
          {(control) => <Input {...control} name="name" required maxLength={60} autoComplete="name" />}
        </Field>
        <Field label="E-mail" error={fields.email} hint="You sign in with it. No mail is sent.">
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <PasswordField
          label="Password"
          name="password"
          hint="12 to 128 characters. Three or four unrelated words do well."
          error={fields.password}
          required
          minLength={12}
          maxLength={128}
          autoComplete="new-password"
        />
      </fieldset>
      <Button type="submit" variant="primary" aria-disabled={isBusy}>
        {isBusy ? "One moment…" : "Open the newsroom"}
      </Button>
    </form>
  );
}
