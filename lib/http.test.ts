import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closePools } from "@/db/connection";
import { Blocked, Conflict, Forbidden, Invalid, NotFound, SlowDown } from "@/lib/errors";
import { handler } from "@/lib/http";

const address = "http://news.example.test/api/things";
const ours = { origin: "http://news.example.test", host: "news.example.test" };

function send(body: BodyInit | null, headers: Record<string, string> = ours, method = "POST") {
  return new Request(address, { method, headers, body, duplex: "half" } as RequestInit);
}

const context = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) });
const shape = z.object({ title: z.string().max(5) });
const echo = handler(({ body }) => body, { auth: "none", body: shape });
const failing = (error: unknown) =>
  handler(
    () => {
      throw error;
    },
    { auth: "none" },
  );

async function told(response: Response) {
  const { error } = (await response.json()) as { error: { code: string; message: string; fields?: object } };
  return { status: response.status, ...error };
}

describe("bodies", () => {
  it("takes what fits its shape and marks every answer private", async () => {
    const response = await echo(send('{"title":"Fish"}'), context());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ title: "Fish" });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
  });

  it.each([
    ["no JSON", '{"title":', 400, "bad_json"],
    ["nothing", "", 400, "bad_json"],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400, "bad_json"],
    ["an unknown key", '{"title":"a","role":"admin"}', 422, "invalid"],
    ["a wrong type", '{"title":7}', 422, "invalid"],
    ["a title too long", '{"title":"abcdef"}', 422, "invalid"],
    ["__proto__", '{"title":"a","__proto__":{"x":1}}', 422, "invalid"],
    ["constructor, deep inside", '{"title":"a","b":[{"constructor":1}]}', 422, "invalid"],
    ["NUL", '{"title":"a\\u0000"}', 422, "invalid"],
    ["half a character", '{"title":"\\ud83d"}', 422, "invalid"],
    ["101 levels", `${"[".repeat(101)}${"]".repeat(101)}`, 422, "invalid"],
    ["100,000 levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, 422, "invalid"],
  ])("refuses %s", async (_, body, status, code) => {
    expect(await told(await echo(send(body), context()))).toMatchObject({ status, code });
  });

  it("answers an address without parameters, for which Next passes none", async () => {
    const none = { params: Promise.resolve(undefined as unknown as Record<string, string>) };
    expect((await echo(send('{"title":"Fish"}'), none)).status).toBe(200);
  });

  it("names the field", async () => {
    const answer = await told(await echo(send('{"title":7}'), context()));
    expect(answer.fields).toHaveProperty("title");
  });

  it("takes exactly the limit and refuses one byte more, read from a stream without a length", async () => {
    const taker = handler(({ body }) => body.text.length, {
      auth: "none",
      limit: 1_000,
      body: z.object({ text: z.string() }),
    });
    const text = (size: number) => JSON.stringify({ text: "x".repeat(size - '{"text":""}'.length) });
    expect((await taker(send(text(1_000)), context())).status).toBe(200);
    expect(await told(await taker(send(text(1_001)), context()))).toMatchObject({ status: 413 });
  });

  it("stops reading a body that never ends", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    expect(await told(await echo(send(endless), context()))).toMatchObject({
      status: 413,
      code: "too_large",
    });
    expect(pulled).toBeLessThan(10);
  });

  it("believes a declared length that is too large", async () => {
    const response = await echo(send("{}", { ...ours, "content-length": "300000" }), context());
    expect(response.status).toBe(413);
  });
});

describe("origins", () => {
  const status = async (headers: Record<string, string>) =>
    (await echo(send('{"title":"a"}', { host: "news.example.test", ...headers }), context())).status;

  it.each([
    ["our own", { origin: "http://news.example.test" }, 200],
    ["another site", { origin: "http://evil.example.test" }, 403],
    ["our name as a subdomain of another", { origin: "http://news.example.test.evil.test" }, 403],
    ["another port", { origin: "http://news.example.test:8080" }, 403],
    ["none", {}, 403],
    ["no address at all", { origin: "garbage" }, 403],
    ["null", { origin: "null" }, 403],
    ["null from our own form", { origin: "null", "sec-fetch-site": "same-origin" }, 200],
    ["null from another site", { origin: "null", "sec-fetch-site": "cross-site" }, 403],
    [
      "another site that says same-origin",
      { origin: "http://evil.test", "sec-fetch-site": "same-origin" },
      403,
    ],
    ["a bearer token without origin", { authorization: "Bearer x" }, 200],
  ])("%s", async (_, headers: Record<string, string>, expected) => {
    expect(await status(headers)).toBe(expected);
  });

  it("with PUBLIC_URL only that one, whatever Host says", async () => {
    process.env.PUBLIC_URL = "https://galley.example.test";
    try {
      expect(await status({ origin: "http://news.example.test" })).toBe(403);
      expect(await status({ origin: "http://galley.example.test" })).toBe(403);
      expect(await status({ origin: "https://galley.example.test" })).toBe(200);
    } finally {
      delete process.env.PUBLIC_URL;
    }
  });

  it("reading needs none", async () => {
    const read = handler(() => ({ ok: true }), { auth: "none" });
    expect((await read(new Request(address), context())).status).toBe(200);
  });
});

describe("answers", () => {
  it.each([
    [new NotFound(), 404, "not_found"],
    [new Forbidden(), 403, "forbidden"],
    [new Invalid({ slug: "taken" }), 422, "invalid"],
    [new Conflict("stale", "Newer words arrived.", { version: 9 }), 409, "stale"],
    [new Blocked([{ code: "no-section", message: "Choose a section.", where: null }]), 422, "blocked"],
    [new SlowDown(12), 429, "slow_down"],
    [Object.assign(new Error("nul"), { code: "22P05" }), 422, "invalid"],
    [
      new Error("query", { cause: Object.assign(new Error("down"), { code: "57P01" }) }),
      503,
      "database_away",
    ],
    [Object.assign(new Error("lock"), { code: "55P03" }), 503, "database_busy"],
  ])("%s", async (error, status, code) => {
    expect(await told(await failing(error)(new Request(address), context()))).toMatchObject({ status, code });
  });

  it("a conflict carries what is newer, a block its reasons, a limit its wait", async () => {
    const conflict = await failing(new Conflict("stale", "…", { version: 9, changes: [] }))(
      new Request(address),
      context(),
    );
    expect(await conflict.json()).toMatchObject({ version: 9, changes: [], error: { code: "stale" } });
    const blocked = await failing(new Blocked([{ code: "a", message: "b", where: null }]))(
      new Request(address),
      context(),
    );
    expect(await blocked.json()).toMatchObject({ blockers: [{ code: "a" }] });
    const slow = await failing(new SlowDown(12))(new Request(address), context());
    expect(slow.headers.get("retry-after")).toBe("12");
  });

  it("an error nobody foresaw gives a number and none of its words", async () => {
    const response = await failing(new Error("secret table people"))(new Request(address), context());
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("secret");
    expect(JSON.parse(text).error.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it("sends a Response as it is, a stream unread, and nothing as 204", async () => {
    const created = handler(() => Response.json({ id: 1 }, { status: 201, headers: { location: "/x" } }), {
      auth: "none",
    });
    const response = await created(new Request(address), context());
    expect([response.status, response.headers.get("location")]).toEqual([201, "/x"]);
    let isPulled = false;
    const pull = () => {
      isPulled = true;
    };
    const stream = new ReadableStream({ pull }, { highWaterMark: 0 });
    const live = handler(() => new Response(stream, { headers: { "content-type": "text/event-stream" } }), {
      auth: "none",
    });
    const streamed = await live(new Request(address), context());
    expect([streamed.headers.get("content-type"), isPulled]).toEqual(["text/event-stream", false]);
    expect((await handler(() => undefined, { auth: "none" })(new Request(address), context())).status).toBe(
      204,
    );
  });

  it("an id that is no uuid is unknown, and the handler never runs", async () => {
    let runs = 0;
    const read = handler(
      ({ params }) => {
        runs += 1;
        return params.id;
      },
      { auth: "none" },
    );
    expect((await read(new Request(address), context({ id: "1 or 1=1" }))).status).toBe(404);
    expect(runs).toBe(0);
    const id = "0192f0c1-2b3c-7def-8abc-0123456789ab";
    expect(await (await read(new Request(address), context({ id }))).json()).toBe(id);
  });
});

describe("with the database away", () => {
  const before = process.env.DATABASE_URL;
  beforeAll(async () => {
    await closePools();
    process.env.DATABASE_URL = "postgres://nobody:x@127.0.0.1:1/none";
  });
  afterAll(async () => {
    await closePools();
    process.env.DATABASE_URL = before;
  });

  it("a signed-in call says 503 and when to try again; one without a cookie is 401 without asking it", async () => {
    const read = handler(({ actor }) => actor.name);
    const away = await read(new Request(address, { headers: { cookie: "galley.session=abc" } }), context());
    expect(away.headers.get("retry-after")).toBe("2");
    expect(await told(away)).toMatchObject({ status: 503, code: "database_away" });
    expect(await told(await read(new Request(address), context()))).toMatchObject({
      status: 401,
      code: "signed_out",
    });
  });
});
