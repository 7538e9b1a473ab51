import { randomUUID } from "node:crypto";
import { expect, test } from "@/e2e/support/newsroom";
import { change, type Json, NewsroomClient, story, typed } from "@/e2e/support/newsroom-client";

/** A replace step that puts these nodes where the standfirst ends. */
const inserted = (...content: Json[]): Json => ({
  stepType: "replace",
  from: 0,
  to: 0,
  slice: { content },
});

const paragraph = (text: string, marks: Json[] = []): Json => ({
  type: "paragraph",
  content: [{ type: "text", text, ...(marks.length > 0 ? { marks } : {}) }],
});

/** The position after the last block. */
const end = (document: Json): number => {
  const size = (node: Json): number =>
    node.type === "text"
      ? node.text.length
      : 2 + (node.content ?? []).reduce((n: number, c: Json) => n + size(c), 0);
  return document.content.reduce((n: number, block: Json) => n + size(block), 0);
};

let ana: NewsroomClient;
let id: string;
let version: number;
let last: number;

test.beforeEach(async ({ as, newStory }) => {
  ana = await as("editor");
  id = await newStory(ana, "A sound headline", ["What must not be lost."]);
  const { body } = await ana.get(`/api/articles/${id}`);
  version = body.version;
  last = end(body.document);
});

/** Whatever was refused, the article is as it was. */
test.afterEach(async () => {
  const { body } = await ana.get(`/api/articles/${id}`);
  expect(body.version).toBe(version);
  expect(JSON.stringify(body.document)).toContain("What must not be lost.");
});

const send = (steps: Json[], more: Json = {}) =>
  ana.post(`/api/articles/${id}/changes`, change(version, steps, more));
const atEnd = (...content: Json[]) => [{ ...inserted(...content), from: last, to: last }];

const refusedLinks = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "//evil.example/x",
  "/\\evil.example",
  "blob:https://example.org/x",
];

for (const href of refusedLinks) {
  test(`a link to ${JSON.stringify(href)} is refused`, async () => {
    const answer = await send(atEnd(paragraph("here", [{ type: "link", attrs: { href } }])));
    expect(answer.status, answer.text).toBe(422);
  });
}

const refusedSteps: [name: string, steps: () => Json[]][] = [
  ["an unknown node", () => atEnd({ type: "script", content: [{ type: "text", text: "x" }] })],
  ["an unknown mark", () => atEnd(paragraph("x", [{ type: "blink" }]))],
  ["an unknown attribute", () => atEnd({ ...paragraph("x"), attrs: { onclick: "alert(1)" } })],
  ["an object where text belongs", () => atEnd({ type: "embed", attrs: { url: { toString: "x" } } })],
  ["an unknown step", () => [{ stepType: "teleport", from: 1, to: 2 }]],
  ["a step outside the text", () => [typed(1_000_000, "x")]],
  ["a step at a negative place", () => [typed(-1, "x")]],
  ["NUL", () => [typed(last - 1, "a\u0000b")]],
  ["a lone surrogate", () => [typed(last - 1, "a\ud800b")]],
  [
    "a document without its headline",
    () => [{ stepType: "replace", from: 0, to: last, slice: { content: [paragraph("x")] } }],
  ],
  [
    "an attribute of the document that does not exist",
    () => [{ stepType: "docAttr", attr: "published", value: true }],
  ],
  ["no step at all", () => []],
];

for (const [name, steps] of refusedSteps) {
  test(`${name} is refused with a reason`, async () => {
    const answer = await send(steps());
    expect(answer.status, answer.text).toBe(422);
    expect(answer.body.error.message.length).toBeGreaterThan(10);
  });
}

test("what is too large is refused while it is read", async () => {
  const answer = await send([typed(last - 1, "x".repeat(2 * 1024 * 1024))]);
  expect(answer.status).toBe(413);
  expect(answer.body.error.code).toBe("too_large");
});

test("what is too long for one article is refused", async () => {
  const answer = await send([typed(last - 1, "x".repeat(600_000))]);
  expect(answer.status, answer.text.slice(0, 300)).toBe(422);
});

test("what is too deep is refused", async () => {
  const deep = `${'{"a":'.repeat(500)}1${"}".repeat(500)}`;
  const answer = await ana.send("POST", `/api/articles/${id}/changes`, {
    headers: { "content-type": "application/json" },
    raw: deep,
  });
  expect([400, 422]).toContain(answer.status);
});

test("what is no JSON is refused", async () => {
  const answer = await ana.send("POST", `/api/articles/${id}/changes`, {
    headers: { "content-type": "application/json" },
    raw: "{not json",
  });
  expect(answer.status).toBe(400);
});

for (const field of ["state", "author", "publishedAt", "__proto__x"]) {
  test(`the field ${field} is not accepted`, async () => {
    const answer = await send([typed(3, "x")], { [field]: "approved" });
    expect(answer.status, answer.text).toBe(422);
  });
}

test("a version that does not exist yet is refused", async () => {
  const answer = await ana.post(`/api/articles/${id}/changes`, change(version + 50, [typed(3, "x")]));
  expect([409, 422]).toContain(answer.status);
});

test("a client on another schema is told to reload", async () => {
  const answer = await send([typed(3, "x")], { schemaVersion: 99 });
  expect(answer.status, answer.text).toBe(409);
  expect(answer.body.error.code).toBe("schema");
});

test("an ended session is told so as JSON, never by a redirect", async ({ baseURL }) => {
  const ended = await NewsroomClient.as("reporter", baseURL ?? "");
  expect((await ended.send("POST", "/api/auth/sign-out")).status).toBeLessThan(400);
  const answer = await ended.get("/api/articles");
  expect(answer.status).toBe(401);
  expect(answer.body.error.code).toBe("signed_out");
});

test("a save from another site is refused", async () => {
  const answer = await ana.send("POST", `/api/articles/${id}/changes`, {
    headers: { origin: "https://elsewhere.example" },
    body: change(version, [typed(3, "x")]),
  });
  expect(answer.status).toBe(403);
});

test("an article nobody has is not found, whoever asks", async () => {
  expect((await ana.get(`/api/articles/${randomUUID()}`)).status).toBe(404);
  expect((await ana.get("/api/articles/not-an-id")).status).toBe(404);
});

test("a document that is none is refused when an article is made of it", async () => {
  const headless = { ...story("x", ["y"]), content: [paragraph("y")] };
  expect((await ana.post("/api/articles", { kind: "story", document: headless })).status).toBe(422);
  expect((await ana.post("/api/articles", { kind: "poem" })).status).toBe(422);
});
