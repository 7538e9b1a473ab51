import { randomUUID } from "node:crypto";
import { DEMO_PASSWORD, type demoAccounts } from "@/db/seed/accounts";

export type DemoPerson = (typeof demoAccounts)[number]["who"];

export type Answer<Body = Json> = { status: number; headers: Headers; body: Body; text: string };
// biome-ignore lint/suspicious/noExplicitAny: the JSON border of tests; each reads the shape it expects
export type Json = any;

const sharedClients = new Map<string, Promise<NewsroomClient>>();

/** Somebody at the newsroom's HTTP contract: keeps cookies, sends our origin, reads JSON. */
export class NewsroomClient {
  readonly origin: string;
  private readonly cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin.replace(/\/$/, "");
  }

  /** A client that has signed in with a demo account. */
  static async as(person: DemoPerson, origin: string): Promise<NewsroomClient> {
    const client = new NewsroomClient(origin);
    const answer = await client.signIn(`${person}@galley.test`, DEMO_PASSWORD);
    if (!client.isSignedIn) throw new Error(`${person} could not sign in: ${answer.status} ${answer.text}`);
    return client;
  }

  /** The same client for everybody in this process: an account keeps its ten newest sessions only. */
  static shared(person: DemoPerson, origin: string): Promise<NewsroomClient> {
    const key = `${person} ${origin}`;
    const client = sharedClients.get(key) ?? NewsroomClient.as(person, origin);
    sharedClients.set(key, client);
    return client;
  }

  get isSignedIn(): boolean {
    return [...this.cookies.keys()].some((name) => name.endsWith("session"));
  }

  /** This client's cookies for a browser. */
  browserCookies(): { name: string; value: string; url: string }[] {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: this.origin }));
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  signIn(email: string, password: string): Promise<Answer> {
    return this.post("/api/auth/sign-in", { email, password });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, { headers });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.send("POST", path, { body });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send("PUT", path, { body });
  }

  async send(
    method: string,
    path: string,
    { headers = {}, body, raw }: { headers?: Record<string, string>; body?: unknown; raw?: BodyInit } = {},
  ): Promise<Answer> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: "manual",
      headers: {
        origin: this.origin,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(this.cookies.size > 0 ? { cookie: this.cookieHeader } : {}),
        ...headers,
      },
      body: body === undefined ? raw : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
  }

  private keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    const value = pair.slice(at + 1);
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One change as a client sends it. */
export const change = (baseVersion: number, steps: Json[], more: Json = {}) => ({
  baseVersion,
  saveId: randomUUID(),
  clientId: randomUUID(),
  steps,
  schemaVersion: 1,
  ...more,
});

/** A step that types `text` at `position`. */
export const typed = (position: number, text: string): Json => ({
  stepType: "replace",
  from: position,
  to: position,
  slice: { content: [{ type: "text", text }] },
});

/** A story's document with these paragraphs. */
export const story = (headline: string, paragraphs: string[], attrs: Json = {}): Json => ({
  type: "doc",
  attrs,
  content: [
    { type: "headline", content: [{ type: "text", text: headline }] },
    { type: "standfirst" },
    ...paragraphs.map((text) => ({
      type: "paragraph",
      ...(text === "" ? {} : { content: [{ type: "text", text }] }),
    })),
  ],
});
