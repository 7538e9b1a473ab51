import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as showPicture } from "@/app/api/assets/[id]/route";
import { GET as listPictures, POST as uploadPicture } from "@/app/api/assets/route";
import { GET as showPublicPicture } from "@/app/media/[publicId]/[variant]/route";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { assets, people } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { openSession, sessionCookie } from "@/lib/people/session";

const origin = "http://newsroom.test";
const homeBefore = process.env.GALLEY_HOME;
let home: string;
let cookie: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "galley-media-"));
  process.env.GALLEY_HOME = home;
  const personId = newId();
  await db
    .insert(people)
    .values({ id: personId, email: "ana@galley.test", name: "Ana", roles: ["reporter"] });
  const { token } = await transaction((tx) => openSession(tx, personId, new Headers()));
  cookie = (await sessionCookie(token)).split(";")[0] ?? "";
});
afterAll(async () => {
  if (homeBefore === undefined) delete process.env.GALLEY_HOME;
  else process.env.GALLEY_HOME = homeBefore;
  await rm(home, { recursive: true, force: true });
});

const request = (address: string, init: RequestInit & { cookie?: string } = {}) =>
  new Request(`${origin}${address}`, {
    ...init,
    headers: { host: "newsroom.test", origin, ...(init.cookie ? { cookie: init.cookie } : {}) },
  });
const none = { params: Promise.resolve({}) };
const png = () =>
  sharp({ create: { width: 600, height: 300, channels: 3, background: "#a86" } })
    .png()
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes));

async function upload(): Promise<{ id: string; src: string }> {
  const answer = await uploadPicture(
    request("/api/assets?name=quay.png", { method: "POST", body: await png(), cookie }),
    none,
  );
  expect(answer.status).toBe(201);
  return answer.json();
}

test("nobody without a session uploads, lists or sees a picture", async () => {
  const { id } = await upload();
  const answers = await Promise.all([
    uploadPicture(request("/api/assets", { method: "POST", body: await png() }), none),
    listPictures(request("/api/assets"), none),
    showPicture(request(`/api/assets/${id}`), { params: Promise.resolve({ id }) }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
});

test("staff see it at an address that nothing may store, run or frame", async () => {
  const { id, src } = await upload();
  const answer = await showPicture(request(src, { cookie }), { params: Promise.resolve({ id }) });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
  });
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(600);
});

test("what is no picture is 422 with a sentence, too much is 413", async () => {
  const wrong = await uploadPicture(request("/api/assets", { method: "POST", body: "<svg/>", cookie }), none);
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({
    error: { code: "picture_type", fields: { file: expect.stringContaining("Choose a JPEG") } },
  });
  const large = await uploadPicture(
    request("/api/assets", { method: "POST", body: new Uint8Array(20 * 1024 * 1024 + 1), cookie }),
    none,
  );
  expect(large.status).toBe(413);
  const empty = await uploadPicture(request("/api/assets", { method: "POST", cookie }), none);
  expect(empty.status).toBe(422);
});

test("unknown pictures and words that are no id are 404", async () => {
  for (const id of [newId(), "nonsense"]) {
    const answer = await showPicture(request(`/api/assets/${id}`, { cookie }), {
      params: Promise.resolve({ id }),
    });
    expect(answer.status).toBe(404);
  }
});

test("readers get it for good once it is published, and 304 when they have it; before, a 404 not to be kept", async () => {
  const { id } = await upload();
  const publicId = id.replaceAll("-", "").padStart(32, "0").slice(-32);
  const address = { params: Promise.resolve({ publicId, variant: "600.webp" }) };
  const before = await showPublicPicture(request("/media"), address);
  expect([before.status, before.headers.get("cache-control")]).toEqual([404, "no-store"]);

  await db.update(assets).set({ publicId }).where(eq(assets.id, id));
  const published = await showPublicPicture(request("/media"), address);
  expect(published.status).toBe(200);
  expect(Object.fromEntries(published.headers)).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  });
  await published.arrayBuffer();
  const again = new Request(`${origin}/media`, {
    headers: { "if-none-match": published.headers.get("etag") ?? "" },
  });
  expect((await showPublicPicture(again, address)).status).toBe(304);
});
