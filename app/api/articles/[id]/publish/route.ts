import { Invalid } from "@/lib/errors";
import { handler } from "@/lib/http";
import { publish, publishInput } from "@/lib/publishing/commands";
import { publishPreview } from "@/lib/publishing/queries";

export const POST = handler(
  ({ actor, params, body }) =>
    publish(actor, {
      articleId: params.id,
      version: body.version,
      changeClass: body.class,
      note: body.note,
      override: body.override,
    }),
  { body: publishInput },
);

/** What publishing `?version=` (the head when left out) would do: the publish drawer. */
export const GET = handler(({ actor, params, request }) =>
  publishPreview(actor, { articleId: params.id, version: versionIn(request) }),
);

function versionIn(request: Request): number | undefined {
  const text = new URL(request.url).searchParams.get("version");
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Invalid({ version: "Send the version as a whole number." });
  return Number(text);
}
