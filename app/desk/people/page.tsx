import type { Metadata } from "next";
import { When } from "@/components/desk/when";
import { PeopleList } from "@/components/people/people-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { personList } from "@/lib/people/queries";
import { requireActor } from "@/lib/people/session";
import { can, roles } from "@/lib/permissions";
import { sectionsInOrder } from "@/lib/taxonomy/queries";

export const metadata: Metadata = { title: "People" };

const mainClass = "mx-auto w-full max-w-4xl px-4 py-6 outline-none sm:px-6";

export default async function PeoplePage() {
  const actor = await requireActor();
  if (!can(actor, "list people")) {
    return (
      <main id="content" tabIndex={-1} className={mainClass}>
        <Notice title="Accounts are looked after by admins and the chief editor">
          Your own is under Account, at the top right.
        </Notice>
      </main>
    );
  }
  const [people, sections, { timeZone }] = await Promise.all([
    personList(actor),
    sectionsInOrder(),
    newsroomSettings(),
  ]);
  const now = new Date();
  const invitable = roles.filter((role) => can(actor, "invite people", { personId: null, roles: [role] }));
  return (
    <main id="content" tabIndex={-1} className={mainClass}>
      <PageHeader
        title="People"
        lead="Who is in the newsroom, and what each may do. No mail is sent: you pass links on yourself."
      />
      <PeopleList
        email={actor.email}
        invitable={invitable}
        sections={sections.map(({ id, name }) => ({ id, name }))}
        people={people.map(({ lastSeenAt, ...person }) => {
          const subject = { personId: person.id, roles: person.roles };
          return {
            ...person,
            seen: lastSeenAt && <When at={lastSeenAt} now={now} timeZone={timeZone} />,
            canManage: can(actor, "manage people", subject),
            canInvite: person.id !== actor.personId && can(actor, "invite people", subject),
          };
        })}
      />
    </main>
  );
}
