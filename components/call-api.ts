/** A refusal of the server: `message` is a sentence for the person, `body` the whole answer. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly body: unknown;
  constructor(status: number, code: string, message: string, fields: Record<string, string>, body: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.body = body;
  }
}

/** True for a call that was given up because its answer is not wanted any more. */
export const isAborted = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

/**
 * Calls the newsroom's own API and gives the JSON of the answer (undefined for 204). A file goes out as it is, any other
 * body as JSON. Throws `ApiRefusal` for every other status and when the server cannot be reached; its message can be shown
 * as it is.
 */
export async function callApi(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  address: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      method,
      ...(body instanceof Blob ? { body } : body === undefined ? {} : asJson(body)),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new ApiRefusal(
      0,
      "unreachable",
      "The server cannot be reached. Check the connection and try again.",
      {},
      null,
    );
  }
  const json: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return json;
  throw refusalFrom(answer.status, json);
}

const asJson = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

function refusalFrom(status: number, json: unknown): ApiRefusal {
  const error = property(json, "error");
  const code = property(error, "code");
  const message = property(error, "message");
  const fields: Record<string, string> = {};
  const given = property(error, "fields");
  if (typeof given === "object" && given !== null) {
    for (const [name, words] of Object.entries(given)) if (typeof words === "string") fields[name] = words;
  }
  return new ApiRefusal(
    status,
    typeof code === "string" ? code : "unknown",
    typeof message === "string" ? message : "The server could not answer. Try again in a moment.",
    fields,
    json,
  );
}

/** One property of a value from outside, unknown until checked. */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** The sentence to show for whatever a call threw. */
export const messageOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : "That did not work. Try again.";
