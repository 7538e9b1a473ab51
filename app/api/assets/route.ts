import { Invalid } from "@/lib/errors";
import { handler } from "@/lib/http";
import { uploadPicture } from "@/lib/media/commands";
import { picturesNewest } from "@/lib/media/queries";
import { bytesOf } from "@/lib/media/request";
import { picks } from "@/lib/taxonomy/taxonomy";

export const GET = handler(async ({ actor, request }) => {
  const query = new URL(request.url).searchParams;
  const { q } = picks(query);
  const after = query.get("after") ?? undefined;
  if (after && !/^[0-9a-f-]{36}$/i.test(after))
    throw new Invalid({ after: "Start from the first page again." });
  return picturesNewest(actor, { q, ...(after ? { after } : {}) });
});

/** The file itself is the body, so that it can be streamed and cut off; `?name=` is what it is called. */
export const POST = handler(async ({ actor, request }) => {
  const fileName = new URL(request.url).searchParams.get("name") ?? "";
  const picture = await uploadPicture(actor, { bytes: bytesOf(request), fileName });
  return Response.json(picture, { status: 201 });
});
