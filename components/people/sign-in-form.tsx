"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { callApi, messageOf } from "@/components/call-api";
import { PasswordField } from "@/components/people/password-field";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/**
 * E-mail and password. With `onSignedIn` it signs in in place and stays (the editor's overlay, the question for the
 * password); otherwise it leads to `next`. It is a plain form too, so the page works before its scripts do.
 * A given `email` cannot be changed: who signs in again is who was here.
 */
export function SignInForm({
  email,
  next = "/desk",
  problem = null,
  action = "Sign in",
  onSignedIn,
}: {
  email?: string;
  next?: string;
  problem?: string | null;
  action?: string;
  onSignedIn?: () => void;
}) {
  const [failure, setFailure] = useState(problem);
  const [isBusy, setBusy] = useState(false);
  const [isReady, setReady] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setReady(true), []);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    try {
      await callApi("POST", "/api/auth/sign-in", {
        email: String(data.get("email") ?? ""),
        password: String(data.get("password") ?? ""),
      });
      if (onSignedIn) onSignedIn();
      else window.location.assign(next);
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
      form.current?.querySelector<HTMLInputElement>("input[name=password]")?.select();
    }
  }

  return (
    <form
      ref={form}
      method="post"
      action="/api/auth/sign-in"
      onSubmit={signIn}
      data-ready={isReady || undefined}
      className="flex flex-col gap-4"
    >
      <Failure>{failure}</Failure>
      <input type="hidden" name="next" value={next} />
      <Field label="E-mail">
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
            autoFocus={!email}
            readOnly={Boolean(email)}
            defaultValue={email}
          />
        )}
      </Field>
      <PasswordField
        label="Password"
        name="password"
        required
        maxLength={128}
        autoComplete="current-password"
        autoFocus={Boolean(email)}
      />
      <Button type="submit" variant="primary" aria-disabled={isBusy} className="mt-1 w-full">
        {isBusy ? "One moment…" : action}
      </Button>
    </form>
  );
}
