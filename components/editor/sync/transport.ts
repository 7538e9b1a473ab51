import type { Saved, WireChange } from "@/lib/changes/change";

/** What became of a request, as far as the engine has to tell cases apart. */
export type Answer<T> =
  | { kind: "ok"; value: T }
  | { kind: "stale"; version: number; changes: WireChange[] }
  | { kind: "schema" }
  | { kind: "signedOut" }
  | { kind: "notAllowed" }
  /** The body was refused for good. */
  | { kind: "refused"; code: string; message: string }
  /** No answer came: this machine's connection, or the server's. */
  | { kind: "unreachable" }
  | { kind: "away"; retryAfter: number | null };

const SAVE_TIMEOUT_MS = 10_000;

type Body = Record<string, unknown>;
const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null;

/**
 * Asks our server. `read` gives null for a body that is not the answer: a network's own sign-in page says 200 too, and a proxy
 * 404 while a server is replaced. Only what our server said itself may end the words' way or take the pen away.
 */
async function ask<T>(
  address: string,
  init: RequestInit,
  read: (body: Body) => T | null,
): Promise<Answer<T>> {
  let response: Response;
  try {
    const signal = AbortSignal.timeout(SAVE_TIMEOUT_MS);
    response = await fetch(address, { credentials: "same-origin", cache: "no-store", signal, ...init });
  } catch {
    return { kind: "unreachable" };
  }
  const text = await response.text().catch(() => "");
  let body: Body = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (isBody(parsed)) body = parsed;
  } catch {
    // A proxy's page; the status says enough.
  }
  const error = isBody(body.error) ? body.error : {};
  const code = String(error.code ?? "");
  if (response.ok) {
    const value = read(body);
    return value === null ? { kind: "unreachable" } : { kind: "ok", value };
  }
  const isOurs = code !== "" || response.status === 413;
  switch (isOurs ? response.status : 503) {
    case 401:
      return { kind: "signedOut" };
    case 403:
    case 404:
      return { kind: "notAllowed" };
    case 409:
      return code === "schema"
        ? { kind: "schema" }
        : { kind: "stale", version: Number(body.version), changes: changesIn(body) };
    case 400:
    case 413:
    case 422:
      return { kind: "refused", code, message: String(error.message ?? "The server refused this change.") };
    default: {
      const after = Number(response.headers.get("retry-after"));
      return { kind: "away", retryAfter: after > 0 ? after : null };
    }
  }
}

// The border: what our own server sends is taken in the shape lib/changes/change.ts gives it.
const changesIn = (body: Body): WireChange[] =>
  Array.isArray(body.changes) ? (body.changes as WireChange[]) : [];

const json = (method: string, body: string): RequestInit => ({
  method,
  body,
  headers: { "content-type": "application/json" },
});

const addressOf = (articleId: string) => `/api/articles/${encodeURIComponent(articleId)}`;

/** Sends a frozen batch; `body` goes out byte for byte as it was frozen. Only an answer that names `saveId` says it is saved. */
export const sendBatch = (
  articleId: string,
  { saveId, body }: { saveId: string; body: string },
): Promise<Answer<Saved>> =>
  ask(`${addressOf(articleId)}/changes`, json("POST", body), (answer) =>
    answer.saveId === saveId && typeof answer.version === "number" ? (answer as unknown as Saved) : null,
  );

export const changesSince = (
  articleId: string,
  since: number,
): Promise<Answer<{ version: number; changes: WireChange[] }>> =>
  ask(`${addressOf(articleId)}/changes?since=${since}`, {}, (answer) =>
    Array.isArray(answer.changes) ? { version: Number(answer.version), changes: changesIn(answer) } : null,
  );

export const documentAt = (articleId: string, version: number): Promise<Answer<unknown>> =>
  ask(`${addressOf(articleId)}?version=${version}`, {}, (answer) => answer.document ?? null);

const numberOf = (answer: Body) => (typeof answer.number === "number" ? { number: answer.number } : null);

/** Keeps a document that cannot be merged as a revision. */
export const keepDocument = (
  articleId: string,
  kept: { keep: unknown; baseVersion: number; saveId: string },
): Promise<Answer<{ number: number }>> =>
  ask(`${addressOf(articleId)}/revisions`, json("POST", JSON.stringify(kept)), numberOf);

export const nameRevision = (articleId: string, name: string): Promise<Answer<{ number: number }>> =>
  ask(`${addressOf(articleId)}/revisions`, json("POST", JSON.stringify({ name })), numberOf);

/** Says where this tab is; lost ones do not matter, the next says it again. `keepalive` outlives the page. */
export function sendPresence(articleId: string, presence: object, keepalive = false): void {
  fetch(`${addressOf(articleId)}/presence`, {
    ...json("POST", JSON.stringify(presence)),
    credentials: "same-origin",
    keepalive,
  }).catch(() => {});
}

export type StreamEvent = { name: string; data: unknown };

/** The stream is silent for longer than its heartbeat: it is dead without saying so. */
const SILENCE_MS = 40_000;

/**
 * Reads GET …/live until it ends, calling `onEvent` for each event. Returns why it ended. Not EventSource, which hides the
 * status and repeats an old `since`.
 */
export async function readLive(
  articleId: string,
  { since, clientId, signal }: { since: number; clientId: string; signal: AbortSignal },
  on: { open: () => void; event: (event: StreamEvent) => void },
): Promise<"ended" | "signedOut" | "notAllowed"> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  try {
    heard();
    const response = await fetch(
      `${addressOf(articleId)}/live?since=${since}&client=${encodeURIComponent(clientId)}`,
      {
        credentials: "same-origin",
        cache: "no-store",
        headers: { accept: "text/event-stream" },
        signal: AbortSignal.any([signal, silence.signal]),
      },
    );
    if (response.status === 401) return "signedOut";
    if (response.status === 403 || response.status === 404) return "notAllowed";
    if (!response.ok || !response.body) return "ended";
    on.open();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "ended";
      heard();
      rest += value;
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = eventFrom(block);
        if (event) on.event(event);
      }
    }
  } catch {
    return "ended";
  } finally {
    clearTimeout(timer);
  }
}

function eventFrom(block: string): StreamEvent | null {
  let name = "";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
  }
  if (!name) return null;
  try {
    return { name, data: JSON.parse(data) };
  } catch {
    return null;
  }
}
