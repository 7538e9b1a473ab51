import { Invalid } from "@/lib/errors";

/** The most a file may hold: an article's 500,000 characters at up to four bytes each. */
export const TEXT_FILE_BYTES = 2_000_000;

/**
 * The text of a file, byte for byte: a byte order mark stays as its first character, line ends stay as they are, so that
 * the text can be given back as it was. Throws `Invalid` for a file that is too large or is no UTF-8 text.
 */
export function textFrom(bytes: Uint8Array): string {
  if (bytes.byteLength > TEXT_FILE_BYTES) {
    throw new Invalid({
      file: "This file is larger than 2 MB. Take the part that is the article and choose it again.",
    });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Invalid({
      file: "This is not a text in UTF-8. Save it as plain text with the encoding UTF-8 and choose it again.",
    });
  }
  if (text.includes("\0")) {
    throw new Invalid({
      file: "This is not a plain text. Save the document as plain text and choose that file.",
    });
  }
  return text;
}
