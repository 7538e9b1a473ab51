import { readFile } from "node:fs/promises";
import exifr from "exifr";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { Invalid } from "@/lib/errors";
import {
  CARD_WIDTH,
  PICTURE_PIXELS,
  PICTURE_SIDE,
  pictureTypes,
  type Variant,
  variantWidths,
} from "@/lib/media/picture";
import { turns } from "@/lib/turns";

sharp.concurrency(1);
sharp.cache(false);

const inTurn = turns(2);
const SECONDS = 10;
const reading = { limitInputPixels: PICTURE_PIXELS, failOn: "warning", pages: 1 } as const;

export type Developed = {
  width: number;
  height: number;
  /** The whole picture, re-encoded. */
  master: { bytes: Uint8Array; contentType: "image/webp" };
  variants: (Omit<Variant, "sha256" | "bytes"> & { data: Uint8Array })[];
  /** Who took it and whose it is, as its own metadata said. */
  credit: string;
};

/**
 * Checks the file at `place` and makes from it what we keep: the whole picture and its variants, all encoded anew, so
 * nothing hidden in the file (metadata, a second file, a script) comes along. Throws `Invalid` with a sentence for the
 * person who chose the file. Two at a time in a process; the others wait.
 */
export async function develop(place: string): Promise<Developed> {
  return inTurn(async () => {
    const file = await readFile(place);
    await checkType(file);
    const { width, height } = await checkSize(file);
    try {
      return { width, height, ...(await encodings(file, width)), credit: await creditIn(file) };
    } catch {
      throw new Invalid(
        {
          file: "This picture is damaged or takes too long to read. Open it in an image program and save it again.",
        },
        undefined,
        "picture_unreadable",
      );
    }
  });
}

async function checkType(file: Uint8Array): Promise<void> {
  const found = await fileTypeFromBuffer(file);
  if (found && pictureTypes.has(found.mime)) return;
  throw new Invalid(
    {
      file: `This is ${found ? `a ${found.ext.toUpperCase()} file` : "not a picture we know"}. Choose a JPEG, PNG, WebP, AVIF or GIF.`,
    },
    undefined,
    "picture_type",
  );
}

async function checkSize(file: Uint8Array): Promise<{ width: number; height: number }> {
  const found = await sharp(file, { ...reading, limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!found?.width || !found.height) {
    throw new Invalid(
      { file: "This picture is damaged. Open it in an image program and save it again." },
      undefined,
      "picture_unreadable",
    );
  }
  const side = Math.max(found.width, found.height);
  if (side > PICTURE_SIDE || found.width * found.height > PICTURE_PIXELS) {
    const most = `${PICTURE_SIDE.toLocaleString("en")} pixels a side and ${PICTURE_PIXELS / 1e6} million in all`;
    throw new Invalid(
      {
        file: `This picture is ${found.width} × ${found.height}. The most is ${most}; make it smaller and choose it again.`,
      },
      undefined,
      "picture_size",
    );
  }
  // A camera's turned picture is shown upright: width and height change places.
  const isTurned = (found.orientation ?? 1) >= 5;
  return isTurned
    ? { width: found.height, height: found.width }
    : { width: found.width, height: found.height };
}

async function encodings(file: Uint8Array, width: number) {
  const upright = () => sharp(file, reading).timeout({ seconds: SECONDS }).autoOrient().toColourspace("srgb");
  const master = await upright().webp({ quality: 90 }).toBuffer();
  const variants: Developed["variants"] = [];
  for (const wide of [...new Set(variantWidths.map((each) => Math.min(each, width)))]) {
    const { data, info } = await upright()
      .resize({ width: wide })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true });
    variants.push({ width: info.width, height: info.height, contentType: "image/webp", data });
  }
  const card = await upright()
    .resize({ width: Math.min(CARD_WIDTH, width) })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
  variants.push({
    width: card.info.width,
    height: card.info.height,
    contentType: "image/jpeg",
    data: card.data,
  });
  return { master: { bytes: master, contentType: "image/webp" as const }, variants };
}

/** Photographer and owner as EXIF, IPTC or XMP tell them, one line of up to 200 characters; empty when they do not. */
async function creditIn(file: Uint8Array): Promise<string> {
  const found: unknown = await exifr
    .parse(file, {
      tiff: true,
      exif: false,
      gps: false,
      iptc: true,
      xmp: true,
      pick: ["Artist", "Copyright", "Credit", "Byline", "creator", "CopyrightNotice"],
    })
    .catch(() => null);
  if (typeof found !== "object" || found === null) return "";
  const words = (name: string): string => {
    const value: unknown = Reflect.get(found, name);
    return typeof value === "string" ? value : "";
  };
  const by = words("Byline") || words("creator") || words("Artist");
  const owner = words("Credit") || words("CopyrightNotice") || words("Copyright");
  const parts = by && owner && !owner.includes(by) ? [by, owner] : [owner || by];
  return (
    parts
      .join(" / ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: metadata may hold anything
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]+/g, " ")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 200)
      .toWellFormed()
  );
}
