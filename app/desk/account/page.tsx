import type { Metadata } from "next";
import type { ReactNode } from "react";
import { When } from "@/components/desk/when";
import { PasswordForm } from "@/components/people/password-form";
import { SessionList } from "@/components/people/session-list";
import { TokenList } from "@/components/people/token-list";
import { PageHeader } from "@/components/ui/page-header";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { sessionsOf } from "@/lib/people/queries";
import { roleWords } from "@/lib/people/role-words";
import { requireActor } from "@/lib/people/session";
import { offeredScopes, tokensOf } from "@/lib/people/tokens";
import { can } from "@/lib/permissions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const actor = await requireActor();
  const [{ timeZone }, sessions, tokens] = await Promise.all([
    newsroomSettings(),
    sessionsOf(actor),
    tokensOf(actor),
  ]);
  const now = new Date();
  const when = (at: Date) => <When at={at} now={now} timeZone={timeZone} />;
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium" });

  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
      <PageHeader title="Account" lead={`${actor.name} · ${actor.email}`} />
      <div className="flex flex-col gap-10">
        <Part title="What you may do">
          <ul className="flex flex-col gap-1">
            {actor.roles.map((role) => (
              <li key={role}>
                <span className="font-medium">{roleWords[role].label}.</span>{" "}
                <span className="text-muted">{roleWords[role].does}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-sm text-muted">Roles are changed by an admin; nobody changes their own.</p>
        </Part>
        <Part title="Password">
          <PasswordForm email={actor.email} />
        </Part>
        <Part
          title="Where you are signed in"
          lead="A session ends after 8 hours without a sign of you, and after 3 days in any case."
        >
          <SessionList
            sessions={sessions.map(({ lastSeenAt, createdAt, ...session }) => ({
              ...session,
              seen: when(lastSeenAt),
              since: when(createdAt),
            }))}
          />
        </Part>
        {can(actor, "make own token") && (
          <Part title="API tokens" lead="For programs that work with Galley in your name.">
            <TokenList
              email={actor.email}
              offered={offeredScopes(actor)}
              tokens={tokens.map(({ lastUsedAt, expiresAt, createdAt: _, ...token }) => ({
                ...token,
                used: lastUsedAt && when(lastUsedAt),
                until: day.format(expiresAt),
              }))}
            />
          </Part>
        )}
      </div>
    </main>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      {lead && <p className="text-sm text-muted">{lead}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}
