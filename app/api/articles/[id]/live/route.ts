import { z } from "zod";
import { queryOf, versionText } from "@/lib/articles/request";
import { liveEvents } from "@/lib/changes/live";
import { handler } from "@/lib/http";

export const dynamic = "force-dynamic";

const query = z.object({ since: versionText.default(0), client: z.string().max(64).default("") });

export const GET = handler(async ({ actor, params, request }) => {
  const { since, client } = queryOf(request, query);
  const events = await liveEvents(actor, { articleId: params.id, since, clientId: client });
  return new Response(events, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: a compressor would hold events back.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
