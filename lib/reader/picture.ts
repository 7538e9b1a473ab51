import { type Variant, variantName } from "@/lib/media/picture";

/** A published picture, ready for <img> and for cards on other sites. */
export type ReaderPicture = {
  id: string;
  width: number;
  height: number;
  src: string;
  srcSet: string;
  /** JPEG for Open Graph, null where the picture has none. */
  card: { src: string; width: number; height: number } | null;
};

/** A picture of reader.assets as pages show it; null when it has no variant to show. */
export function readerPicture(row: {
  id: string;
  public_id: string;
  variants: readonly Variant[];
}): ReaderPicture | null {
  const address = (variant: Variant) => `/media/${row.public_id}/${variantName(variant)}`;
  const screen = row.variants
    .filter(({ contentType }) => contentType === "image/webp")
    .toSorted((a, b) => a.width - b.width);
  const shown = screen.find(({ width }) => width >= 900) ?? screen.at(-1);
  if (!shown) return null;
  const card = row.variants.find(({ contentType }) => contentType === "image/jpeg");
  return {
    id: row.id,
    width: shown.width,
    height: shown.height,
    src: address(shown),
    srcSet: screen.map((variant) => `${address(variant)} ${variant.width}w`).join(", "),
    card: card ? { src: address(card), width: card.width, height: card.height } : null,
  };
}
