import { connect } from "node:net";
import { brotliDecompressSync } from "node:zlib";
import { bylineId, expect, publishNow, test } from "@/e2e/support/newsroom";

/** Sends these very bytes and gives the whole answer; the server is asked to close after it. */
function raw(baseURL: string, head: string): Promise<string> {
  const { hostname, port } = new URL(baseURL);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname, () =>
      socket.write(head),
    );
    let answer = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
    socket.setTimeout(10_000, () => {
      socket.destroy();
      resolve(answer);
    });
  });
}

const statusOf = (answer: string) => Number(answer.split(" ")[1]);
const lines = (...head: string[]) => `${head.join("\r\n")}\r\nConnection: close\r\n\r\n`;

test.describe("what the door refuses", () => {
  const cases: [string, number, string][] = [
    ["another host", 421, lines("GET / HTTP/1.1", "Host: evil.example.org")],
    ["two hosts", 400, lines("GET /nothing HTTP/1.1", "Host: localhost", "Host: evil.example.org")],
    ["no host", 400, lines("GET / HTTP/1.1", "Accept: */*")],
    ["a whole address as target", 400, lines("GET http://localhost/ HTTP/1.1", "Host: localhost")],
    ["TRACE", 405, lines("TRACE / HTTP/1.1", "Host: localhost")],
    ["OPTIONS", 405, lines("OPTIONS /api/articles HTTP/1.1", "Host: localhost")],
    ["an unknown method of the newsroom", 405, lines("PROPFIND /desk HTTP/1.1", "Host: localhost")],
    ["a POST to a reader's page", 405, lines("POST / HTTP/1.1", "Host: localhost", "Content-Length: 0")],
    [
      "a server action on a reader's page",
      404,
      lines("POST / HTTP/1.1", "Host: localhost", "Next-Action: 7f", "Content-Length: 0"),
    ],
    [
      "an upgrade",
      400,
      "GET /desk HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ["an address over 2,048 characters", 414, lines(`GET /${"a".repeat(2_100)} HTTP/1.1`, "Host: localhost")],
    ["more than 50 parameters", 400, lines(`GET /?${"a=1&".repeat(60)} HTTP/1.1`, "Host: localhost")],
    ["Next's image optimiser", 404, lines("GET /_next/image?url=%2Fx&w=64&q=75 HTTP/1.1", "Host: localhost")],
  ];
  for (const [what, status, head] of cases) {
    test(`${what}: ${status}`, async ({ baseURL }) => {
      expect(statusOf(await raw(baseURL ?? "", head))).toBe(status);
    });
  }
});

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
};

test("every class of answer carries its headers, and nothing says what it runs on", async ({ request }) => {
  for (const path of ["/", "/no/such/page", "/feed.xml", "/sign-in", "/api/health", "/api/articles"]) {
    const response = await request.get(path);
    const headers = response.headers();
    expect(headers, path).toMatchObject(everywhere);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["permissions-policy"], path).toContain("camera=()");
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src")) ?? "";
    expect(scripts, path).not.toContain("unsafe");
  }
  const [one, two] = await Promise.all([request.get("/sign-in"), request.get("/sign-in")]);
  const nonce = /'nonce-([^']+)'/;
  const first = nonce.exec(one.headers()["content-security-policy"] ?? "")?.[1] ?? "";
  expect(first).toHaveLength(24);
  expect(nonce.exec(two.headers()["content-security-policy"] ?? "")?.[1]).not.toBe(first);
  expect(await one.text()).toContain(`nonce="${first}"`);
  expect(one.headers()["cache-control"]).toBe("private, no-store");
});

test("a policy that a client sends does not become the page's", async ({ request }) => {
  const response = await request.get("/sign-in", {
    headers: { "content-security-policy": "script-src 'nonce-ATTACKERSNONCE'", "x-nonce": "ATTACKERSNONCE" },
  });
  expect(await response.text()).not.toContain("ATTACKERSNONCE");
});

test("a reader's page is the same bytes for everybody, whatever they send along", async ({ request }) => {
  const plain = await request.get("/");
  expect(plain.headers()["cache-control"]).toBe("public, max-age=0, s-maxage=0");
  const words = await plain.text();
  const disguises: Record<string, string>[] = [
    { rsc: "1" },
    { cookie: "a=b" },
    { "x-forwarded-host": "evil.example.org" },
    { accept: "text/x-component" },
  ];
  for (const headers of disguises) {
    const response = await request.get("/?utm_source=x", { headers });
    expect(response.status()).toBe(200);
    expect(await response.text()).toBe(words);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  }
  const again = await request.get("/", { headers: { "if-none-match": plain.headers().etag ?? "" } });
  expect(again.status()).toBe(304);
  const head = await request.head("/");
  expect([head.status(), (await head.body()).length]).toEqual([200, 0]);
});

test("brotli, gzip and plain hold the same words", async ({ baseURL }) => {
  const answerIn = async (encoding: string) => {
    const answer = await raw(
      baseURL ?? "",
      lines("GET / HTTP/1.1", "Host: localhost", `Accept-Encoding: ${encoding}`),
    );
    const split = answer.indexOf("\r\n\r\n");
    return { head: answer.slice(0, split), body: Buffer.from(answer.slice(split + 4), "latin1") };
  };
  const [small, plain] = await Promise.all([answerIn("br"), answerIn("identity")]);
  expect(small.head).toContain("Content-Encoding: br");
  expect(plain.head).not.toContain("Content-Encoding");
  expect(brotliDecompressSync(small.body).equals(plain.body)).toBe(true);
});

test("a slash at the end leads to the page when there is one, and tells nothing when there is none", async ({
  request,
}) => {
  const there = await request.get("/world/", { maxRedirects: 0 });
  expect([there.status(), there.headers().location]).toEqual([301, "/world"]);
  const nowhere = await request.get("/no-such-section/", { maxRedirects: 0 });
  expect(nowhere.status()).toBe(404);
});

test("every worker shows a publication as soon as it is made", async ({ as, newStory, baseURL }) => {
  const editor = await as("editor");
  const id = await newStory(editor, `The ferry is back ${Date.now()}`, ["It sailed at nine."], {
    bylines: [{ id: await bylineId(editor, "Ana Vela"), part: "" }],
  });
  const address = new URL(await publishNow(editor, id), baseURL).pathname;
  const seen = new Set<number>();
  await expect
    .poll(async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          raw(baseURL ?? "", lines(`GET ${address} HTTP/1.1`, "Host: localhost")),
        ),
      );
      const health = await Promise.all(
        Array.from({ length: 4 }, () =>
          raw(baseURL ?? "", lines("GET /api/health HTTP/1.1", "Host: localhost")),
        ),
      );
      for (const answer of health) seen.add(Number(/"pid":(\d+)/.exec(answer)?.[1]));
      return answers.every((answer) => statusOf(answer) === 200 && answer.includes("It sailed at nine."));
    })
    .toBe(true);
  expect(seen.size).toBe(2);
});
