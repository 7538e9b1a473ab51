import { LRUCache } from "lru-cache";
import type { Page } from "./page.ts";
import { EVERY_TAG } from "./tags.ts";

/** What the database says about a reader address. */
export type Resolution =
  | { status: 200; tags: string[] }
  | { status: 301; location: string }
  | { status: 404 }
  | { status: 410 };

export type Answer = { page: Page } | Exclude<Resolution, { status: 200 }>;

type Sources = {
  resolve: (path: string) => Promise<Resolution>;
  /** Renders a page that exists. Throws when what came out is unfit for readers. */
  render: (path: string, tags: string[]) => Promise<Page>;
  /** Whether everything committed more than 3 s ago has been heard: the beat. */
  isTrusted: () => boolean;
  /** Asked before a render: false while the database that readers read from lags behind the last purge. */
  mayKeep?: () => Promise<boolean>;
  maxBytes: number;
};

/** A purge during a fill starts it again, so often; after that the page is sent and not kept. */
const MAX_RESTARTS = 2;

/**
 * The one cache of the system: finished pages by address, dropped by tag when a publication commits. A page whose
 * making began before a purge is never kept, whatever the purge was about. One fill at a time per address.
 */
export class PageCache {
  private readonly pages: LRUCache<string, Page>;
  private readonly pathsOf = new Map<string, Set<string>>();
  private readonly fills = new Map<string, Promise<Answer>>();
  private epoch = 0;
  private readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
    this.pages = new LRUCache({
      maxSize: sources.maxBytes,
      sizeCalculation: (page) => page.bytes,
      dispose: (page, path) => this.forget(path, page.tags),
    });
  }

  /** The kept page of an address, while what is kept may be trusted. */
  kept(path: string): Page | undefined {
    return this.sources.isTrusted() ? this.pages.get(path) : undefined;
  }

  /** Asks the database about an address and renders its page; askers at the same time share one fill. */
  answer(path: string): Promise<Answer> {
    const running = this.fills.get(path);
    if (running) return running;
    const fill = this.fill(path, 0).finally(() => {
      if (this.fills.get(path) === fill) this.fills.delete(path);
    });
    this.fills.set(path, fill);
    return fill;
  }

  private async fill(path: string, restarts: number): Promise<Answer> {
    const { epoch, sources } = this;
    const wasTrusted = sources.isTrusted();
    const resolution = await sources.resolve(path);
    if (resolution.status !== 200) return resolution;
    const mayKeep = sources.mayKeep ? await sources.mayKeep() : true;
    const page = await sources.render(path, resolution.tags);
    if (this.epoch !== epoch) return restarts < MAX_RESTARTS ? this.fill(path, restarts + 1) : { page };
    if (wasTrusted && mayKeep && sources.isTrusted()) this.keep(path, page);
    return { page };
  }

  private keep(path: string, page: Page) {
    this.pages.set(path, page);
    if (!this.pages.has(path)) return;
    for (const tag of page.tags) {
      const paths = this.pathsOf.get(tag) ?? new Set();
      this.pathsOf.set(tag, paths.add(path));
    }
  }

  private forget(path: string, tags: readonly string[]) {
    for (const tag of tags) {
      const paths = this.pathsOf.get(tag);
      paths?.delete(path);
      if (paths?.size === 0) this.pathsOf.delete(tag);
    }
  }

  /** Drops the pages of these tags. Fills under way begin again; who asks from now on does not get their result. */
  purge(tags: readonly string[]): void {
    this.epoch += 1;
    this.fills.clear();
    if (tags.includes(EVERY_TAG)) {
      this.pages.clear();
      return;
    }
    for (const tag of tags) for (const path of [...(this.pathsOf.get(tag) ?? [])]) this.pages.delete(path);
  }

  /** Lets everything go: messages may have been missed. */
  empty(): void {
    this.purge([EVERY_TAG]);
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.pages.size, bytes: this.pages.calculatedSize };
  }
}
