import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DocumentShell } from "@/components/desk/document-shell";
import { type Place, TopBar } from "@/components/desk/top-bar";
import { buttonClass } from "@/components/ui/button";
import { databaseFailure } from "@/lib/database-failure";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { currentActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";

/** Each page is made for its request: its scripts carry the request's nonce. */
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await newsroomSettings().catch(nameUnknown);
  return {
    title: { default: `Newsroom · ${name}`, template: `%s · ${name}` },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export const viewport = { themeColor: [{ media: "(prefers-color-scheme: dark)", color: "#1d1c19" }] };

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const known = await Promise.all([currentActor(), newsroomSettings()]).catch(databaseAway);
  if (!known) return <DatabaseAway />;
  const [actor, { name }] = known;
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(await placeAsked())}`);

  const places: (Place | false)[] = [
    { href: "/desk", label: "Articles" },
    can(actor, "create article") && { href: "/desk/new", label: "New" },
    can(actor, "create article") && { href: "/desk/import", label: "Import" },
    can(actor, "manage taxonomy", { sectionId: null }) && { href: "/desk/sections", label: "Sections" },
    can(actor, "list people") && { href: "/desk/people", label: "People" },
  ];

  return (
    <DocumentShell>
      <TopBar
        newsroom={name}
        person={{ name: actor.name, email: actor.email }}
        places={places.filter((place) => place !== false)}
      />
      {children}
    </DocumentShell>
  );
}

/** Where the person was going, when the server tells; signing in then leads back there. */
async function placeAsked(): Promise<string> {
  const asked = (await headers()).get("x-galley-path");
  return asked?.startsWith("/desk") ? asked : "/desk";
}

const nameUnknown = (error: unknown) => {
  databaseAway(error);
  return { name: "Newsroom" };
};

/** Null when the database cannot be reached or is overloaded; everything else is thrown on. */
function databaseAway(error: unknown): null {
  if (databaseFailure(error)) return null;
  throw error;
}

function DatabaseAway() {
  return (
    <DocumentShell>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-2xl px-4 py-16 outline-none">
        <h1 className="font-serif text-2xl font-semibold">The database cannot be reached</h1>
        <p className="mt-2 text-muted">
          Nothing is lost: what was saved is saved, and unsent words wait in the browser they were typed in.
          Readers’ pages that are kept in memory go on. Reload in a moment; if it stays like this, tell your
          admin.
        </p>
        <p className="mt-5">
          <a href="/desk" className={buttonClass("primary")}>
            Reload
          </a>
        </p>
      </main>
    </DocumentShell>
  );
}
