import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

/*
 * Bytes of pictures in a folder, each under the hash of its content, so that nothing is ever overwritten: a file is
 * complete when its name exists. Several instances need one shared folder (or a store that speaks S3, later).
 */

const ORPHAN_AGE = 24 * 60 * 60 * 1000;

const folder = () => path.resolve(process.env.GALLEY_HOME ?? ".galley", "media");
const incoming = () => path.join(folder(), "incoming");

/** Where the bytes of this hash stand. `sha256` is 64 hex digits from our own rows, never from a request. */
const pathOf = (sha256: string) => path.join(folder(), sha256.slice(0, 2), sha256);

/** A path for bytes that are still arriving; nothing serves from there. */
export async function arrivalPath(): Promise<string> {
  await mkdir(incoming(), { recursive: true });
  return path.join(incoming(), randomUUID());
}

/**
 * Keeps these bytes for good and returns their sha256: written aside, flushed to disk, then renamed to their hash, and
 * the folder flushed. A crash leaves a stray file, never a name without its bytes.
 */
export async function keep(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const place = pathOf(sha256);
  if (await isThere(place)) return sha256;
  const aside = await arrivalPath();
  const file = await open(aside, "wx", 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await mkdir(path.dirname(place), { recursive: true });
  await rename(aside, place);
  await flushFolder(path.dirname(place));
  return sha256;
}

/** The bytes as a stream with their length; null when the file is not here. */
export async function read(
  sha256: string,
): Promise<{ stream: ReadableStream<Uint8Array>; bytes: number } | null> {
  const place = pathOf(sha256);
  const found = await stat(place).catch(() => null);
  if (!found?.isFile()) return null;
  return { stream: webStream(createReadStream(place)), bytes: found.size };
}

/** Removes what an upload that broke off left behind more than a day ago. */
export async function sweepArrivals(): Promise<number> {
  const names = await readdir(incoming()).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const place = path.join(incoming(), name);
    const found = await stat(place).catch(() => null);
    if (!found || Date.now() - found.mtimeMs < ORPHAN_AGE) continue;
    await rm(place, { force: true });
    swept += 1;
  }
  return swept;
}

const isThere = (place: string) =>
  stat(place).then(
    (found) => found.isFile(),
    () => false,
  );

async function flushFolder(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A web stream over a file that is closed when the reader goes away. */
function webStream(file: ReturnType<typeof createReadStream>): ReadableStream<Uint8Array> {
  const parts: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      file.destroy();
    },
  });
}
