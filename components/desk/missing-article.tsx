import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** For an address without an article, and for one that is not this person's to see: the same words for both. */
export function MissingArticle() {
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-16 outline-none">
      <EmptyState
        heading="h1"
        title="There is no article here, or it is not yours to see"
        action={
          <Link href="/desk" className={buttonClass("primary")}>
            All articles
          </Link>
        }
      >
        Ask whoever sent you the address, or an editor, to assign it to you.
      </EmptyState>
    </main>
  );
}
