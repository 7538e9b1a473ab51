import fc from "fast-check";
import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { checkDocument } from "./check.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";
import { bold, documentOf, everything as oneOfEverything, paragraph, seeded, text } from "./testing.ts";
import { toText } from "./text.ts";

const everything = checkDocument(oneOfEverything);
const names = new Map([
  ["a", "Ana"],
  ["b", "Ben"],
]);
const options = { bylineName: (id: string) => names.get(id) };

test("a document written here has a canonical text", () => {
  expect(toText(everything, options)).toBe(`A headline

By Ana and Ben

Plain & bold a link

A part

  • one
    3. inner
  • two

Note: Mind this.

And this.

Questions

Q: Why?
A: Because.

Signed: July 2025 (Source: Gazette)

> Quoted.

— Somebody

[The river (Ana)]

A	B
1	2 | 3

A film: https://example.org/v

* * *

Made in July [Report, https://example.org/r]
1. not a list

Read on

More

Say something
`);
});

test("a document has a Markdown form", () => {
  expect(toMarkdown(everything, options)).toBe(`# A headline

*By Ana and Ben*

Plain \\& **bold** [a link](</a?b=1&c>)

### A part

- one

  3. inner
- two

> **Note**
>
> Mind this.
>
> And this.

## Questions

### Why?

Because.

- **Signed:** July 2025 (Gazette)

> Quoted.
>
> — Somebody

The river (Ana)

| A | B |
| --- | --- |
| 1 | 2 \\| 3 |

[A film](<https://example.org/v>)

---

Made in July ([Report](<https://example.org/r>))\\
1\\. not a list

[Read on](</read>)

## More

Say something
`);
});

describe("the HTML form", { timeout: 120_000 }, () => {
  test("has each block as its element", () => {
    expect(toHtml(everything, options)).toBe(`<article lang="en">
<h1>A headline</h1>
<p class="byline">By Ana and Ben</p>
<p>Plain &amp; <strong>bold </strong><a href="/a?b=1&amp;c">a link</a></p>
<h3>A part</h3>
<ul><li><p>one</p><ol start="3"><li><p>inner</p></li></ol></li><li><p>two</p></li></ul>
<aside class="callout"><p><strong>Note</strong></p><p>Mind this.</p><p>And this.</p></aside>
<section><h2>Questions</h2><h3>Why?</h3><p>Because.</p></section>
<dl><dt>Signed</dt><dd>July 2025 <small>(Gazette)</small></dd></dl>
<blockquote><p>Quoted.</p><footer>Somebody</footer></blockquote>
<figure><figcaption>The river <small>Ana</small></figcaption></figure>
<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>2 | 3</p></td></tr></tbody></table>
<p><a href="https://example.org/v">A film</a></p>
<hr>
<p>Made in July <small>(<a href="https://example.org/r">Report</a>)</small><br>1. not a list</p>
<p><a href="/read">Read on</a></p>
<h2>More</h2>
<p>Say something</p>
</article>
`);
  });

  test("lets no text become an element", () => {
    const evil = fc.oneof(
      fc.constantFrom(
        "<script>",
        "</p><img src=x onerror=1>",
        "&lt;b&gt;",
        "\" onclick='x",
        "<!--",
        "]]>",
        "<svg/onload=1>",
      ),
      fc.string({ unit: "binary", minLength: 1 }).map((words) => words.replaceAll("\0", "x").toWellFormed()),
    );
    fc.assert(
      fc.property(fc.array(evil, { minLength: 1, maxLength: 4 }), (pieces) => {
        const words = pieces.join("");
        const doc = checkDocument(
          documentOf(paragraph(text(words), text(words, bold)), {
            type: "callToAction",
            content: [text(words)],
          }),
        );
        const elements: string[] = [];
        const walk = (node: { nodeName: string; childNodes?: unknown[] }) => {
          if (!node.nodeName.startsWith("#")) elements.push(node.nodeName);
          for (const child of node.childNodes ?? []) walk(child as typeof node);
        };
        walk(parseFragment(toHtml(doc)));
        expect(elements).toEqual(["article", "h1", "p", "strong", "p"]);
      }),
      seeded(300),
    );
  });
});
