"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiRefusal, callApi, messageOf, property } from "@/components/call-api";
import { CopiedOnce } from "@/components/people/copied-once";
import { RightsFields, rightsIn, type SectionChoice } from "@/components/people/rights-fields";
import { useConfirmation } from "@/components/people/use-confirmation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { roleWords } from "@/lib/people/role-words";
import { type Role, roles } from "@/lib/permissions";

export type PersonLine = {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  sectionIds: string[];
  state: "active" | "invited" | "suspended";
  /** False for an invited person whose link is too old. */
  hasOpenLink: boolean;
  seen: ReactNode;
  /** What the one who looks may do with this person. */
  canManage: boolean;
  canInvite: boolean;
};

type Open =
  | { what: "add" }
  | { what: "rights" | "suspend" | "sign-out"; person: PersonLine }
  | { what: "link"; name: string; path: string; isInvitation: boolean };

/** Everybody in the newsroom, and what may be done with each. */
export function PeopleList({
  people,
  sections,
  invitable,
  email,
}: {
  people: PersonLine[];
  sections: SectionChoice[];
  /** The roles that the one who looks may invite with. */
  invitable: Role[];
  email: string;
}) {
  const router = useRouter();
  const { confirmed, question } = useConfirmation(email);
  const [open, setOpen] = useState<Open | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => setOpen(null);

  const patch = (person: PersonLine, body: object) =>
    confirmed(() => callApi("PATCH", `/api/people/${person.id}`, body));

  async function link(person: PersonLine) {
    setFailure(null);
    try {
      const answer = await patch(person, { act: "reset" });
      const path = String(property(answer, "link") ?? "");
      setOpen({ what: "link", name: person.name, path, isInvitation: person.state === "invited" });
      router.refresh();
    } catch (error) {
      setFailure(messageOf(error));
    }
  }

  async function act(person: PersonLine, body: object, done: string) {
    await patch(person, body);
    toast(done);
    router.refresh();
  }

  async function reinstate(person: PersonLine) {
    setFailure(null);
    await act(person, { act: "reinstate" }, `${person.name} may sign in again.`).catch((error: unknown) =>
      setFailure(messageOf(error)),
    );
  }

  return (
    <div className="flex flex-col gap-4">
      {invitable.length > 0 && (
        <Button variant="primary" className="self-start" onClick={() => setOpen({ what: "add" })}>
          Add a person
        </Button>
      )}
      <Failure>{failure}</Failure>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {people.map((person) => (
          <li key={person.id} className="flex items-center gap-3 px-4 py-3">
            <div className="grid min-w-0 flex-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
              <div className="min-w-0">
                <p className="font-medium">
                  {person.name}{" "}
                  {person.state === "invited" && (
                    <Badge tone={person.hasOpenLink ? "accent" : "warn"}>
                      {person.hasOpenLink ? "Invited" : "Invitation has run out"}
                    </Badge>
                  )}
                  {person.state === "suspended" && <Badge tone="warn">Suspended</Badge>}
                </p>
                <p className="truncate text-sm text-muted">{person.email}</p>
              </div>
              <div className="min-w-0 text-sm">
                <p>{person.roles.map((role) => roleWords[role].label).join(", ") || "No role"}</p>
                <p className="text-muted">
                  {sectionWords(person, sections)}
                  {person.seen ? <>Last seen {person.seen}</> : "Never signed in"}
                </p>
              </div>
            </div>
            {!hasActs(person) && <span className="w-9 pointer-coarse:w-11" />}
            {hasActs(person) && (
              <DropdownMenu
                label={`What to do with ${person.name}`}
                trigger={
                  <Button variant="quiet" size="icon" aria-label={`What to do with ${person.name}`}>
                    <Ellipsis aria-hidden />
                  </Button>
                }
              >
                {person.canManage && (
                  <MenuItem onSelect={() => setOpen({ what: "rights", person })}>Change roles</MenuItem>
                )}
                {person.state !== "suspended" && (
                  <MenuItem onSelect={() => link(person)}>
                    {person.state === "invited" ? "New invitation link" : "Link for a new password"}
                  </MenuItem>
                )}
                {person.canManage && (
                  <>
                    {person.state === "active" && (
                      <MenuItem onSelect={() => setOpen({ what: "sign-out", person })}>
                        Sign out everywhere
                      </MenuItem>
                    )}
                    <MenuSeparator />
                    {person.state === "suspended" ? (
                      <MenuItem onSelect={() => reinstate(person)}>Let back in</MenuItem>
                    ) : (
                      <MenuItem tone="danger" onSelect={() => setOpen({ what: "suspend", person })}>
                        Suspend
                      </MenuItem>
                    )}
                  </>
                )}
              </DropdownMenu>
            )}
          </li>
        ))}
      </ul>

      {open?.what === "add" && (
        <AddPerson
          invitable={invitable}
          sections={sections}
          confirmed={confirmed}
          close={close}
          added={(name, path) => {
            setOpen({ what: "link", name, path, isInvitation: true });
            router.refresh();
          }}
        />
      )}
      {open?.what === "rights" && (
        <ChangeRights
          person={open.person}
          sections={sections}
          change={(rights) =>
            act(open.person, { act: "set-rights", ...rights }, `${open.person.name}’s roles are changed.`)
          }
          close={close}
        />
      )}
      {open?.what === "link" && (
        <Dialog
          open
          onOpenChange={close}
          title={open.isInvitation ? `Invite ${open.name}` : `A new password for ${open.name}`}
          description={
            open.isInvitation
              ? "Send this link yourself, by a way you trust. It works once, within 72 hours, and is not shown again."
              : "Send this link yourself, by a way you trust. It works once, within 30 minutes, and is not shown again."
          }
          footer={<Button onClick={close}>Done</Button>}
        >
          <CopiedOnce label="One-time link" value={new URL(open.path, window.location.origin).href} />
        </Dialog>
      )}
      {open?.what === "suspend" && (
        <Confirm
          open
          onOpenChange={close}
          title={`Suspend ${open.person.name}?`}
          action={`Suspend ${open.person.name}`}
          danger
          act={() => act(open.person, { act: "suspend" }, `${open.person.name} is suspended.`)}
        >
          <p>
            Their sessions, links and API tokens stop at once. What they wrote stays, and you can let them
            back in.
          </p>
        </Confirm>
      )}
      {open?.what === "sign-out" && (
        <Confirm
          open
          onOpenChange={close}
          title={`Sign ${open.person.name} out everywhere?`}
          action="Sign out everywhere"
          act={() => act(open.person, { act: "end-sessions" }, `${open.person.name} is signed out.`)}
        >
          <p>They sign in again to go on. Words they were writing are kept in their browser until then.</p>
        </Confirm>
      )}
      {question}
    </div>
  );
}

const hasActs = ({ canManage, canInvite, state }: PersonLine) =>
  canManage || (canInvite && state === "invited");

function sectionWords({ roles, sectionIds }: PersonLine, sections: SectionChoice[]): string {
  if (!roles.includes("editor") || sectionIds.length === 0) return "";
  const names = sections.filter(({ id }) => sectionIds.includes(id)).map(({ name }) => name);
  return `${names.join(", ")} · `;
}

function AddPerson({
  invitable,
  sections,
  confirmed,
  close,
  added,
}: {
  invitable: Role[];
  sections: SectionChoice[];
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
  close: () => void;
  added: (name: string, path: string) => void;
}) {
  const [fields, setFields] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const name = String(data.get("name") ?? "").trim();
    setBusy(true);
    setFailure(null);
    setFields({});
    try {
      const answer = await confirmed(() =>
        callApi("POST", "/api/people", { name, email: String(data.get("email") ?? ""), ...rightsIn(form) }),
      );
      added(name, String(property(answer, "link") ?? ""));
    } catch (error) {
      const about = error instanceof ApiRefusal ? error.fields : {};
      setFields(about);
      if (Object.keys(about).length === 0) setFailure(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={close}
      title="Add a person"
      description="You get a one-time link to send them; they choose their own password."
    >
      <form onSubmit={add} className="flex flex-col gap-4">
        <Failure>{failure}</Failure>
        <Field label="Name" error={fields.name}>
          {(control) => (
            <Input {...control} name="name" required maxLength={60} autoComplete="off" autoFocus />
          )}
        </Field>
        <Field label="E-mail" error={fields.email}>
          {(control) => (
            <Input {...control} name="email" type="email" required maxLength={254} autoComplete="off" />
          )}
        </Field>
        <RightsFields
          offered={invitable}
          chosen={["reporter"]}
          chosenSections={[]}
          sections={sections}
          errors={fields}
        />
        <Button type="submit" variant="primary" disabled={isBusy} className="self-end">
          Add and make a link
        </Button>
      </form>
    </Dialog>
  );
}

function ChangeRights({
  person,
  sections,
  change,
  close,
}: {
  person: PersonLine;
  sections: SectionChoice[];
  change: (rights: { roles: string[]; sectionIds: string[] }) => Promise<void>;
  close: () => void;
}) {
  const [fields, setFields] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setFields({});
    try {
      await change(rightsIn(event.currentTarget));
      close();
    } catch (error) {
      const about = error instanceof ApiRefusal ? error.fields : {};
      setFields(about);
      if (Object.keys(about).length === 0) setFailure(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={close}
      title={`${person.name}’s roles`}
      description="It acts at once: they are signed out and come back with the new roles."
    >
      <form onSubmit={save} className="flex flex-col gap-4">
        <Failure>{failure}</Failure>
        <RightsFields
          offered={roles}
          chosen={person.roles}
          chosenSections={person.sectionIds}
          sections={sections}
          errors={fields}
        />
        <Button type="submit" variant="primary" disabled={isBusy} className="self-end">
          Save roles
        </Button>
      </form>
    </Dialog>
  );
}
