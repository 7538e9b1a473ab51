import type { ReaderPicture } from "@/lib/reader/picture";

/** A picture in the widths the media job made. */
export function Picture({
  picture,
  alt,
  sizes,
  isFirst,
}: {
  picture: ReaderPicture;
  alt: string;
  sizes: string;
  isFirst: boolean;
}) {
  return (
    // biome-ignore lint/performance/noImgElement: pictures are made by our own job, not by Next's optimiser
    <img
      src={picture.src}
      srcSet={picture.srcSet}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={isFirst ? undefined : "lazy"}
      decoding="async"
    />
  );
}
