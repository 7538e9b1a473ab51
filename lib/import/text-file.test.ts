import { expect, test } from "vitest";
import { TEXT_FILE_BYTES, textFrom } from "@/lib/import/text-file";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("a text comes out as it went in, byte order mark and line ends included", () => {
  const text = "\ufeffEcuador\r\nél 🖋\n\n";
  expect(textFrom(new TextEncoder().encode(text))).toBe(text);
});

test.each([
  ["Latin-1", bytes(0x61, 0xe9, 0x62)],
  ["UTF-16", bytes(0xff, 0xfe, 0x61, 0x00)],
  ["a lone surrogate written as bytes", bytes(0xed, 0xa0, 0x80)],
  ["an overlong form", bytes(0xc0, 0xaf)],
  ["a picture", bytes(0x89, 0x50, 0x4e, 0x47)],
])("%s is no text in UTF-8", (_, file) => {
  expect(() => textFrom(file)).toThrow("not a text in UTF-8");
});

test("a NUL says it is no plain text", () => {
  expect(() => textFrom(bytes(0x61, 0x00, 0x62))).toThrow("not a plain text");
});

test("2 MB is taken, a byte more is not", () => {
  expect(textFrom(new Uint8Array(TEXT_FILE_BYTES).fill(0x61))).toHaveLength(TEXT_FILE_BYTES);
  expect(() => textFrom(new Uint8Array(TEXT_FILE_BYTES + 1).fill(0x61))).toThrow("2 MB");
});
