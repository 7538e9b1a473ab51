"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiRefusal, callApi, messageOf, property } from "@/components/call-api";
import { CopiedOnce } from "@/components/people/copied-once";
import { useConfirmation } from "@/components/people/use-confirmation";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { scopeWords } from "@/lib/people/scope-words";
import type { Scope } from "@/lib/permissions";

type Line = { id: string; name: string; scopes: Scope[]; used: ReactNode; until: ReactNode };

/** One's API tokens: make one (shown once), see what each may do, revoke. `offered` is what one may hand on. */
export function TokenList({ tokens, offered, email }: { tokens: Line[]; offered: Scope[]; email: string }) {
  const router = useRouter();
  const { confirmed, question } = useConfirmation(email);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [fields, setFields] = useState<Record<string, string>>({});

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    setFields({});
    try {
      const answer = await confirmed(() =>
        callApi("POST", "/api/people/me/tokens", {
          name: String(data.get("name") ?? ""),
          scopes: data.getAll("scopes").map(String),
          days: Number(data.get("days")),
        }),
      );
      setMade(String(property(answer, "token") ?? ""));
      router.refresh();
    } catch (error) {
      const about = error instanceof ApiRefusal ? error.fields : {};
      setFields(about);
      if (!about.name && !about.scopes) setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function revoke({ id, name }: Line) {
    setBusy(true);
    setFailure(null);
    try {
      await callApi("DELETE", `/api/people/me/tokens/${id}`);
      toast(`“${name}” no longer works.`);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      router.refresh();
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {failure && !isMaking && (
        <Notice tone="danger" announce="alert">
          {failure}
        </Notice>
      )}
      {tokens.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {tokens.map((token) => (
            <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{token.name}</p>
                <p className="text-sm text-muted">
                  {token.scopes.map((scope) => scopeWords[scope]).join(" · ")}
                </p>
                <p className="text-sm text-muted">
                  {token.used ? <>Last used {token.used}</> : "Not used yet"} · ends {token.until}
                </p>
              </div>
              <Button
                size="sm"
                disabled={isBusy}
                aria-label={`Revoke ${token.name}`}
                onClick={() => revoke(token)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button
        className="self-start"
        onClick={() => {
          setMade(null);
          setFailure(null);
          setFields({});
          setMaking(true);
        }}
      >
        New token
      </Button>
      <Dialog
        open={isMaking}
        onOpenChange={setMaking}
        title={made ? "Copy the token now" : "New API token"}
        description={
          made
            ? "It is not shown again. Send it as “Authorization: Bearer …”."
            : "For a program that calls Galley for you. It never has more rights than you."
        }
      >
        {made ? (
          <div className="flex flex-col gap-3">
            <CopiedOnce label="Token" value={made} />
            <Button className="self-end" onClick={() => setMaking(false)}>
              Done
            </Button>
          </div>
        ) : (
          <form onSubmit={make} className="flex flex-col gap-4">
            <Failure>{failure}</Failure>
            <Field label="What it is for" error={fields.name}>
              {(control) => (
                <Input {...control} name="name" required maxLength={60} placeholder="Wire import" />
              )}
            </Field>
            <fieldset>
              <legend className="text-sm font-medium">It may</legend>
              {offered.map((scope) => (
                <Checkbox
                  key={scope}
                  name="scopes"
                  value={scope}
                  label={scopeWords[scope]}
                  defaultChecked={scope === "draft:read"}
                />
              ))}
              {fields.scopes && (
                <p role="alert" className="text-sm font-medium text-danger">
                  {fields.scopes}
                </p>
              )}
            </fieldset>
            <Field label="It ends after">
              {(control) => (
                <Select {...control} name="days" defaultValue="90">
                  <option value="7">7 days</option>
                  <option value="30">30 days</option>
                  <option value="90">90 days</option>
                  <option value="365">One year</option>
                </Select>
              )}
            </Field>
            <Button type="submit" variant="primary" disabled={isBusy} className="self-end">
              Make token
            </Button>
          </form>
        )}
      </Dialog>
      {question}
    </div>
  );
}
