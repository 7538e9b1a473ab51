import { describe, expect, it } from "vitest";
import { Forbidden, NotFound } from "@/lib/errors";
import {
  type Action,
  type Actor,
  type ArticleSubject,
  authorize,
  can,
  isReadRecorded,
  type Role,
  readableArticles,
  roles,
  type Scope,
} from "@/lib/permissions";

const me = "me";
const mine = "section-mine";
const other = "section-other";

const actor = (role: Role, sectionIds: string[] = [], scopes?: Scope[]): Actor => ({
  personId: me,
  name: "Mia",
  email: "mia@example.test",
  roles: [role],
  sectionIds,
  sessionId: null,
  scopes,
});

/** Every article an answer could depend on: whose, where, in which state, live or not. */
const articles: ArticleSubject[] = ["creator", "assignee", "stranger"].flatMap((relation) =>
  [mine, other, null].flatMap((sectionId) =>
    ["draft", "submitted", "checking", "approved"].flatMap((state) =>
      [true, false].map((isLive) => ({
        id: "article",
        state,
        sectionId,
        isLive,
        createdBy: relation === "creator" ? me : "somebody",
        assignedTo: relation === "assignee" ? ["another", me] : ["another"],
      })),
    ),
  ),
);

const isOwn = (article: ArticleSubject) => article.createdBy === me || article.assignedTo.includes(me);

/** The letters of the matrix, spelled out without asking the code under test. `sectionIds` is an editor's. */
const letters: Record<string, (article: ArticleSubject, sectionIds: string[]) => boolean> = {
  Y: () => true,
  "-": () => false,
  // own
  o: isOwn,
  // own sections; without a section, own articles; an editor without sections has all
  s: (article, sectionIds) =>
    sectionIds.length === 0 ||
    (article.sectionId === null ? isOwn(article) : sectionIds.includes(article.sectionId)),
  // own, while it is a draft
  d: (article) => isOwn(article) && article.state === "draft",
  // handed in once, or own
  h: (article) => article.state !== "draft" || article.isLive || isOwn(article),
  // own but not written by oneself
  n: (article) => isOwn(article) && article.createdBy !== me,
  // the author of a draft that is not live
  a: (article) => isOwn(article) && article.state === "draft" && !article.isLive,
};

type ArticleAction = {
  [A in Action]: Parameters<typeof can<A>>[2] extends ArticleSubject ? A : never;
}[Action];

// admin, chief, editor, reporter, checker
const matrix: Record<ArticleAction, string> = {
  "read article": "Y Y s o h",
  "edit article": "- Y s d -",
  submit: "- Y s o -",
  withdraw: "- Y s o -",
  return: "- Y s - -",
  assign: "- Y s - -",
  copy: "- Y s o -",
  "read revisions": "Y Y s o o",
  restore: "- Y s d -",
  "change address": "- Y s a -",
  "raise claim": "- Y Y o o",
  "set verdict": "- - - - o",
  "sign off": "- - - - n",
  approve: "- Y s - -",
  publish: "- Y s - -",
  schedule: "- Y s - -",
  "override blocker": "- Y s - -",
  embargo: "- Y s - -",
  correct: "- Y s - -",
  unpublish: "- Y s - -",
  kill: "Y Y - - -",
  trash: "- Y s o -",
  "restore from trash": "Y Y s o -",
  purge: "Y - - - -",
  preview: "Y Y s o o",
  "share preview": "- Y s - -",
};

describe("articles: role × action × whose, where, state, live", () => {
  for (const [action, row] of Object.entries(matrix) as [ArticleAction, string][]) {
    it(`${action}: ${row}`, () => {
      for (const [index, role] of roles.entries()) {
        const letter = letters[row.split(" ")[index] ?? ""];
        if (!letter) throw new Error(`no letter for ${role}`);
        for (const sectionIds of role === "editor" ? [[], [mine]] : [[]]) {
          for (const article of articles) {
            const expected = letter(article, sectionIds);
            const where = `${role} ${sectionIds} ${JSON.stringify(article)}`;
            expect(can(actor(role, sectionIds), action, article), where).toBe(expected);
          }
        }
      }
    });
  }

  it("several roles add up", () => {
    for (const action of Object.keys(matrix) as ArticleAction[]) {
      for (const article of articles) {
        const both: Actor = { ...actor("reporter"), roles: ["reporter", "checker"] };
        const either = can(actor("reporter"), action, article) || can(actor("checker"), action, article);
        expect(can(both, action, article)).toBe(either);
      }
    }
  });

  it("nobody, and a person without roles, may nothing", () => {
    for (const action of Object.keys(matrix) as ArticleAction[]) {
      for (const article of articles) {
        expect(can(null, action, article)).toBe(false);
        expect(can({ ...actor("chief"), roles: [] }, action, article)).toBe(false);
      }
    }
  });

  it("a list shows exactly what may be read", () => {
    for (const role of roles) {
      for (const sectionIds of [[], [mine]]) {
        const who = actor(role, sectionIds);
        const part = readableArticles(who);
        for (const article of articles) {
          const listed =
            part.all ||
            (article.sectionId !== null && part.sectionIds.includes(article.sectionId)) ||
            (part.own && isOwn(article)) ||
            (part.ownWithoutSection && article.sectionId === null && isOwn(article)) ||
            (part.handedIn && (article.state !== "draft" || article.isLive));
          expect(listed, `${role} ${JSON.stringify(article)}`).toBe(can(who, "read article", article));
        }
      }
    }
    expect(readableArticles({ ...actor("chief"), roles: [] })).toMatchObject({ all: false, own: false });
  });
});

describe("actions without an article", () => {
  const simple: Record<string, string> = {
    "list articles": "Y Y Y Y Y",
    "create article": "- Y Y Y -",
    "upload media": "- Y Y Y -",
    "ban reader": "Y Y - - -",
    "see reader email": "Y Y - - -",
    "erase reader": "Y - - - -",
    "list people": "Y Y - - -",
    "manage own account": "Y Y Y Y Y",
    "make own token": "Y Y Y - -",
    "revoke any token": "Y - - - -",
    "manage settings": "Y - - - -",
    "read audit": "Y Y - - -",
    "verify audit": "Y - - - -",
  };
  for (const [action, row] of Object.entries(simple)) {
    it(`${action}: ${row}`, () => {
      const answers = roles.map((role) => (can(actor(role), action as "list articles") ? "Y" : "-"));
      expect(answers.join(" ")).toBe(row);
    });
  }

  it("taxonomy and moderation: an editor within own sections, the whole site only without any", () => {
    for (const action of ["manage taxonomy", "see moderation", "moderate"] as const) {
      const allowed = (role: Role, sections: string[], sectionId: string | null) =>
        can(actor(role, sections), action, { sectionId });
      expect(roles.map((role) => allowed(role, [], null))).toEqual([true, true, true, false, false]);
      expect(allowed("editor", [mine], mine)).toBe(true);
      expect(allowed("editor", [mine], other)).toBe(false);
      expect(allowed("editor", [mine], null)).toBe(false);
    }
  });

  it("pictures: chief any, editor own sections or own, reporter own", () => {
    for (const action of ["replace media", "delete media"] as const) {
      const strangers = { uploadedBy: "somebody", sectionId: other };
      const own = { uploadedBy: me, sectionId: other };
      const answers = (media: typeof own) => roles.map((role) => can(actor(role, [mine]), action, media));
      expect(answers(strangers)).toEqual([false, true, false, false, false]);
      expect(answers(own)).toEqual([false, true, true, true, false]);
      expect(can(actor("editor", [mine]), action, { uploadedBy: "somebody", sectionId: mine })).toBe(true);
    }
  });

  it("people: admins everyone but themselves; chiefs invite reporters and checkers", () => {
    const somebody = { personId: "somebody", roles: ["editor"] };
    expect(roles.map((role) => can(actor(role), "manage people", somebody))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(can(actor("admin"), "manage people", { personId: me, roles: ["admin"] })).toBe(false);
    for (const role of roles) {
      const invited = { personId: null, roles: [role] };
      expect(can(actor("admin"), "invite people", invited)).toBe(true);
      expect(can(actor("chief"), "invite people", invited)).toBe(role === "reporter" || role === "checker");
      expect(can(actor("editor"), "invite people", invited)).toBe(false);
    }
    expect(can(actor("chief"), "invite people", { personId: null, roles: ["reporter", "admin"] })).toBe(
      false,
    );
    expect(can(actor("chief"), "invite people", { personId: null, roles: [] })).toBe(false);
  });
});

describe("refusals and records", () => {
  const secret = articles.find((a) => !isOwn(a) && a.state === "draft" && !a.isLive && a.sectionId === other);
  const handedIn = articles.find((a) => !isOwn(a) && a.state === "submitted" && a.sectionId === other);
  if (!secret || !handedIn) throw new Error("no such article");

  it("hides what may not be known, and says no to what may", () => {
    expect(() => authorize(actor("reporter"), "edit article", secret)).toThrow(NotFound);
    expect(() => authorize(actor("checker"), "edit article", secret)).toThrow(NotFound);
    expect(() => authorize(actor("editor", [mine]), "publish", secret)).toThrow(NotFound);
    expect(() => authorize(actor("checker"), "edit article", handedIn)).toThrow(Forbidden);
    expect(() => authorize(actor("admin"), "publish", secret)).toThrow(Forbidden);
    expect(() => authorize(actor("reporter"), "manage settings")).toThrow(Forbidden);
    expect(authorize(actor("chief"), "publish", secret)).toBeUndefined();
  });

  it("records a read that only the admin role opens", () => {
    expect(isReadRecorded(actor("admin"), secret)).toBe(true);
    expect(isReadRecorded({ ...actor("admin"), roles: ["admin", "chief"] }, secret)).toBe(false);
    expect(isReadRecorded(actor("chief"), secret)).toBe(false);
  });
});

describe("API tokens stay within scope and person", () => {
  const own = articles.find((a) => a.createdBy === me && a.state === "draft" && a.sectionId === mine);
  const strangers = articles.find((a) => !isOwn(a) && a.state === "draft" && a.sectionId === mine);
  if (!own || !strangers) throw new Error("no such article");

  it("reads with draft:read, writes own drafts with draft:write, uploads with media:upload", () => {
    const reader = actor("chief", [], ["draft:read"]);
    expect(can(reader, "read article", strangers)).toBe(true);
    expect(can(reader, "edit article", own)).toBe(false);
    const writer = actor("chief", [], ["draft:write"]);
    expect(can(writer, "read article", own)).toBe(false);
    expect(can(writer, "create article")).toBe(true);
    expect(can(writer, "edit article", own)).toBe(true);
    expect(can(writer, "edit article", strangers)).toBe(false);
    expect(can(writer, "edit article", { ...own, state: "submitted" })).toBe(false);
    expect(can(actor("reporter", [], ["media:upload"]), "upload media")).toBe(true);
    expect(can(actor("checker", [], ["media:upload"]), "upload media")).toBe(false);
  });

  it("does nothing else, whoever it belongs to", () => {
    const all = { ...actor("admin", [], ["draft:read", "draft:write", "media:upload"]), roles };
    for (const action of ["publish", "submit", "restore", "unpublish", "assign", "kill"] as const) {
      expect(can(all, action, own)).toBe(false);
    }
    expect(can(all, "manage settings")).toBe(false);
    expect(can(all, "manage own account")).toBe(false);
    expect(can(all, "manage people", { personId: "somebody", roles: [] })).toBe(false);
  });
});
