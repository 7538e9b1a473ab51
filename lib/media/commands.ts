import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { newId } from "@/db/id";
import { assets } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { TooLarge } from "@/lib/errors";
import { record } from "@/lib/events/record";
import { develop } from "@/lib/media/develop";
import { PICTURE_BYTES, type Picture, type PictureBytes, type Variant } from "@/lib/media/picture";
import { pictureFrom } from "@/lib/media/queries";
import { arrivalPath, keep, sweepArrivals } from "@/lib/media/store";
import { type Actor, authorize } from "@/lib/permissions";
import { take } from "@/lib/rate-limit";

/**
 * Takes a picture in: streamed to a file of its own, checked, encoded anew, kept under the hash of its bytes, and only
 * then entered in the table. Throws `TooLarge` beyond 20 MB (the rest is never read) and `Invalid` with what to do
 * for anything that is not a picture we take.
 */
export async function uploadPicture(
  actor: Actor,
  { bytes, fileName }: { bytes: PictureBytes; fileName: string },
): Promise<Picture> {
  authorize(actor, "upload media");
  await take("picture upload", actor.personId, (wait) => `Many pictures at once. Send the next in ${wait}.`);
  await sweepArrivals();
  const arrival = await arrivalPath();
  try {
    await pipeline(bytes, upTo(PICTURE_BYTES), createWriteStream(arrival, { flags: "wx", mode: 0o640 }));
    const { size } = await stat(arrival);
    await take(
      "uploaded megabytes",
      actor.personId,
      (wait) => `You have sent 2 GB of pictures today. Send more in ${wait}.`,
      Math.ceil(size / 1024 / 1024),
    );
    const developed = await develop(arrival);
    const sha256 = await keep(developed.master.bytes);
    const variants: Variant[] = [];
    for (const { data, ...variant } of developed.variants) {
      variants.push({ ...variant, sha256: await keep(data), bytes: data.byteLength });
    }
    return await transaction(async (tx) => {
      const [asset] = await tx
        .insert(assets)
        .values({
          id: newId(),
          sha256: Buffer.from(sha256, "hex"),
          contentType: developed.master.contentType,
          width: developed.width,
          height: developed.height,
          bytes: developed.master.bytes.byteLength,
          variants,
          fileName: plainName(fileName),
          credit: developed.credit,
          uploadedBy: actor.personId,
        })
        .returning();
      if (!asset) throw new Error("The picture's row was not made.");
      await record(tx, actor, "picture uploaded", { assetId: asset.id, bytes: asset.bytes });
      return pictureFrom(asset);
    });
  } finally {
    await rm(arrival, { force: true });
  }
}

/** Passes bytes on and throws as soon as there are more than `limit`. */
function upTo(limit: number) {
  return async function* (source: AsyncIterable<Uint8Array>) {
    let size = 0;
    for await (const part of source) {
      size += part.byteLength;
      if (size > limit) {
        throw new TooLarge(
          `A picture may be up to ${limit / 1024 / 1024} MB. Make it smaller and choose it again.`,
        );
      }
      yield part;
    }
  };
}

/** The last part of a file's name, without anything that could be a path or cannot be shown; up to 120 characters. */
function plainName(name: string): string {
  const last = name.normalize("NFC").toWellFormed().split(/[\\/]/).at(-1) ?? "";
  return (
    last
      // biome-ignore lint/suspicious/noControlCharactersInRegex: names of files may hold anything
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, "")
      .trim()
      .slice(0, 120)
  );
}
