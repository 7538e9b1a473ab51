import { isWatched } from "@/lib/changes/live";
import { log } from "@/lib/log";
import { endSession } from "@/lib/revisions/commands";

/** `endSession` beside the request that noticed; a failure is logged and the next opening tries again. */
export function endSessionSoon(articleId: string, options: { isOver?: boolean } = {}): void {
  endSession(articleId, options).catch((error: unknown) => {
    log.warn({ err: error, articleId }, "the end of a writing session was not kept yet");
  });
}

/** A reload closes a tab too; only one that is not back after this long has ended its session. */
const RELOAD_MS = 10_000;

/** After a tab closed: keeps the session's end unless somebody still has the article open. */
export function endSessionWhenAlone(articleId: string): void {
  setTimeout(() => {
    if (!isWatched(articleId)) endSessionSoon(articleId, { isOver: true });
  }, RELOAD_MS).unref();
}
