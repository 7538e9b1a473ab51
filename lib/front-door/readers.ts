import type { IncomingMessage, ServerResponse } from "node:http";
import { databaseFailure } from "@/lib/database-failure";
import { readerPath } from "@/lib/front-door/address";
import { CLOSED_POLICY, PRIVATE, readerHeaders, readerPolicy } from "@/lib/front-door/headers";
import type { Renderer } from "@/lib/front-door/renderer";
import { log } from "@/lib/log";
import { PageCache, type Resolution } from "@/lib/page-cache/cache";
import { makePage, makePassingPage, type Page, sendPage } from "@/lib/page-cache/page";
import { type CssOf, stripFramework, UnfitPage } from "@/lib/page-cache/strip";

type Asked = { isHead: boolean; acceptEncoding: string; ifNoneMatch: string };
type Settings = {
  renderer: Renderer;
  resolve: (path: string) => Promise<Resolution>;
  isListening: () => boolean;
  mayKeep: () => Promise<boolean>;
  /** False: every page is rendered for its reader (GALLEY_PAGE_CACHE=off). */
  keepsPages: boolean;
  maxBytes: number;
  isTls: boolean;
  cssOf: CssOf;
};

/** Readers may show a page again only after asking whether it is still the one. */
const ASK_FIRST = "public, max-age=0, s-maxage=0";
/** Rendered once and sent to everybody; publish's pages of the same names. */
const SPECIAL = { 404: "/reader-page/not-found", 410: "/reader-page/gone" } as const;
const RETRY_AFTER_SECONDS = 2;

/** Answers readers' addresses: from the cache, or by asking the database and then Next. */
export class Readers {
  readonly cache: PageCache;
  private readonly settings: Settings;
  private readonly special = new Map<404 | 410, Promise<Page>>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.cache = new PageCache({
      resolve: settings.resolve,
      render: (path, tags) => this.render(path, tags),
      isTrusted: () => settings.keepsPages && settings.isListening(),
      mayKeep: settings.mayKeep,
      maxBytes: settings.maxBytes,
    });
  }

  purge(tags: readonly string[]): void {
    this.cache.purge(tags);
    this.special.clear();
  }

  empty(): void {
    this.cache.empty();
    this.special.clear();
  }

  async answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
    const target = request.url ?? "/";
    try {
      const path = readerPath(target);
      if (path === null || request.headers["next-action"] !== undefined) {
        sendPage(response, await this.specialPage(404), asked);
      } else if (path === "/search") {
        await this.answerSearch(response, target, asked);
      } else {
        await this.answerPath(response, path, asked);
      }
    } catch (error) {
      this.fail(response, error, target);
    }
  }

  private async answerPath(response: ServerResponse, path: string, asked: Asked): Promise<void> {
    const bare = path.length > 1 ? path.replace(/\/+$/, "") || "/" : path;
    if (bare !== path) {
      const { status } = await this.settings.resolve(bare);
      if (status === 200) return this.redirect(response, bare);
      return sendPage(response, await this.specialPage(404), asked);
    }
    const kept = this.cache.kept(path);
    if (kept) return sendPage(response, kept, asked);
    const answer = this.settings.keepsPages ? await this.cache.answer(path) : await this.answerOnce(path);
    if ("page" in answer) return sendPage(response, answer.page, asked);
    if (answer.status === 301) return this.redirect(response, answer.location);
    sendPage(response, await this.specialPage(answer.status), asked);
  }

  private async answerOnce(path: string): Promise<{ page: Page } | Exclude<Resolution, { status: 200 }>> {
    const resolution = await this.settings.resolve(path);
    if (resolution.status !== 200) return resolution;
    return { page: await this.render(path, resolution.tags) };
  }

  /** The only reader address whose query means something; its answers are made for one reader and not kept. */
  private async answerSearch(response: ServerResponse, target: string, asked: Asked): Promise<void> {
    const { status } = await this.settings.resolve("/search");
    if (status !== 200) return sendPage(response, await this.specialPage(404), asked);
    const { contentType, body } = await this.fetch(target);
    const { html, headers } = this.strip(body);
    const content = { status: 200, contentType, body: Buffer.from(html), tags: [], headers };
    sendPage(response, await makePassingPage({ ...content, cacheControl: "private, no-store" }), asked);
  }

  private async fetch(target: string) {
    const rendered = await this.settings.renderer.render(target);
    if (rendered.status !== 200) throw new UnfitPage(`Next answered ${rendered.status}.`);
    return rendered;
  }

  private strip(body: string) {
    const { html, styleHashes, frameOrigins } = stripFramework(body, this.settings.cssOf);
    return { html, headers: readerHeaders(readerPolicy(styleHashes, frameOrigins), this.settings.isTls) };
  }

  private async render(path: string, tags: string[]): Promise<Page> {
    const { contentType, body } = await this.fetch(path);
    const isHtml = contentType.startsWith("text/html");
    const { html, headers } = isHtml
      ? this.strip(body)
      : { html: body, headers: readerHeaders(CLOSED_POLICY, this.settings.isTls) };
    const content = {
      status: 200,
      contentType,
      body: Buffer.from(html),
      tags,
      cacheControl: ASK_FIRST,
      headers,
    };
    return this.settings.keepsPages ? makePage(content) : makePassingPage(content);
  }

  /** One body for every unknown, unpublished and withdrawn address, so that they cannot be told apart. */
  private specialPage(status: 404 | 410): Promise<Page> {
    const kept = this.special.get(status);
    if (kept) return kept;
    const made = this.makeSpecial(status).catch((error: unknown) => {
      this.special.delete(status);
      throw error;
    });
    this.special.set(status, made);
    return made;
  }

  private async makeSpecial(status: 404 | 410): Promise<Page> {
    const { contentType, body } = await this.fetch(SPECIAL[status]);
    const { html, headers } = this.strip(body);
    const robots = ["X-Robots-Tag", "noindex"];
    return makePage({
      status,
      contentType,
      body: Buffer.from(html),
      tags: [],
      cacheControl: "no-store",
      headers: [...headers, ...robots],
    });
  }

  private redirect(response: ServerResponse, location: string): void {
    const headers = ["Location", location, "Cache-Control", ASK_FIRST, "Content-Length", "0"];
    response.writeHead(301, [...headers, ...readerHeaders(CLOSED_POLICY, this.settings.isTls)]);
    response.end();
  }

  private fail(response: ServerResponse, error: unknown, target: string): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // Next says 500 for whatever failed in a render; while no beat comes, it was the database.
    const isAway = error instanceof UnfitPage && !this.settings.isListening();
    const failure = isAway ? "away" : databaseFailure(error);
    if (failure === null) log.error({ err: error, target }, "a reader's page could not be made");
    const [status, title, words] =
      failure === null
        ? [500, "Something went wrong", "This page could not be made. Please try again shortly."]
        : [503, "Back in a moment", "The site cannot reach its database. Please try again shortly."];
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><h1>${title}</h1><p>${words}</p></body></html>`;
    response.writeHead(status, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(page),
      ...Object.fromEntries(pairs(readerHeaders(CLOSED_POLICY, this.settings.isTls))),
      ...PRIVATE,
      ...(status === 503 ? { "Retry-After": RETRY_AFTER_SECONDS } : {}),
    });
    response.end(page);
  }
}

function pairs(flat: string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2)
    result.push([flat[index] ?? "", flat[index + 1] ?? ""]);
  return result;
}
