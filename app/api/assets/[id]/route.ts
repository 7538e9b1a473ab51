import { NotFound } from "@/lib/errors";
import { handler } from "@/lib/http";
import { pictureVariant } from "@/lib/media/queries";
import { pictureHeaders } from "@/lib/media/response";
import { read } from "@/lib/media/store";

/** A picture for the newsroom's screens, published or not; `?w=` is the width wanted. */
export const GET = handler(async ({ actor, params, request }) => {
  const asked = Number(new URL(request.url).searchParams.get("w"));
  const width = Number.isFinite(asked) && asked > 0 ? asked : 960;
  const variant = await pictureVariant(actor, { assetId: params.id, width });
  const file = await read(variant.sha256);
  if (!file) throw new NotFound("The file of this picture is missing on this server. Ask your admin.");
  return new Response(file.stream, { headers: pictureHeaders(variant, "private, no-store") });
});
