"use client";

import { type FormEvent, useEffect, useState } from "react";
import { ApiRefusal, callApi, messageOf } from "@/components/call-api";
import { PasswordField } from "@/components/people/password-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

/** Chooses a password by an invitation or a reset link, and goes to the newsroom. */
export function JoinForm({ token, email, action }: { token: string; email: string; action: string }) {
  const [problems, setProblems] = useState<{ whole: string | null; password: string | null }>({
    whole: null,
    password: null,
  });
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  async function join(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setBusy(true);
    setProblems({ whole: null, password: null });
    try {
      await callApi("POST", "/api/auth/join", { token, password });
      window.location.replace("/desk");
    } catch (error) {
      const about = error instanceof ApiRefusal ? (error.fields.password ?? null) : null;
      setProblems({ whole: about ? null : messageOf(error), password: about });
      setBusy(false);
    }
  }

  return (
    <form method="post" onSubmit={join} data-ready={isReady || undefined} className="flex flex-col gap-4">
      {problems.whole && (
        <Notice tone="danger" announce="alert">
          {problems.whole}
        </Notice>
      )}
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            readOnly
            defaultValue={email}
          />
        )}
      </Field>
      <PasswordField
        label="New password"
        name="password"
        hint="12 to 128 characters. Three or four unrelated words do well."
        error={problems.password}
        required
        minLength={12}
        maxLength={128}
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" variant="primary" aria-disabled={isBusy} className="mt-1 w-full">
        {isBusy ? "One moment…" : action}
      </Button>
    </form>
  );
}
