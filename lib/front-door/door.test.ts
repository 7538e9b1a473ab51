import { describe, expect, test } from "vitest";
import { partOf, readerPath } from "@/lib/front-door/address";
import { deskPolicy, isDroppedAtTheDoor, readerPolicy } from "@/lib/front-door/headers";
import { clientAddress, trustedProxiesOf } from "@/lib/front-door/peer";
import { isOurHost, siteOf } from "@/lib/front-door/site";

describe("who answers an address", () => {
  const files = new Set(["/reader.js"]);
  test.each([
    ["/", "reader"],
    ["/world/story", "reader"],
    ["/feed.xml", "reader"],
    ["/search", "search"],
    ["/desk", "newsroom"],
    ["/desk/new", "newsroom"],
    ["/desks", "reader"],
    ["/sign-in", "newsroom"],
    ["/set-up", "newsroom"],
    ["/api/health", "api"],
    ["/apiary", "reader"],
    ["/media/abc/480.webp", "media"],
    ["/media", "reader"],
    ["/media/abc", "reader"],
    ["/media/abc/480.webp/more", "reader"],
    ["/sign-in/more", "reader"],
    ["/set-up/more", "reader"],
    ["/api", "api"],
    ["/_next/static/chunks/a.js", "asset"],
    ["/_next/image", "framework"],
    ["/_next/data/x.json", "framework"],
    ["/reader.js", "asset"],
    ["/reader-page/not-found", "reader"],
  ])("%s: %s", (path, part) => {
    expect(partOf(path, files)).toBe(part);
  });

  test.each([
    "/media/../desk",
    "/media/%2e%2e/desk",
    "/media/%2E./world/story",
    "/_next/static/../../world/story",
    "/_next/static/..\\..\\desk",
    "/api/..%2fdesk",
    "/api/%2e%2e%5cdesk",
    "/api/./health",
    "/desk/..",
  ])("%s is nobody's: the framework would resolve it behind the door", (path) => {
    expect(partOf(path, files)).toBe("reader");
    expect(readerPath(path)).toBeNull();
  });

  test.each(["/media/a..b/480.webp", "/_next/static/chunks/a..b.js", "/desk/...", "/api/.well-known"])(
    "%s holds dots and no way up",
    (path) => {
      expect(partOf(path, files)).not.toBe("reader");
    },
  );

  test.each([
    ["/world/story?utm_source=x&y=1", "/world/story"],
    ["/world#part", "/world"],
    ["//evil.example.org/x", null],
    ["/a\\b", null],
    ["/%00", null],
    ["/%zz", null],
    ["/caf%C3%A9", "/caf%C3%A9"],
  ])("the reader address of %s is %s", (target, path) => {
    expect(readerPath(target)).toBe(path);
  });
});

describe("the host", () => {
  test.each([
    ["localhost", true],
    ["localhost:3000", true],
    ["127.0.0.1:8080", true],
    ["[::1]:3000", true],
    ["evil.example.org", false],
    ["localhost.evil.example.org", false],
    ["localhost:3000@evil.example.org", false],
    ["", false],
  ])("without PUBLIC_URL %o is ours: %s", (host, expected) => {
    expect(isOurHost(host, siteOf(undefined))).toBe(expected);
  });

  test("with PUBLIC_URL only its host is ours, and https declares TLS", () => {
    const site = siteOf("https://News.example.org/");
    expect(site).toEqual({ host: "news.example.org", isTls: true });
    expect(isOurHost("NEWS.example.org", site)).toBe(true);
    for (const host of ["localhost:3000", "news.example.org:8443", "example.org"])
      expect(isOurHost(host, site)).toBe(false);
  });

  test("a PUBLIC_URL that is no web address is refused in words", () => {
    for (const wrong of ["news.example.org", "ftp://news.example.org", "javascript:alert(1)"]) {
      expect(() => siteOf(wrong)).toThrow(/PUBLIC_URL is/);
    }
  });
});

describe("the client's address", () => {
  const from = (setting: string, socket: string, forwarded?: string) =>
    clientAddress(socket, forwarded, trustedProxiesOf(setting));

  test("nobody is trusted by default: what the client says is ignored, and noticed", () => {
    expect(from("", "203.0.113.9", "10.0.0.1")).toEqual({
      address: "203.0.113.9",
      isProxied: false,
      ignored: true,
    });
    expect(from("", "::ffff:203.0.113.9")).toEqual({
      address: "203.0.113.9",
      isProxied: false,
      ignored: false,
    });
  });

  test("with one proxy the last entry counts, whatever the client wrote before it", () => {
    expect(from("1", "10.0.0.1", "1.1.1.1, 203.0.113.9").address).toBe("203.0.113.9");
    expect(from("2", "10.0.0.2", "203.0.113.9, 10.0.0.1").address).toBe("203.0.113.9");
    expect(from("1", "10.0.0.1", "not an address").address).toBe("10.0.0.1");
  });

  test("with ranges the first address from the right outside them counts", () => {
    const ranges = "10.0.0.0/8, fd00::/8";
    expect(from(ranges, "10.1.2.3", "1.1.1.1, 203.0.113.9, 10.9.9.9").address).toBe("203.0.113.9");
    expect(from(ranges, "198.51.100.7", "203.0.113.9")).toEqual({
      address: "198.51.100.7",
      isProxied: false,
      ignored: true,
    });
  });

  test("a setting that is no address is refused in words", () => {
    expect(() => trustedProxiesOf("proxy.example.org")).toThrow(/TRUSTED_PROXIES/);
  });
});

describe("headers", () => {
  test.each([
    ["x-middleware-subrequest", true],
    ["x-nextjs-data", true],
    ["x-invoke-path", true],
    ["x-now-route-matches", true],
    ["x-forwarded-host", true],
    ["forwarded", true],
    ["content-security-policy", true],
    ["content-security-policy-report-only", true],
    ["x-nonce", true],
    ["x-galley-path", true],
    ["rsc", false],
    ["next-router-state-tree", false],
    ["cookie", false],
    ["origin", false],
    ["accept-encoding", false],
  ])("a client's %s is dropped: %s", (name, expected) => {
    expect(isDroppedAtTheDoor(name)).toBe(expected);
  });

  test("no policy of a live site allows inline or evaluated scripts", () => {
    for (const policy of [deskPolicy("abc", false), readerPolicy(["'sha256-x'"], [])]) {
      const scripts = policy.split("; ").find((part) => part.startsWith("script-src")) ?? "";
      expect(scripts).not.toMatch(/unsafe/);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
    }
    expect(readerPolicy([], [])).not.toMatch(/frame-src|blob:|style-src-attr/);
    expect(readerPolicy([], ["https://v.example.org"])).toContain("frame-src https://v.example.org;");
  });
});
