import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { stripFramework as strip, UnfitPage } from "@/lib/page-cache/strip";

const stripFramework = (rendered: string) =>
  strip(rendered, (href) => (href === "/_next/static/a.css" ? "p{color:red}" : null));

const page = (body: string, head = "<title>A story</title>") =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;

describe("what readers get of a rendered page", () => {
  test("framework scripts, flight data, preloads and markers are gone", () => {
    const rendered = page(
      '<div hidden=""><!--$--><!--/$--></div><main><p>Words</p></main><script src="/_next/static/chunks/a.js" async=""></script><script id="_R_">self.__next_f.push([1,"x"])</script>',
      '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/><title>A story</title>',
    );
    expect(stripFramework(rendered).html).toBe(page("<main><p>Words</p></main>"));
  });

  test("data blocks and the one optional script stay", () => {
    const kept =
      '<script type="application/ld+json">{"@type":"NewsArticle"}</script><script src="/reader.js" defer=""></script>';
    expect(stripFramework(page(kept)).html).toBe(page(kept));
  });

  test("each inlined style is named by its hash, once", () => {
    const css = "p{color:red}";
    const hash = createHash("sha256").update(css).digest("base64");
    const style = `<style data-precedence="next" data-href="/x.css">${css}</style>`;
    const { html, styleHashes } = stripFramework(page("", `${style}${style}<title>A story</title>`));
    expect(styleHashes).toEqual([`'sha256-${hash}'`]);
    expect(html).toContain(`<style>${css}</style>`);
  });

  test("a linked stylesheet comes into the page; one that is not ours stays a link", () => {
    const links =
      '<title>A story</title><link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/><link rel="stylesheet" href="/other.css"/>';
    expect(stripFramework(page("", links)).html).toBe(
      page("", '<title>A story</title><style>p{color:red}</style><link rel="stylesheet" href="/other.css"/>'),
    );
  });

  test("an embed adds exactly its origin, and only over https", () => {
    const frames =
      '<iframe src="https://video.example.org/v?a=1&amp;b=2"></iframe><iframe src="http://plain.example.org/"></iframe>';
    expect(stripFramework(page(frames)).frameOrigins).toEqual(["https://video.example.org"]);
  });

  test("words that look like scripts are words: React escapes them", () => {
    const text = "<p>Write &lt;script&gt;alert(1)&lt;/script&gt; and __next is fine</p>";
    expect(stripFramework(page(text)).html).toBe(page(text));
  });
});

describe("a page that is not fit for readers is refused", () => {
  const cases: [string, string][] = [
    ["it waits for a streamed part", page('<main><!--$?--><template id="B:0"></template><!--/$--></main>')],
    ["it holds a streamed part", page('<main></main><div hidden id="S:0">late</div>')],
    ["a part of it failed", page("<main><!--$!--><template></template><!--/$--></main>")],
    ["it is an error shell", '<!DOCTYPE html><html id="__next_error__"><head><title>x</title></head></html>'],
    ["it has no title", page("<p>Words</p>", "<meta charset=utf-8>")],
    ["its title came into the body", page("<title>Late</title>", "")],
    ["its title is empty", page("", "<title></title>")],
    ["it is cut off", page("<p>Words</p>").slice(0, -10)],
    [
      "something of the framework is left",
      page('<link rel="modulepreload" href="/_next/static/chunks/a.js">'),
    ],
  ];
  test.each(cases)("%s", (_, rendered) => {
    expect(() => stripFramework(rendered)).toThrow(UnfitPage);
  });
});
