import type { Node } from "@tiptap/pm/model";
import { db } from "@/db/connection";
import { articleSubject, noteRead } from "@/lib/articles/queries";
import { headOf } from "@/lib/changes/head";
import { toHtml } from "@/lib/document/html";
import { toMarkdown } from "@/lib/document/markdown";
import { toText } from "@/lib/document/text";
import { type Actor, authorize } from "@/lib/permissions";
import { bylinesByIds } from "@/lib/taxonomy/queries";

export const exportFormats = ["text", "json", "html", "markdown"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The working text in another form, with what a download needs. Text is byte for byte what was imported, where unchanged. */
export async function exportArticle(
  actor: Actor,
  { articleId, format }: { articleId: string; format: ExportFormat },
): Promise<{ body: string; contentType: string; fileName: string }> {
  const article = await articleSubject(db, articleId);
  authorize(actor, "read article", article);
  await noteRead(actor, article);
  const { document } = await headOf(db, article.mainBranchId);
  const names = { bylineName: await bylineNames(document) };
  switch (format) {
    case "text":
      return {
        body: toText(document, names),
        contentType: "text/plain; charset=utf-8",
        fileName: `${article.slug}.txt`,
      };
    case "markdown":
      return {
        body: toMarkdown(document, names),
        contentType: "text/markdown; charset=utf-8",
        fileName: `${article.slug}.md`,
      };
    case "html":
      return {
        body: toHtml(document, names),
        contentType: "text/html; charset=utf-8",
        fileName: `${article.slug}.html`,
      };
    case "json":
      return {
        body: `${JSON.stringify(document.toJSON(), null, 2)}\n`,
        contentType: "application/json; charset=utf-8",
        fileName: `${article.slug}.json`,
      };
  }
}

/** The name behind each byline of the document, where a line of the text says it. */
async function bylineNames(document: Node): Promise<(id: string) => string | null> {
  const bylines: unknown = document.attrs.bylines;
  const ids = Array.isArray(bylines)
    ? bylines.flatMap((byline: unknown) =>
        typeof byline === "object" && byline !== null && "id" in byline && typeof byline.id === "string"
          ? [byline.id]
          : [],
      )
    : [];
  const known = new Map((await bylinesByIds(ids)).map(({ id, name }) => [id, name]));
  return (id) => known.get(id) ?? null;
}
