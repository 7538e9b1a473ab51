import { z } from "zod";
import { db } from "@/db/connection";
import { articleSubject, noteRead } from "@/lib/articles/queries";
import type { WireChange } from "@/lib/changes/change";
import { changesSince, headRow, MAX_CHANGES_STEPS, toWire } from "@/lib/changes/head";
import { requireLog } from "@/lib/changes/queries";
import { Refusal, Unauthorized } from "@/lib/errors";
import { isListening, notify, onLoss, subscribe } from "@/lib/events/hub";
import { actorAgain } from "@/lib/people/session";
import { type Actor, authorize, can } from "@/lib/permissions";

/** Where a tab's cursor is, in positions of `version`; null when it has none. `isGone`: the tab closes. */
export const presenceBody = z.strictObject({
  clientId: z.string().min(1).max(64),
  version: z.int().min(0),
  anchor: z.int().min(0).nullable(),
  head: z.int().min(0).nullable(),
  isGone: z.boolean().optional(),
  /** Asks the others to say where they are; sent when a stream opens. */
  asks: z.boolean().optional(),
});
export type Presence = z.infer<typeof presenceBody>;

/** The events of GET …/live, by name. */
export type LiveEvents = {
  /** First, and after each change of rights or state. */
  access: { version: number; canEdit: boolean; state: string };
  changes: { version: number; changes: WireChange[] };
  presence: Presence & { personId: string; name: string };
  /** The stream ends and is not to be opened again before something is done about it. */
  bye: { reason: "signed-out" | "not-found" };
};

const BEAT_MS = 15_000;
const AUTHORISE_MS = 30_000;
/** While notifications cannot be relied on, the log is read this often. */
const POLL_MS = 2_000;

/**
 * Server-sent events of one article for one tab: what was written from `since` on, then everything as it commits. Fed by
 * the process's one LISTEN connection, which carries ids and versions; words are read from the log. Rights are asked
 * at the opening (throws as `authorize` does), every 30 s, and whenever sessions, roles, assignments or the article
 * change; whoever may not read any more hears `bye` and nothing else.
 */
export async function liveEvents(
  actor: Actor,
  { articleId, since, clientId }: { articleId: string; since: number; clientId: string },
): Promise<ReadableStream<Uint8Array>> {
  const article = await articleSubject(db, articleId);
  authorize(actor, "read article", article);
  await requireLog(actor, article, since);
  const branchId = article.mainBranchId;
  if (since < (await headRow(db, branchId)).version) await noteRead(actor, article);
  const encoder = new TextEncoder();
  let stop: () => void = () => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      let who = actor;
      let sent = since;
      let isOpen = true;
      let lastAccess = "";
      let isReading = false;
      let wasListening = isListening();
      let readAgain = false;
      openStreams.set(articleId, (openStreams.get(articleId) ?? 0) + 1);

      const write = (text: string) => {
        if (!isOpen) return;
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          end();
        }
      };
      const tell = <Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name]) =>
        write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

      const timers = [
        setInterval(() => write(": beat\n\n"), BEAT_MS),
        setInterval(() => void authoriseAgain(), AUTHORISE_MS),
        setInterval(() => {
          // Once more when listening is back: what came in between was heard by nobody.
          if (!isListening() || !wasListening) void read();
          wasListening = isListening();
        }, POLL_MS),
      ];
      const listening = [
        subscribe("article", (message) => {
          if (message.id !== articleId) return;
          const isNews = typeof message.version === "number" && message.version > sent;
          if (isNews) void read();
          else void authoriseAgain();
        }),
        subscribe("access", (message) => {
          if (message.personId === who.personId || message.personId === undefined) void authoriseAgain();
        }),
        subscribe("presence", (message) => {
          const presence = presenceOf(message);
          if (presence && message.id === articleId && presence.clientId !== clientId)
            tell("presence", presence);
        }),
        onLoss(() => void read()),
      ];

      function end() {
        if (!isOpen) return;
        isOpen = false;
        for (const timer of timers) clearInterval(timer);
        for (const leave of listening) leave();
        const left = (openStreams.get(articleId) ?? 1) - 1;
        if (left > 0) openStreams.set(articleId, left);
        else openStreams.delete(articleId);
        try {
          controller.close();
        } catch {
          // The reader has gone already.
        }
      }
      stop = end;

      async function authoriseAgain() {
        try {
          const again = await actorAgain(who);
          if (!again) throw new Unauthorized();
          who = again;
          const now = await articleSubject(db, articleId);
          authorize(who, "read article", now);
          const { version } = await headRow(db, branchId);
          const access = { canEdit: can(who, "edit article", now), state: now.state };
          const said = JSON.stringify(access);
          if (said !== lastAccess) tell("access", { version, ...access });
          lastAccess = said;
        } catch (error) {
          // A database that is away says nothing about rights; the next round will.
          if (!(error instanceof Refusal)) return;
          tell("bye", { reason: error instanceof Unauthorized ? "signed-out" : "not-found" });
          end();
        }
      }

      async function read() {
        readAgain = true;
        if (isReading) return;
        isReading = true;
        try {
          while (readAgain && isOpen) {
            readAgain = false;
            const found = await changesSince(db, branchId, sent);
            const last = found.at(-1);
            if (!last) continue;
            sent = last.fromVersion + last.steps.length;
            tell("changes", { version: sent, changes: found.map(toWire) });
            const steps = found.reduce((sum, change) => sum + change.steps.length, 0);
            if (steps >= MAX_CHANGES_STEPS) readAgain = true;
          }
        } catch {
          // The client's own catch-up or the next message reads again.
        } finally {
          isReading = false;
        }
      }

      write("retry: 2000\n\n");
      void authoriseAgain();
      void read();
    },
    cancel() {
      stop();
    },
  });
}

const openStreams = new Map<string, number>();

/** Whether any tab listens to the article through this process. */
export const isWatched = (articleId: string) => openStreams.has(articleId);

/** Tells the article's other tabs where this one is. Outside any transaction; nothing is stored. */
export async function sayWhere(
  actor: Actor,
  { articleId, ...presence }: Presence & { articleId: string },
): Promise<void> {
  const article = await articleSubject(db, articleId);
  authorize(actor, "read article", article);
  if (!mayShow(`${actor.personId} ${presence.clientId}`)) return;
  const { personId, name } = actor;
  await notify(db, { t: "presence", id: articleId, personId, name: name.slice(0, 60), ...presence });
}

/** At most five a second for each tab; more are dropped, because the next one says it all. */
const shown = new Map<string, { count: number; second: number }>();

function mayShow(tab: string): boolean {
  const second = Math.floor(Date.now() / 1000);
  if (shown.size > 5_000) shown.clear();
  const known = shown.get(tab);
  if (known?.second !== second) {
    shown.set(tab, { count: 1, second });
    return true;
  }
  known.count += 1;
  return known.count <= 5;
}

const presenceMessage = presenceBody.extend({ personId: z.string(), name: z.string() });

function presenceOf({ t: _, id: __, ...rest }: { t: string; [key: string]: unknown }) {
  const result = presenceMessage.safeParse(rest);
  return result.success ? result.data : null;
}
