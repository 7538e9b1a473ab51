import { publicVariant } from "@/lib/media/queries";
import { pictureHeaders } from "@/lib/media/response";
import { read } from "@/lib/media/store";

const FOREVER = "public, max-age=31536000, immutable";

/** A published picture. The address changes with the picture, so it may be kept for good. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ publicId: string; variant: string }> },
): Promise<Response> {
  const { publicId, variant: name } = await params;
  const variant = await publicVariant({ publicId, name });
  if (!variant) return notHere();
  const headers = pictureHeaders(variant, FOREVER);
  if (request.headers.get("if-none-match") === headers.etag)
    return new Response(null, { status: 304, headers });
  const file = await read(variant.sha256);
  if (!file) return notHere();
  return new Response(file.stream, { headers });
}

const notHere = () =>
  new Response("Not found\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
