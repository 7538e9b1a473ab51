import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changesSince, keepDocument, sendBatch } from "@/components/editor/sync/transport";

/** What stands between a tab and the newsroom: whatever it answers, in its own words. */
let says: { status: number; type: string; body: string };
const server = createServer((_request, response) => {
  response.writeHead(says.status, { "content-type": says.type }).end(says.body);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { fetch } = globalThis;
  // A browser knows where its page came from.
  vi.stubGlobal("fetch", (address: string, init: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${address}`, init),
  );
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

const html = (status: number) => ({ status, type: "text/html", body: "<h1>Welcome to Station Wi-Fi</h1>" });
const json = (status: number, body: object) => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});
const batch = { saveId: "0190aaaa-0000-4000-8000-000000000001", body: "{}" };
const send = () => sendBatch("a", batch);

describe("what a tab takes for its server's word", () => {
  test("a batch is saved when the answer names its save id", async () => {
    says = json(200, { saveId: batch.saveId, version: 3, at: "2026-01-01T00:00:00Z" });
    expect(await send()).toMatchObject({ kind: "ok", value: { version: 3 } });
  });

  test("a network's sign-in page is no acknowledgement, whatever its status", async () => {
    says = html(200);
    expect(await send()).toEqual({ kind: "unreachable" });
    expect(await changesSince("a", 0)).toEqual({ kind: "unreachable" });
    expect(await keepDocument("a", { keep: {}, baseVersion: 0, saveId: "x" })).toEqual({
      kind: "unreachable",
    });
  });

  test("an answer that was cut off, or speaks of another batch, is none", async () => {
    says = { ...json(200, {}), body: `{"saveId":"${batch.saveId}","ver` };
    expect(await send()).toEqual({ kind: "unreachable" });
    says = json(200, { saveId: "0190aaaa-0000-4000-8000-000000000002", version: 3 });
    expect(await send()).toEqual({ kind: "unreachable" });
  });

  test.each([401, 403, 404, 409])("a proxy's own %i takes nobody's pen away", async (status) => {
    says = html(status);
    expect(await send()).toMatchObject({ kind: "away" });
  });

  test("the newsroom's own refusals count", async () => {
    const error = (code: string) => ({ error: { code, message: "No." } });
    says = json(401, error("unauthorized"));
    expect(await send()).toEqual({ kind: "signedOut" });
    says = json(404, error("not_found"));
    expect(await send()).toEqual({ kind: "notAllowed" });
    says = json(409, { ...error("stale"), version: 9, changes: [] });
    expect(await send()).toEqual({ kind: "stale", version: 9, changes: [] });
    says = json(422, error("invalid"));
    expect(await send()).toEqual({ kind: "refused", code: "invalid", message: "No." });
    says = html(413);
    expect(await send()).toMatchObject({ kind: "refused" });
  });
});
