import { NewArticle } from "@/components/desk/new-article";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";

export const metadata = { title: "New article" };

export default async function NewArticlePage() {
  const actor = await requireActor();
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
      <PageHeader
        title="New article"
        lead="What kind? It decides how the page is built; genre, section and the rest come later."
      />
      {can(actor, "create article") ? (
        <NewArticle />
      ) : (
        <Notice title="Your role does not write articles">
          Editors and reporters do. Ask an admin if yours should change.
        </Notice>
      )}
    </main>
  );
}
