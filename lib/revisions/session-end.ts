import { log } from "@/lib/log";
import { endSession } from "@/lib/revisions/commands";

/** `endSession` beside the request that noticed; a failure is logged and the next opening tries again. */
export function endSessionSoon(articleId: string, options: { isOver?: boolean } = {}): void {
  endSession(articleId, options).catch((error: unknown) => {
    log.warn({ err: error, articleId }, "the end of a writing session was not kept yet");
  });
}
