import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { assets, events, people } from "@/db/schema";
import { Forbidden, Invalid, NotFound, SlowDown, TooLarge } from "@/lib/errors";
import { uploadPicture } from "@/lib/media/commands";
import { PICTURE_BYTES, PICTURE_SIDE } from "@/lib/media/picture";
import { picturesNewest, pictureVariant, publicVariant } from "@/lib/media/queries";
import { read } from "@/lib/media/store";
import type { Actor, Role } from "@/lib/permissions";

let home: string;
const homeBefore = process.env.GALLEY_HOME;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "galley-media-"));
  process.env.GALLEY_HOME = home;
});
afterAll(async () => {
  if (homeBefore === undefined) delete process.env.GALLEY_HOME;
  else process.env.GALLEY_HOME = homeBefore;
  await rm(home, { recursive: true, force: true });
});

async function by(role: Role): Promise<Actor> {
  const personId = newId();
  const email = `${personId}@galley.test`;
  await db.insert(people).values({ id: personId, email, name: role, roles: [role] });
  return { personId, name: role, email, roles: [role], sectionIds: [], sessionId: null };
}

let reporter: Actor;
beforeEach(async () => {
  reporter = await by("reporter");
});

async function* inParts(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

const upload = (bytes: Uint8Array, fileName = "picture.jpg", actor = reporter) =>
  uploadPicture(actor, { bytes: inParts(bytes), fileName });

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#a86" }, limitInputPixels: false });

const rowsOf = (actor: Actor) => db.select().from(assets).where(eq(assets.uploadedBy, actor.personId));
const arrivals = () => readdir(path.join(home, "media", "incoming"));

async function storedBytes(sha256: string): Promise<Buffer> {
  const file = await read(sha256);
  if (!file) throw new Error("not stored");
  return Buffer.from(await new Response(file.stream).arrayBuffer());
}

describe("a picture that is taken", () => {
  test("is kept in its widths, as WebP and one JPEG, with its event; what arrived is gone", async () => {
    const picture = await upload(await plain(1700, 850).jpeg().toBuffer(), "../../harbour.jpg");
    expect(picture).toMatchObject({ width: 1700, height: 850, fileName: "harbour.jpg", credit: "" });
    expect(picture.srcset.map(({ width }) => width)).toEqual([480, 960, 1600]);
    const [row] = await rowsOf(reporter);
    expect(row?.variants.map(({ width, contentType }) => `${width} ${contentType}`)).toEqual([
      "480 image/webp",
      "960 image/webp",
      "1600 image/webp",
      "1200 image/jpeg",
    ]);
    expect(row?.publicId).toBeNull();
    const recorded = await db.select().from(events).where(eq(events.actorId, reporter.personId));
    expect(recorded.map(({ kind }) => kind)).toEqual(["picture uploaded"]);
    expect(await arrivals()).toEqual([]);
  });

  test("is never made larger than it was", async () => {
    const picture = await upload(await plain(300, 200).png().toBuffer());
    expect(picture.srcset.map(({ width }) => width)).toEqual([300]);
  });

  test("loses its metadata, keeps its credit and is shown upright", async () => {
    const withMetadata = await plain(60, 40)
      .withExif({
        IFD0: { Artist: "Ana Ruiz", Copyright: "Northline Photo", Orientation: "6" },
        IFD3: { GPSLatitude: "0/1 13/1 0/1" },
      })
      .jpeg()
      .toBuffer();
    const turned = await sharp(withMetadata).withMetadata({ orientation: 6 }).keepExif().jpeg().toBuffer();
    const picture = await upload(turned);
    expect(picture.credit).toBe("Ana Ruiz / Northline Photo");
    expect([picture.width, picture.height]).toEqual([40, 60]);
    const [row] = await rowsOf(reporter);
    const stored = [
      row?.sha256.toString("hex") ?? "",
      ...(row?.variants ?? []).map(({ sha256 }) => String(sha256)),
    ];
    for (const sha256 of stored) {
      const kept = await sharp(await storedBytes(sha256)).metadata();
      expect([kept.exif, kept.xmp, kept.iptc]).toEqual([undefined, undefined, undefined]);
    }
  });

  test("leaves behind whatever was glued to its end", async () => {
    const honest = await plain(50, 50).jpeg().toBuffer();
    const glued = Buffer.concat([honest, Buffer.from("<script>alert(1)</script>PK\u0003\u0004")]);
    await upload(glued);
    const [row] = await rowsOf(reporter);
    for (const sha256 of [row?.sha256.toString("hex") ?? "", String(row?.variants[0]?.sha256)]) {
      expect((await storedBytes(sha256)).includes("<script>")).toBe(false);
    }
  });

  test("in CMYK becomes what screens show; of a moving GIF the first frame stays", async () => {
    await upload(await plain(20, 20).toColourspace("cmyk").jpeg().toBuffer());
    const frames = await sharp([await plain(10, 10).png().toBuffer(), await plain(10, 10).png().toBuffer()], {
      join: { animated: true },
    })
      .gif()
      .toBuffer();
    await upload(frames, "moving.gif");
    for (const row of await rowsOf(reporter)) {
      const kept = await sharp(await storedBytes(row.sha256.toString("hex"))).metadata();
      expect([kept.space, kept.pages ?? 1]).toEqual(["srgb", 1]);
    }
  });

  test.each(["jpeg", "png", "webp", "avif", "gif"] as const)("may be %s", async (format) => {
    const picture = await upload(await plain(32, 16).toFormat(format).toBuffer(), `x.${format}`);
    expect([picture.width, picture.height]).toEqual([32, 16]);
  });
});

describe("a file that is refused leaves no row and no bytes behind", () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`;

  test.each([
    ["an SVG", () => Buffer.from(svg)],
    ["an SVG that is called JPEG", () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ["a page", () => Buffer.from("<!doctype html><title>x</title>")],
    ["a PDF", () => Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n")],
    ["nothing", () => Buffer.alloc(0)],
    ["half a picture", async () => (await noise(600, 600)).subarray(0, 20_000)],
    ["a TIFF", () => plain(9, 9).tiff().toBuffer()],
  ])("%s", async (_, make) => {
    await expect(upload(await make())).rejects.toBeInstanceOf(Invalid);
    expect(await rowsOf(reporter)).toEqual([]);
    expect(await arrivals()).toEqual([]);
  });

  test("one byte more than 20 MB; what comes after is never read", async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(1024 * 1024, 1);
      }
    }
    await expect(uploadPicture(reporter, { bytes: endless(), fileName: "x" })).rejects.toBeInstanceOf(
      TooLarge,
    );
    expect(asked).toBeLessThan(PICTURE_BYTES / 1024 / 1024 + 5);
    expect(await arrivals()).toEqual([]);
  });

  test("17,000 pixels square in a few kilobytes", async () => {
    const file = flatPng(17_000, 17_000);
    expect(file.length).toBeLessThan(300_000);
    await expect(upload(file)).rejects.toThrow("17000 × 17000");
  });

  test("a side of 16,001 pixels is too long, 16,000 is not", async () => {
    await expect(
      upload(
        await plain(PICTURE_SIDE + 1, 1)
          .png()
          .toBuffer(),
      ),
    ).rejects.toThrow("16001 × 1");
    expect((await upload(await plain(PICTURE_SIDE, 2).png().toBuffer())).width).toBe(PICTURE_SIDE);
  });

  test("from a checker", async () => {
    const checker = await by("checker");
    const file = await plain(9, 9).png().toBuffer();
    await expect(upload(file, "x.png", checker)).rejects.toBeInstanceOf(Forbidden);
  });
});

test("exactly 20 MB is taken", async () => {
  const picture = await plain(30, 30).jpeg().toBuffer();
  const padded = Buffer.concat([picture, Buffer.alloc(PICTURE_BYTES - picture.length)]);
  expect((await upload(padded)).width).toBe(30);
});

test("the thirty-first picture in a minute waits", async () => {
  const scale = process.env.GALLEY_RATE_SCALE;
  process.env.GALLEY_RATE_SCALE = "1";
  try {
    for (let count = 0; count < 30; count += 1) {
      await expect(upload(Buffer.from("no picture"))).rejects.toBeInstanceOf(Invalid);
    }
    await expect(upload(await plain(9, 9).png().toBuffer())).rejects.toBeInstanceOf(SlowDown);
  } finally {
    if (scale === undefined) delete process.env.GALLEY_RATE_SCALE;
    else process.env.GALLEY_RATE_SCALE = scale;
  }
});

describe("finding pictures", () => {
  test("newest first, by file name or credit, a variant by width", async () => {
    const first = await upload(await plain(1000, 500).png().toBuffer(), "quay at dawn.png");
    const second = await upload(await plain(40, 20).png().toBuffer(), "quay at dusk.png");
    const found = await picturesNewest(reporter, { q: "quay at" });
    expect(found.assets.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await pictureVariant(reporter, { assetId: first.id, width: 481 })).width).toBe(960);
    expect((await pictureVariant(reporter, { assetId: first.id, width: 9999 })).width).toBe(1000);
    await expect(pictureVariant(reporter, { assetId: newId(), width: 1 })).rejects.toBeInstanceOf(NotFound);
  });

  test("readers get it only with its public address, and only by a name it has", async () => {
    const picture = await upload(await plain(500, 100).png().toBuffer());
    const publicId = "0123456789abcdef0123456789abcdef";
    expect(await publicVariant({ publicId, name: "480.webp" })).toBeNull();
    await db.update(assets).set({ publicId }).where(sql`${assets.id} = ${picture.id}`);
    expect((await publicVariant({ publicId, name: "480.webp" }))?.contentType).toBe("image/webp");
    expect((await publicVariant({ publicId, name: "500.jpg" }))?.contentType).toBe("image/jpeg");
    for (const name of ["481.webp", "../480.webp", "480.svg", ""]) {
      expect(await publicVariant({ publicId, name })).toBeNull();
    }
    expect(await publicVariant({ publicId: "' or true --", name: "480.webp" })).toBeNull();
  });
});

/** A JPEG that does not compress away, from a fixed seed. */
async function noise(width: number, height: number): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3);
  let state = 42;
  for (let at = 0; at < raw.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    raw[at] = state >> 16;
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

/** One-bit PNG of one colour: many pixels, few bytes. */
function flatPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const lines = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", lines),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
