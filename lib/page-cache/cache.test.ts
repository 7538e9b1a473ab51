import { describe, expect, test } from "vitest";
import { PageCache, type Resolution } from "@/lib/page-cache/cache";
import { makePage } from "@/lib/page-cache/page";
import { EVERY_TAG } from "@/lib/page-cache/tags";

const pageOf = (words: string, tags: string[]) =>
  makePage({
    status: 200,
    contentType: "text/html",
    body: Buffer.from(words),
    tags,
    cacheControl: "public, max-age=0, s-maxage=0",
    headers: [],
  });

/** A site whose database and renderer are held in the test's hands. */
function site({ maxBytes = 1_000_000 } = {}) {
  const state = {
    words: "first",
    resolution: { status: 200, tags: ["article:1", "home"] } as Resolution,
    isTrusted: true,
    mayKeep: true,
    renders: 0,
    /** While set, renders wait for it after having read the words. */
    gate: null as Promise<void> | null,
  };
  const cache = new PageCache({
    resolve: async () => state.resolution,
    render: async (_path, tags) => {
      state.renders += 1;
      const { words, gate } = state;
      await gate;
      return pageOf(words, tags);
    },
    isTrusted: () => state.isTrusted,
    mayKeep: async () => state.mayKeep,
    maxBytes,
  });
  const read = async (path = "/world/story") => {
    const answer = await cache.answer(path);
    return "page" in answer ? answer.page.variants.identity.body.toString() : answer.status;
  };
  const kept = (path = "/world/story") => cache.kept(path)?.variants.identity.body.toString();
  return { state, cache, read, kept };
}

function gate() {
  let open = () => {};
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { closed, open };
}

describe("keeping", () => {
  test("a page is kept after its first reader", async () => {
    const { read, kept, state } = site();
    expect(await read()).toBe("first");
    expect(kept()).toBe("first");
    expect(state.renders).toBe(1);
  });

  test("readers who ask at the same time share one render", async () => {
    const { read, state } = site();
    await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(state.renders).toBe(1);
  });

  test.each([[{ status: 404 }], [{ status: 410 }], [{ status: 301, location: "/world/new" }]] satisfies [
    Resolution,
  ][])("%o is answered without a render and never kept", async (resolution) => {
    const { read, kept, state } = site();
    state.resolution = resolution;
    expect(await read()).toBe(resolution.status);
    expect([kept(), state.renders]).toEqual([undefined, 0]);
  });

  test("a failed render is not kept, and the next reader tries again", async () => {
    const { read, state, kept } = site();
    state.gate = Promise.reject(new Error("render failed"));
    await expect(read()).rejects.toThrow("render failed");
    state.gate = null;
    expect([await read(), kept()]).toEqual(["first", "first"]);
  });

  test("the bytes kept stay under the limit", async () => {
    const { read, cache } = site({ maxBytes: 2_000 });
    for (let index = 0; index < 50; index += 1) await read(`/world/${index}`);
    expect(cache.size.bytes).toBeLessThanOrEqual(2_000);
    expect(cache.size.pages).toBeGreaterThan(0);
  });
});

describe("purging", () => {
  test("drops the pages of the tag and no others", async () => {
    const { state, cache, read, kept } = site();
    await read("/world/story");
    state.resolution = { status: 200, tags: ["article:2"] };
    await read("/world/other");
    cache.purge(["article:1"]);
    expect([kept("/world/story"), kept("/world/other")]).toEqual([undefined, "first"]);
    cache.purge([EVERY_TAG]);
    expect(kept("/world/other")).toBeUndefined();
  });

  test("a page whose render began before a purge is made again, and what is kept is the new one", async () => {
    const { state, cache, read, kept } = site();
    const { closed, open } = gate();
    state.gate = closed;
    const early = read();
    await new Promise((resolve) => setImmediate(resolve));
    state.words = "second";
    state.gate = null;
    cache.purge(["article:1"]);
    open();
    expect(await early).toBe("second");
    expect(kept()).toBe("second");
  });

  test("who asks after a purge never gets the result of a fill that began before it", async () => {
    const { state, cache, read } = site();
    const { closed, open } = gate();
    state.gate = closed;
    const early = read();
    await new Promise((resolve) => setImmediate(resolve));
    cache.purge(["home"]);
    state.words = "second";
    state.gate = null;
    expect(await read()).toBe("second");
    open();
    await early;
    expect(await read()).toBe("second");
  });

  test("an address withdrawn while its page renders is answered as withdrawn", async () => {
    const { state, cache, read, kept } = site();
    const { closed, open } = gate();
    state.gate = closed;
    const early = read();
    await new Promise((resolve) => setImmediate(resolve));
    state.resolution = { status: 404 };
    cache.purge(["article:1"]);
    open();
    expect([await early, kept()]).toEqual([404, undefined]);
  });

  test("purges without end still give the reader a page, unkept", async () => {
    const { state, cache, read, kept } = site();
    const timer = setInterval(() => cache.purge(["article:1"]), 0);
    state.gate = new Promise((resolve) => setTimeout(resolve, 20));
    const rerender = setInterval(() => {
      state.gate = new Promise((resolve) => setTimeout(resolve, 20));
    }, 5);
    expect(await read()).toBe("first");
    clearInterval(timer);
    clearInterval(rerender);
    expect(kept()).toBeUndefined();
  });
});

describe("trust", () => {
  test("without a beat nothing kept is served and nothing new is kept", async () => {
    const { state, read, kept } = site();
    await read();
    state.isTrusted = false;
    expect(kept()).toBeUndefined();
    state.words = "second";
    expect(await read()).toBe("second");
    state.isTrusted = true;
    expect(kept()).toBe("first");
  });

  test("after the listener was lost everything is gone", async () => {
    const { cache, read, kept } = site();
    await read();
    cache.empty();
    expect(kept()).toBeUndefined();
  });

  test("a render that began without a beat is not kept, though it ended with one", async () => {
    const { state, read, kept } = site();
    const { closed, open } = gate();
    state.isTrusted = false;
    state.gate = closed;
    const reading = read();
    await new Promise((resolve) => setImmediate(resolve));
    state.isTrusted = true;
    open();
    await reading;
    expect(kept()).toBeUndefined();
  });

  test("a page read from a database that lags behind the last purge is sent and not kept", async () => {
    const { state, read, kept } = site();
    state.mayKeep = false;
    expect([await read(), kept()]).toEqual(["first", undefined]);
  });
});
