import type { Node } from "@tiptap/pm/model";
import { EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ArticleSync, createArticleSync } from "@/components/editor/sync/article-sync";
import { Buffer, type BufferRecord } from "@/components/editor/sync/buffer";
import { SCHEMA_VERSION, schema } from "@/lib/document/schema";

type Asked = { method: string; path: string; body: Record<string, unknown> };
type Said = { status: number; body: object };

/** The server's side: what it was asked, and what it says. */
let asked: Asked[] = [];
let answer: (asked: Asked) => Said = () => refused(503, "database_away");

const refused = (status: number, code: string, more: object = {}): Said => ({
  status,
  body: { error: { code, message: "No." }, ...more },
});

class OpenRequest extends EventTarget {
  readonly error = new Error("no storage");
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const nothing = { addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal("window", nothing);
  vi.stubGlobal("document", { ...nothing, visibilityState: "hidden" });
  vi.stubGlobal("IDBRequest", OpenRequest);
  for (const name of ["Database", "ObjectStore", "Index", "Cursor", "Transaction"])
    vi.stubGlobal(`IDB${name}`, class {});
  // A browser that refuses to store anything.
  vi.stubGlobal("indexedDB", {
    open() {
      const request = new OpenRequest();
      queueMicrotask(() => request.dispatchEvent(new Event("error")));
      return request;
    },
  });
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const { method = "GET" } = init;
    const request = { method, path: address, body: init.body ? JSON.parse(String(init.body)) : {} };
    if (!address.endsWith("/presence")) asked.push(request);
    const { status, body } = answer(request);
    return Response.json(body, { status });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const text = (...words: string[]) =>
  schema.node("doc", null, [
    schema.node("headline", { id: "h" }),
    schema.node("standfirst", { id: "s" }),
    ...words.map((word, i) => schema.node("paragraph", { id: `p${i}` }, schema.text(word))),
  ]);

/** An editor without a screen: as much of a view as the engine looks at. */
class Tab {
  readonly sync: ArticleSync;
  state: EditorState;
  composing = false;
  private readonly leave: () => void;
  constructor(doc: Node, plugins: Plugin[] = []) {
    this.sync = createArticleSync({
      articleId: "a",
      clientId: "tab",
      schema,
      initial: { version: 0, document: doc.toJSON(), schemaVersion: SCHEMA_VERSION },
      canEdit: true,
    });
    this.state = EditorState.create({ doc, plugins: [...this.sync.plugins, ...plugins] });
    this.leave = this.sync.attach(this.view);
  }
  get view(): EditorView {
    return this as unknown as EditorView;
  }
  hasFocus = () => false;
  dispatch = (transaction: Transaction) => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const plugin of this.state.plugins) plugin.spec.view?.(this.view).update?.(this.view, before);
  };
  type(words: string) {
    this.dispatch(this.state.tr.insertText(words, this.state.doc.content.size - 1));
  }
  close() {
    this.leave();
    this.sync.close();
  }
}

const saves = () => asked.filter(({ method, path }) => method === "POST" && path.endsWith("/changes"));

test("words go to the server although the browser's storage never answers", async () => {
  vi.stubGlobal("indexedDB", { open: () => new OpenRequest() });
  answer = ({ body }) => ({ status: 200, body: { saveId: body.saveId, version: 1, at: new Date() } });
  const tab = new Tab(text("one"));
  tab.type(" two");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(saves()).toHaveLength(1);
  expect(tab.sync.hasUnsent()).toBe(false);
  tab.close();
});

test("a batch never grows beyond what the server takes at once", async () => {
  const doc = text("x".repeat(60_000), "y".repeat(60_000));
  answer = () => refused(503, "database_away");
  const tab = new Tab(doc);
  // A long block moved to and fro while the server is away: each move carries the block.
  for (let i = 0; i < 60; i++) {
    const first = tab.state.doc.child(2);
    const tr = tab.state.tr.delete(4, 4 + first.nodeSize);
    tab.dispatch(tr.insert(tr.doc.content.size, first));
  }
  await vi.advanceTimersByTimeAsync(1_000);
  const [sent] = saves();
  expect(JSON.stringify(sent?.body).length).toBeLessThan(1_000_000);
  tab.close();
});

test("while a word is composed, what others wrote waits, and the server is not asked again and again", async () => {
  const theirs = {
    fromVersion: 0,
    steps: [{ stepType: "docAttr", attr: "kicker", value: "New" }],
    saveId: "theirs",
    clientId: "other",
    author: { id: "b", name: "Ben" },
    origin: "typing",
    at: new Date().toISOString(),
  };
  answer = ({ body }) =>
    Number(body.baseVersion) < 1
      ? refused(409, "stale", { version: 1, changes: [theirs] })
      : { status: 200, body: { saveId: body.saveId, version: 2, at: new Date() } };
  const tab = new Tab(text("one"));
  tab.composing = true;
  tab.type(" に");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saves().length).toBeLessThan(3);
  tab.composing = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tab.sync.hasUnsent()).toBe(false);
  expect(tab.state.doc.attrs.kicker).toBe("New");
  tab.close();
});

describe("a conflict while signed out", () => {
  test("is kept once somebody has signed in, and not tried twice a second until then", async () => {
    const theirs = {
      fromVersion: 0,
      steps: [{ stepType: "replace", from: 4, to: 9 }],
      saveId: "theirs",
      clientId: "other",
      author: { id: "b", name: "Ben" },
      origin: "typing",
      at: new Date().toISOString(),
    };
    let isSignedIn = false;
    answer = ({ path, body }) => {
      if (path.endsWith("/revisions")) {
        return isSignedIn ? { status: 201, body: { number: 7 } } : refused(401, "signed_out");
      }
      return Number(body.baseVersion) < 1
        ? refused(409, "stale", { version: 1, changes: [theirs] })
        : { status: 200, body: { saveId: body.saveId, version: 2, at: new Date() } };
    };
    const tab = new Tab(text("one", "two"));
    // Ours go into the paragraph that theirs takes away.
    tab.dispatch(tab.state.tr.insertText("more ", 5));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.filter(({ path }) => path.endsWith("/revisions"))).toHaveLength(1);
    isSignedIn = true;
    tab.sync.signedIn();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tab.sync.conflicts()).toMatchObject([{ revision: 7 }]);
    tab.close();
  });
});

describe("words that a closed tab left behind", () => {
  const own = { stepType: "replace", from: 7, to: 8, slice: { content: [{ type: "text", text: "e two" }] } };
  const record: BufferRecord = {
    id: "old",
    articleId: "a",
    person: "",
    clientId: "gone",
    version: 0,
    steps: [own],
    groups: [1],
    frozen: { saveId: "lost", baseVersion: 0, count: 1, body: "{}" },
    at: 0,
  };

  beforeEach(() => {
    vi.spyOn(Buffer.prototype, "leftBehind").mockResolvedValue([record]);
    vi.spyOn(Buffer.prototype, "alone").mockImplementation(async (_id, work) => {
      await work();
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const documentOf = { status: 200, body: { document: text("one").toJSON() } };

  test("are not put in while nobody knows whether the server has them", async () => {
    answer = ({ path }) => (path.includes("?version=") ? documentOf : refused(503, "database_away"));
    const tab = new Tab(text("one"));
    await vi.advanceTimersByTimeAsync(100);
    await expect(tab.sync.adopt("old")).rejects.toThrow("stay kept");
    expect(tab.state.doc.textContent).toBe("one");
    expect(tab.sync.kept()).toHaveLength(1);
    tab.close();
  });

  test("stay kept where the text has no room for them", async () => {
    answer = ({ path }) => {
      if (path.includes("?version=")) return documentOf;
      return { status: 200, body: { version: 0, changes: [] } };
    };
    const tab = new Tab(text("one"), [new Plugin({ filterTransaction: (tr) => !tr.docChanged })]);
    await vi.advanceTimersByTimeAsync(100);
    await expect(tab.sync.adopt("old")).rejects.toThrow("stay kept");
    expect(tab.sync.kept()).toHaveLength(1);
    tab.close();
  });
});
