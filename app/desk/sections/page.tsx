import { SectionList } from "@/components/desk/section-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";
import { sectionsInOrder } from "@/lib/taxonomy/queries";

export const metadata = { title: "Sections" };

export default async function SectionsPage() {
  const actor = await requireActor();
  if (!can(actor, "manage taxonomy", { sectionId: null })) {
    return (
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
        <Notice title="Sections are looked after by editors">Ask the chief editor for a new one.</Notice>
      </main>
    );
  }
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
      <PageHeader
        title="Sections"
        lead="In the order of the site’s navigation. A section’s address never changes, so links keep working when its name does."
      />
      <SectionList sections={await sectionsInOrder()} />
    </main>
  );
}
