import { headers } from "next/headers";
import { ImportText } from "@/components/desk/import-text";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";

export const metadata = { title: "Import a text" };

export default async function ImportPage() {
  const [actor, sent] = await Promise.all([requireActor(), headers()]);
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl px-4 py-6 outline-none sm:px-6">
      <PageHeader
        title="Import a text"
        lead="Paste an article or choose a text file. Galley says what it takes each line for; change what is wrong before you keep it."
      />
      {can(actor, "create article") ? (
        <ImportText nonce={sent.get("x-nonce")} />
      ) : (
        <Notice title="Your role does not write articles">
          Editors and reporters import texts. Ask one of them, or ask an admin if your role should change.
        </Notice>
      )}
    </main>
  );
}
