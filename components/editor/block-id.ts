/** A fresh block id: 96 random bits in 16 characters. Needs no secure context, as `crypto.randomUUID` would. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
