import type { Readable } from "node:stream";

/*
 * What a picture may be: 20 MB, 50 million pixels, 16,000 a side, JPEG, PNG, WebP, AVIF or GIF of
 * which the first frame is kept. SVG is a program, not a picture, and is refused.
 */
export const PICTURE_BYTES = 20 * 1024 * 1024;
export const PICTURE_PIXELS = 50_000_000;
export const PICTURE_SIDE = 16_000;

/** MIME types taken, as found in the bytes; what the sender calls the file counts for nothing. */
export const pictureTypes = new Set(["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"]);

/** The widths made of every picture, in pixels; a narrower picture is made at its own width. Never larger than it was. */
export const variantWidths = [480, 960, 1600] as const;

/** Cards on other sites are shown as JPEG of this width: not all of them read WebP. */
export const CARD_WIDTH = 1200;

export type Variant = {
  width: number;
  height: number;
  contentType: "image/webp" | "image/jpeg";
  sha256: string;
  bytes: number;
};

/** The last part of a variant's public address: `/media/{publicId}/960.webp`. */
export const variantName = ({ width, contentType }: Pick<Variant, "width" | "contentType">): string =>
  `${width}.${contentType === "image/jpeg" ? "jpg" : "webp"}`;

/** The smallest variant at least `width` wide, else the widest; WebP only. */
export function variantFor(variants: readonly Variant[], width: number): Variant | null {
  const onScreen = variants
    .filter((variant) => variant.contentType === "image/webp")
    .toSorted((a, b) => a.width - b.width);
  return onScreen.find((variant) => variant.width >= width) ?? onScreen.at(-1) ?? null;
}

export type PictureBytes = Readable | AsyncIterable<Uint8Array>;

/** A picture as the newsroom's screens get it. */
export type Picture = {
  id: string;
  width: number;
  height: number;
  fileName: string;
  credit: string;
  createdAt: string;
  src: string;
  srcset: { width: number; src: string }[];
};
