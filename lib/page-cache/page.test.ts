import { createServer } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bestEncoding, makePage, type Page, sendPage } from "@/lib/page-cache/page";

describe("the encoding a reader gets", () => {
  const cases: [string, string][] = [
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["GZIP;q=0.5", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0, gzip;q=0", "identity"],
    ["*", "br"],
    ["*;q=0", "identity"],
    ["brotli", "identity"],
    ["identity", "identity"],
  ];
  test.each(cases)("%o → %s", (header, expected) => {
    expect(bestEncoding(header)).toBe(expected);
  });
});

describe("a page on the wire", () => {
  const words = "The harbour office opened its books. ".repeat(50);
  let page: Page;
  let url = "";
  const server = createServer((request, response) =>
    sendPage(response, page, {
      isHead: request.method === "HEAD",
      acceptEncoding: String(request.headers["accept-encoding"] ?? ""),
      ifNoneMatch: request.headers["if-none-match"] ?? "",
    }),
  );

  beforeAll(async () => {
    page = await makePage({
      status: 200,
      contentType: "text/html; charset=utf-8",
      body: Buffer.from(words),
      tags: ["home"],
      cacheControl: "public, max-age=0, s-maxage=0",
      headers: ["X-Own", "yes"],
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/`;
  });
  afterAll(() => server.close());

  test("every encoding holds the same words", () => {
    expect(brotliDecompressSync(page.variants.br.body).toString()).toBe(words);
    expect(gunzipSync(page.variants.gzip.body).toString()).toBe(words);
    expect(page.variants.identity.body.toString()).toBe(words);
  });

  test("a reader who has it already gets 304 and no body", async () => {
    const first = await fetch(url);
    expect(await first.text()).toBe(words);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    for (const sent of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
      const again = await fetch(url, { headers: { "If-None-Match": sent } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(again.headers.get("vary")).toBe("Accept-Encoding");
    }
    expect((await fetch(url, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  });

  test("HEAD has the headers of GET and no body", async () => {
    const head = await fetch(url, { method: "HEAD", headers: { "Accept-Encoding": "identity" } });
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(words)));
    expect(head.headers.get("x-own")).toBe("yes");
    expect(await head.text()).toBe("");
  });
});
