import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isUuid } from "@/db/id";
import { databaseFailure } from "@/lib/database-failure";
import {
  Blocked,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  Refusal,
  SlowDown,
  TooLarge,
  Unauthorized,
} from "@/lib/errors";
import { BadJson, parseJson, readText } from "@/lib/json-body";
import { log } from "@/lib/log";
import { networkOf } from "@/lib/people/network";
import { actorFromRequest } from "@/lib/people/session";
import type { Actor } from "@/lib/permissions";
import { takeHere } from "@/lib/rate-limit";

/** The most an ordinary call may send. Calls that carry a document pass `limit: ARTICLE_BYTES`. */
export const JSON_BYTES = 256 * 1024;
export const ARTICLE_BYTES = 2 * 1024 * 1024;

/**
 * What a handler gets. `params.id` is a checked uuid (another word there is answered 404 before the handler runs);
 * other parameters are text or undefined.
 */
export type Call<Who, Body> = {
  request: Request;
  actor: Who;
  params: { id: string } & Record<string, string>;
  body: Body;
};

type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

type Options = { auth?: "required" | "none"; limit?: number; body?: z.ZodType };

/**
 * Makes a route handler that holds the HTTP contract. In this order: origin of a mutation, who is asking, size of
 * the body while it is read, JSON, its shape (strict: unknown keys are refused), then `act`. What `act` returns is
 * sent: a `Response` as it is (streams too), undefined as 204, anything else as JSON. Refusals of `lib/errors.ts`
 * become their status and `{ error: { code, message, fields? } }`; what nobody foresaw is logged and answered 500
 * with the log entry's id. Every answer is private, not stored and not indexed.
 *
 *     export const PUT = handler(
 *       async ({ actor, params, body }) => setSlug(actor, { articleId: params.id, ...body }),
 *       { body: z.object({ slug: z.string().max(120) }) },
 *     );
 */
export function handler<Schema extends z.ZodType>(
  act: (call: Call<Actor, z.output<Schema>>) => unknown,
  options: { body: Schema; auth?: "required"; limit?: number },
): RouteHandler;
export function handler<Schema extends z.ZodType>(
  act: (call: Call<null, z.output<Schema>>) => unknown,
  options: { body: Schema; auth: "none"; limit?: number },
): RouteHandler;
export function handler(
  act: (call: Call<null, undefined>) => unknown,
  options: { auth: "none"; limit?: number },
): RouteHandler;
export function handler(
  act: (call: Call<Actor, undefined>) => unknown,
  options?: { auth?: "required"; limit?: number },
): RouteHandler;
export function handler(act: (call: never) => unknown, options: Options = {}): RouteHandler {
  const schema = options.body && strictly(options.body);
  return async (request, context) => {
    try {
      checkOrigin(request);
      const actor = options.auth === "none" ? null : await actorFromRequest(request);
      if (!actor) takeHere("signed-out call", networkOf(request.headers));
      if (options.auth !== "none" && !actor) throw new Unauthorized();
      const params = await readParams(context);
      const body =
        schema && readShape(schema, parseJson(await readText(request, options.limit ?? JSON_BYTES)));
      // The overloads above tie the call's type to the options; here they are one.
      return answer(await act({ request, actor, params, body } as never));
    } catch (error) {
      return refusal(error, request);
    }
  };
}

const strictly = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject && !schema.def.catchall ? schema.strict() : schema;

function readShape(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    fields[issue.path.map(String).join(".") || "body"] ??= issue.message;
  }
  throw new Invalid(fields);
}

async function readParams(context: {
  params: Promise<Record<string, string | string[] | undefined>>;
}): Promise<{ id: string } & Record<string, string>> {
  const params: { id: string } & Record<string, string> = { id: "" };
  // Next passes undefined where the address has no parameters, whatever its types say.
  for (const [name, value] of Object.entries((await context.params) ?? {})) {
    if (value !== undefined) params[name] = Array.isArray(value) ? value.join("/") : value;
  }
  if (params.id !== "" && !isUuid(params.id)) throw new NotFound();
  return params;
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws `Forbidden` for a mutation that no page of ours sent. A bearer token needs no origin: no browser adds it by
 * itself. A form sent under `Referrer-Policy: no-referrer` says `Origin: null`; then only the browser's own
 * `Sec-Fetch-Site: same-origin`, which scripts cannot set, lets it in.
 */
export function checkOrigin(request: Request): void {
  if (safeMethods.has(request.method) || request.headers.has("authorization")) return;
  const origin = request.headers.get("origin");
  if (origin === null || origin === "null") {
    if (request.headers.get("sec-fetch-site") === "same-origin") return;
  } else if (isOurOrigin(origin, request)) {
    return;
  }
  throw new Forbidden(
    "This request came from another site. Open the newsroom at its own address and try again.",
  );
}

function isOurOrigin(origin: string, request: Request): boolean {
  const given = URL.parse(origin);
  if (!given) return false;
  const declared = process.env.PUBLIC_URL && URL.parse(process.env.PUBLIC_URL);
  if (declared) return given.origin === declared.origin;
  return given.host === request.headers.get("host");
}

function answer(result: unknown): Response {
  const response =
    result instanceof Response
      ? result
      : result === undefined
        ? new Response(null, { status: 204 })
        : Response.json(result);
  return privately(response);
}

/** The same response, with the headers that keep staff answers out of every cache and index. */
function privately(response: Response): Response {
  const headers = new Headers(response.headers);
  if (!headers.get("cache-control")?.includes("no-store")) headers.set("cache-control", "private, no-store");
  headers.set("x-robots-tag", "noindex");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function statusOf(error: Refusal): number {
  if (error instanceof Unauthorized) return 401;
  if (error instanceof Forbidden) return 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof Conflict) return 409;
  if (error instanceof TooLarge) return 413;
  if (error instanceof SlowDown) return 429;
  return 422;
}

type ErrorBody = { code: string; message: string; fields?: Record<string, string>; id?: string };

const refuse = (status: number, error: ErrorBody, more: object = {}, headers: HeadersInit = {}) =>
  privately(Response.json({ ...more, error }, { status, headers }));

/** The answer for whatever a handler threw. For routes that cannot use `handler` as it stands, such as forms. */
export function refusal(error: unknown, request: Request): Response {
  if (error instanceof Refusal) {
    const { code, message } = error;
    if (error instanceof Invalid) return refuse(422, { code, message, fields: error.fields });
    if (error instanceof Conflict) return refuse(409, { code, message }, error.newer);
    if (error instanceof Blocked) return refuse(422, { code, message }, { blockers: error.blockers });
    const headers: HeadersInit = error instanceof SlowDown ? { "retry-after": String(error.retryAfter) } : {};
    return refuse(statusOf(error), { code, message }, {}, headers);
  }
  if (error instanceof BadJson) return refuse(400, { code: "bad_json", message: error.message });
  const failure = databaseFailure(error);
  if (failure === "unstorable") {
    log.warn(
      { path: URL.parse(request.url)?.pathname, code: codeOf(error) },
      "a value was refused by its column",
    );
    return refuse(422, {
      code: "invalid",
      message: "A value in this request cannot be stored. Check it and try again.",
    });
  }
  if (failure) {
    const message =
      failure === "away"
        ? "The database cannot be reached. Nothing was saved; try again in a moment."
        : "The database is busy. Nothing was saved; try again in a moment.";
    log.error({ path: URL.parse(request.url)?.pathname, code: codeOf(error) }, `database ${failure}`);
    return refuse(503, { code: `database_${failure}`, message }, {}, { "retry-after": "2" });
  }
  const id = randomBytes(6).toString("hex");
  log.error({ id, method: request.method, path: URL.parse(request.url)?.pathname, err: error }, "unforeseen");
  const message = `Something went wrong on our side. Try again; if it happens again, give your admin the number ${id}.`;
  return refuse(500, { code: "internal", message, id });
}

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return "";
}
