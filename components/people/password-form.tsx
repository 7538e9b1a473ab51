"use client";

import { type FormEvent, useState } from "react";
import { ApiRefusal, callApi, messageOf } from "@/components/call-api";
import { PasswordField } from "@/components/people/password-field";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Changes one's own password; the other sessions end with it. */
export function PasswordForm({ email }: { email: string }) {
  const [said, setSaid] = useState<{ tone: "good" | "danger"; words: string } | null>(null);
  const [fields, setFields] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);

  async function change(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setSaid(null);
    setFields({});
    try {
      await callApi("POST", "/api/people/me/password", {
        current: String(data.get("current") ?? ""),
        next: String(data.get("next") ?? ""),
      });
      form.reset();
      setSaid({ tone: "good", words: "Your password is changed. Every other session is signed out." });
    } catch (error) {
      const about = error instanceof ApiRefusal ? error.fields : {};
      setFields(about);
      if (!about.current && !about.next) setSaid({ tone: "danger", words: messageOf(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={change} className="flex max-w-md flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordField
        label="Present password"
        name="current"
        required
        maxLength={128}
        autoComplete="current-password"
        error={fields.current}
      />
      <PasswordField
        label="New password"
        name="next"
        required
        minLength={12}
        maxLength={128}
        autoComplete="new-password"
        hint="12 to 128 characters. Three or four unrelated words do well."
        error={fields.next}
      />
      {said && (
        <Notice tone={said.tone} announce={said.tone === "good" ? "status" : "alert"}>
          {said.words}
        </Notice>
      )}
      <Button type="submit" variant="primary" aria-disabled={isBusy} className="self-start">
        Change password
      </Button>
    </form>
  );
}
