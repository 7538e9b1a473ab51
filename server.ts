import cluster from "node:cluster";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import next from "next";
import { closePools } from "@/db/connection";
import { closeHub, isListening, onLoss, subscribe } from "@/lib/events/hub";
import { type Part, partOf } from "@/lib/front-door/address";
import {
  CLOSED_POLICY,
  commonHeaders,
  deskPolicy,
  isDroppedAtTheDoor,
  PRIVATE,
} from "@/lib/front-door/headers";
import { clientAddress, trustedProxiesOf } from "@/lib/front-door/peer";
import { Readers } from "@/lib/front-door/readers";
import { Renderer } from "@/lib/front-door/renderer";
import { isOurHost, siteOf } from "@/lib/front-door/site";
import { tellStanding } from "@/lib/front-door/standing";
import { builtStylesheets } from "@/lib/front-door/stylesheets";
import { log } from "@/lib/log";
import { sendPage } from "@/lib/page-cache/page";
import { ReaderPosition } from "@/lib/page-cache/replica";
import { resolveAddress } from "@/lib/reader/queries";

/*
 * One process of Galley: the front door (who may ask for what, and with which headers), the page cache, and Next behind
 * both. scripts/start.ts forks it WEB_CONCURRENCY times and gives it DATABASE_URL and READER_DATABASE_URL.
 */
const isDevelopment = process.env.NODE_ENV === "development";
const root = import.meta.dirname;
const port = Number(process.env.PORT ?? 3000);
const site = siteOf(process.env.PUBLIC_URL);
const proxies = trustedProxiesOf(process.env.TRUSTED_PROXIES);
const keepsPages = !isDevelopment && process.env.GALLEY_PAGE_CACHE !== "off";
const MAX_CACHE_BYTES = Number(process.env.GALLEY_PAGE_CACHE_MB ?? 128) * 1024 * 1024;

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const MAX_TARGET_LENGTH = 2_048;
const MAX_QUERY_PARAMETERS = 50;
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;
const UPLOAD_MS = 300_000;
const KEEP_ALIVE_MS = 65_000;
const DRAIN_MS = 15_000;

const publicFolder = path.join(root, "public");
const publicFiles: ReadonlySet<string> = new Set(
  existsSync(publicFolder)
    ? readdirSync(publicFolder, { recursive: true, encoding: "utf8" }).map(
        (file) => `/${file.replaceAll("\\", "/")}`,
      )
    : [],
);

const common = Object.entries(commonHeaders(site.isTls));
let isDraining = false;
let ignoresForwarded = false;
const eventStreams = new Set<ServerResponse>();

const servers: Server[] = [makeServer()];
// Next would listen for upgrades on the server it finds; it gets one that hears only what the door passes on.
const upgrades = createServer();
const app = next({
  dev: isDevelopment,
  dir: root,
  hostname: "localhost",
  port,
  httpServer: upgrades,
});
const handle = app.getRequestHandler();
const renderer = new Renderer(handle, site.host ?? `localhost:${port}`);
const position = new ReaderPosition();
const readers = new Readers({
  renderer,
  resolve: resolveAddress,
  isListening,
  mayKeep: () => position.mayKeep(),
  keepsPages,
  maxBytes: MAX_CACHE_BYTES,
  isTls: site.isTls,
  cssOf: isDevelopment ? () => null : builtStylesheets(path.join(root, process.env.GALLEY_DIST ?? ".next")),
});

function makeServer(): Server {
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: UPLOAD_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    onRequest,
  );
  server.on("upgrade", (request, socket, head) => {
    const isReload = isDevelopment && (request.url ?? "").startsWith("/_next/") && refusal(request) === null;
    const isHeard = isReload && upgrades.emit("upgrade", request, socket, head);
    if (!isHeard) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
  });
  return server;
}

/**
 * The way of a kept page: one walk over the raw headers, one look-up, one write. Whatever is not plainly a reader's GET
 * or HEAD of a kept page goes the long way.
 */
function onRequest(request: IncomingMessage, response: ServerResponse): void {
  const { method, rawHeaders } = request;
  const target = request.url ?? "";
  const isHead = method === "HEAD";
  if (!isHead && method !== "GET") {
    void onOther(request, response);
    return;
  }
  const page = readers.cache.kept(target);
  if (page === undefined) {
    void onOther(request, response);
    return;
  }
  let host = "";
  let acceptEncoding = "";
  let ifNoneMatch = "";
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") host = host === "" ? value : "?";
    else if (name.length === 15 && name.toLowerCase() === "accept-encoding") acceptEncoding = value;
    else if (name.length === 13 && name.toLowerCase() === "if-none-match") ifNoneMatch = value;
    else if (name.length === 11 && name.toLowerCase() === "next-action") host = "?";
  }
  if (!isOurHost(host, site)) {
    void onOther(request, response);
    return;
  }
  if (isDraining) response.shouldKeepAlive = false;
  sendPage(response, page, { isHead, acceptEncoding, ifNoneMatch });
}

async function onOther(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on("error", () => {});
  if (isDraining) response.shouldKeepAlive = false;
  const refused = refusal(request);
  if (refused) {
    refuse(response, refused);
    return;
  }
  const target = request.url ?? "/";
  const end = target.indexOf("?");
  const part = partOf(end === -1 ? target : target.slice(0, end), publicFiles);
  admit(request);
  const isForReaders = part === "reader" || part === "search" || (part === "framework" && !isDevelopment);
  if (isForReaders && request.method !== "GET" && request.method !== "HEAD") {
    const isAction = request.headers["next-action"] !== undefined;
    if (!isAction) {
      refuse(response, { status: 405, words: "Readers' pages are read with GET.", allow: "GET, HEAD" });
      return;
    }
  }
  if (isForReaders && !isDevelopment) {
    const { headers, method } = request;
    await readers.answer(request, response, {
      isHead: method === "HEAD",
      acceptEncoding: String(headers["accept-encoding"] ?? ""),
      ifNoneMatch: headers["if-none-match"] ?? "",
    });
    return;
  }
  if (isForReaders) await prepareReaderInDevelopment(request, response, target);
  else dress(request, response, part, target);
  if (response.writableEnded) return;
  limitTime(request, part);
  try {
    await handle(request, response);
  } catch (error) {
    log.error({ err: error, part }, "a request failed");
    if (!response.headersSent) refuse(response, { status: 500, words: "Something went wrong." });
  }
}

type Refusal = { status: number; words: string; allow?: string };

/** Why the door stays shut, or null. */
function refusal(request: IncomingMessage): Refusal | null {
  const { method = "", url: target = "", rawHeaders } = request;
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  if (!METHODS.has(method)) {
    return { status: 405, words: `${method} is not used here.`, allow: [...METHODS].join(", ") };
  }
  if (!target.startsWith("/")) return { status: 400, words: "Ask for a path, not for a whole address." };
  if (target.length > MAX_TARGET_LENGTH)
    return { status: 414, words: "The address is over 2,048 characters." };
  if (hosts.length !== 1) return { status: 400, words: "Name one host." };
  if (!isOurHost(request.headers.host ?? "", site)) {
    const words = site.host
      ? `This is ${site.host}.`
      : "Galley answers to localhost only. Set PUBLIC_URL to the address people use.";
    return { status: 421, words };
  }
  const query = target.slice(target.indexOf("?") + 1);
  if (target.includes("?") && query.split("&").length > MAX_QUERY_PARAMETERS) {
    return { status: 400, words: `An address may have ${MAX_QUERY_PARAMETERS} parameters.` };
  }
  return null;
}

function refuse(response: ServerResponse, { status, words, allow }: Refusal): void {
  const body = `${JSON.stringify({ error: { code: codeOf(status), message: words } })}\n`;
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Content-Security-Policy": CLOSED_POLICY,
    ...Object.fromEntries(common),
    ...PRIVATE,
    ...(allow ? { Allow: allow } : {}),
    Connection: "close",
  });
  response.end(body);
}

const codeOf = (status: number) =>
  ({ 405: "method_not_allowed", 414: "too_long", 421: "wrong_host", 500: "failed" })[status] ?? "bad_request";

/** Drops what a client may not say, and says who the client is: one address, the one we trust. */
function admit(request: IncomingMessage): void {
  const { headers } = request;
  const { address, isProxied, ignored } = clientAddress(
    request.socket.remoteAddress ?? "",
    headers["x-forwarded-for"] === undefined ? undefined : String(headers["x-forwarded-for"]),
    proxies,
  );
  if (ignored && !ignoresForwarded) {
    ignoresForwarded = true;
    log.warn("forwarded headers from an address that TRUSTED_PROXIES does not name are ignored");
  }
  const protocol = isProxied
    ? String(headers["x-forwarded-proto"] ?? "")
        .split(",")[0]
        ?.trim()
    : "";
  for (const name of Object.keys(headers)) if (isDroppedAtTheDoor(name)) delete headers[name];
  headers["x-forwarded-for"] = address;
  headers["x-forwarded-proto"] = protocol === "https" || (protocol === "" && site.isTls) ? "https" : "http";
}

/** The headers of a response by the part it comes from. What a handler sets itself stays, except what all carry. */
function dress(request: IncomingMessage, response: ServerResponse, part: Part, target: string): void {
  const defaults = new Map<string, string>([["Cross-Origin-Resource-Policy", "same-origin"]]);
  if (part === "newsroom" || part === "framework") {
    const nonce = randomBytes(16).toString("base64");
    const policy = deskPolicy(nonce, isDevelopment);
    request.headers["content-security-policy"] = policy;
    request.headers["x-nonce"] = nonce;
    request.headers["x-galley-path"] = target;
    defaults.set("Content-Security-Policy", policy);
  } else if (part === "api" || part === "media") {
    defaults.set("Content-Security-Policy", CLOSED_POLICY);
  }
  const isOwnedByHandler = part === "media" || part === "asset";
  if (!isOwnedByHandler) for (const [name, value] of Object.entries(PRIVATE)) defaults.set(name, value);
  else defaults.set("Referrer-Policy", "strict-origin-when-cross-origin");
  onHead(response, (given) => {
    for (const [name, value] of common) response.setHeader(name, value);
    for (const [name, value] of defaults) {
      const isNextsOwn = name === "Cache-Control" && part === "newsroom";
      if (isNextsOwn || !(response.hasHeader(name) || given.has(name.toLowerCase())))
        response.setHeader(name, value);
    }
    const type = String(given.get("content-type") ?? response.getHeader("Content-Type") ?? "");
    if (type.startsWith("text/event-stream")) {
      eventStreams.add(response);
      response.once("close", () => eventStreams.delete(response));
    }
  });
}

/** Calls `before` with the headers given to writeHead, just before the head is written. */
function onHead(response: ServerResponse, before: (given: Map<string, unknown>) => void): void {
  const writeHead = response.writeHead;
  response.writeHead = function dressed(this: ServerResponse, ...args: unknown[]) {
    response.writeHead = writeHead;
    const last = args.at(-1);
    const given = new Map<string, unknown>();
    if (typeof last === "object" && last !== null && !Array.isArray(last)) {
      for (const [name, value] of Object.entries(last)) given.set(name.toLowerCase(), value);
    }
    before(given);
    return Reflect.apply(writeHead, response, args);
  };
}

/** In development readers' pages come from Next as they are, so that they reload; addresses are still decided here. */
async function prepareReaderInDevelopment(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
) {
  const asked = target.split("?")[0] ?? "/";
  try {
    const resolution = await resolveAddress(asked);
    if (resolution.status === 301) {
      response.writeHead(301, { Location: resolution.location, "Cache-Control": "no-store" }).end();
    } else if (resolution.status !== 200) {
      request.url = resolution.status === 410 ? "/reader-page/gone" : "/reader-page/not-found";
      onHead(response, () => {
        response.statusCode = resolution.status;
      });
    }
  } catch (error) {
    log.error({ err: error, target }, "the address could not be resolved");
    refuse(response, { status: 503, words: "The database is away." });
  }
}

/** A request has 60 s to arrive, an upload 300 s. */
function limitTime(request: IncomingMessage, part: Part): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const isUpload = part === "api" && (request.url ?? "").startsWith("/api/assets");
  if (isUpload) return;
  const timer = setTimeout(() => request.destroy(), REQUEST_MS);
  request.once("end", () => clearTimeout(timer));
  request.once("close", () => clearTimeout(timer));
}

/** Loopback only until PUBLIC_URL says that others may come; HOST decides otherwise. */
async function listen(): Promise<void> {
  const hosts = process.env.HOST ? [process.env.HOST] : site.host ? [undefined] : ["127.0.0.1", "::1"];
  for (const [index, host] of hosts.entries()) {
    const server = servers[index] ?? makeServer();
    servers[index] = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", (error: NodeJS.ErrnoException) => {
        const isWithoutIpv6 =
          host === "::1" && (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT");
        if (isWithoutIpv6) resolve();
        else reject(error);
      });
      server.listen({ port, host }, resolve);
    });
  }
}

/** Stops accepting, lets what is under way finish (15 s at most), ends streams, closes connections, exits. */
async function drain(): Promise<void> {
  if (isDraining) return;
  isDraining = true;
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  for (const server of servers) server.closeIdleConnections();
  for (const stream of eventStreams) stream.end();
  const timer = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, DRAIN_MS);
  await closed;
  clearTimeout(timer);
  await Promise.allSettled([renderer.close(), closeHub(), closePools()]);
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void drain());
process.on("message", (message) => {
  if (message === "drain") void drain();
});
process.on("disconnect", () => void drain());

tellStanding(() => ({
  isDraining,
  pageCache: keepsPages ? (isListening() ? "on" : "waiting") : "off",
  pages: readers.cache.size.pages,
  ignoresForwarded,
  worker: { id: cluster.worker?.id ?? 0, pid: process.pid },
}));
subscribe("purge", ({ tags }) => {
  position.purged();
  readers.purge(Array.isArray(tags) ? tags.map(String) : []);
});
onLoss(() => readers.empty());

async function serve(): Promise<void> {
  await app.prepare();
  await renderer.open();
  await listen();
  process.send?.("listening");
}

// Next catches what nobody else does and goes on; a process that cannot serve must end.
serve().catch((error: unknown) => {
  log.fatal({ err: error }, "the server could not start");
  process.exit(1);
});
