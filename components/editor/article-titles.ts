import { ApiRefusal, callApi } from "@/components/call-api";

const titles = new Map<string, Promise<string>>();

/** Headline of an article by id, asked for once per page. "An article you cannot see" when it is not visible to this person. */
export function articleTitle(articleId: string): Promise<string> {
  const known = titles.get(articleId);
  if (known) return known;
  const asked = askForTitle(articleId);
  titles.set(articleId, asked);
  return asked;
}

/** Remembers a headline that a search has just shown. */
export function rememberTitle(articleId: string, headline: string): void {
  titles.set(articleId, Promise.resolve(headline));
}

async function askForTitle(articleId: string): Promise<string> {
  try {
    const body = await callApi("GET", `/api/articles/${encodeURIComponent(articleId)}`);
    return headlineIn(body) || "An article without a headline";
  } catch (error) {
    if (error instanceof ApiRefusal && (error.status === 403 || error.status === 404))
      return "An article you cannot see";
    // Asked for again the next time it is shown.
    titles.delete(articleId);
    return "An article (its headline could not be loaded)";
  }
}

function headlineIn(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  if ("headline" in body && typeof body.headline === "string") return body.headline;
  if (!("document" in body)) return "";
  return textOf(firstChild(body.document));
}

function firstChild(node: unknown): unknown {
  if (typeof node !== "object" || node === null || !("content" in node) || !Array.isArray(node.content))
    return null;
  return node.content[0];
}

function textOf(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  if ("text" in node && typeof node.text === "string") return node.text;
  if (!("content" in node) || !Array.isArray(node.content)) return "";
  return node.content.map(textOf).join("");
}
