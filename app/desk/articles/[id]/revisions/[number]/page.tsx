import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ReadOnlyText } from "@/components/desk/read-only-text";
import { RestoreButton } from "@/components/desk/restore-button";
import { revisionTitle } from "@/components/desk/revision";
import { When } from "@/components/desk/when";
import { buttonClass } from "@/components/ui/button";
import { db } from "@/db/connection";
import { articleSubject } from "@/lib/articles/queries";
import { NotFound } from "@/lib/errors";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { requireActor } from "@/lib/people/session";
import { can } from "@/lib/permissions";
import { revisionByNumber } from "@/lib/revisions/queries";

export const metadata: Metadata = { title: "An earlier version" };

const address = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(2_147_483_647) });

type Params = { params: Promise<{ id: string; number: string }> };

export default async function RevisionPage({ params }: Params) {
  const [actor, parsed] = await Promise.all([requireActor(), params.then(address.safeParse)]);
  if (!parsed.success) notFound();
  const { id: articleId, number } = parsed.data;
  const revision = await revisionByNumber(actor, { articleId, number }).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!revision) notFound();
  const [subject, { timeZone }, sent] = await Promise.all([
    articleSubject(db, articleId),
    newsroomSettings(),
    headers(),
  ]);
  const title = revisionTitle(revision);

  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <header className="sticky top-12 z-20 flex flex-wrap items-center justify-between gap-3 border-b border-line bg-warn-soft px-4 py-2.5 pointer-coarse:top-14 sm:px-6">
        <div>
          <h1 className="font-serif text-lg font-semibold">{title}</h1>
          <p className="text-sm">
            {revision.name && `Version ${revision.version} · `}
            <When at={revision.at} now={new Date()} timeZone={timeZone} />
            {revision.by && ` by ${revision.by.name}`} · read only
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link href={`/desk/articles/${articleId}`} className={buttonClass()}>
            Back to the article
          </Link>
          {can(actor, "restore", subject) && (
            <RestoreButton articleId={articleId} revision={number} title={title} />
          )}
        </div>
      </header>
      <ReadOnlyText document={revision.document} nonce={sent.get("x-nonce")} label={title} />
    </main>
  );
}
