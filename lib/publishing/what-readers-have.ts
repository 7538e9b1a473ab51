import type { JsonObject } from "@/db/schema";
import type { Named, PublicationRow } from "@/lib/publishing/candidate";
import { canonicalJson } from "@/lib/publishing/chain";
import { referencesOf } from "@/lib/publishing/clean";
import type { DocumentNode } from "@/lib/publishing/fields";
import type { Candidate } from "@/lib/publishing/gate";
import type { Metadata } from "@/lib/publishing/metadata";

/**
 * What the page says beside the document, as published. Public: readers' queries hand it out, so what the document points to is
 * in it only when it exists; a document may hold any id.
 */
export function metadataOf(
  article: { kind: string; slug: string },
  { named, document, candidate }: { named: Named; document: DocumentNode; candidate: Candidate },
): Metadata {
  const { lead, ...references } = referencesOf(document);
  const isPicture = (id: string) => candidate.assets.has(id);
  const picks = references.picks.filter((id) => candidate.articles.has(id));
  const pointsTo = references.articles.filter((id) => candidate.articles.has(id));
  return {
    kind: article.kind,
    slug: article.slug,
    section: named.section,
    bylines: named.bylines,
    tags: named.tags,
    assets: references.assets.filter(isPicture),
    lead: lead !== null && isPicture(lead) ? lead : null,
    picks,
    pointsTo: [...new Set([...pointsTo, ...picks])],
  };
}

/** Whether a publication of these would bring readers nothing they do not have. */
export const isSame = (previous: PublicationRow, document: JsonObject, metadata: JsonObject) =>
  canonicalJson({ document: previous.document, metadata: previous.metadata }) ===
  canonicalJson({ document, metadata });
