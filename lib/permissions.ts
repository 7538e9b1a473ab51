/**
 * Who may do what: the only file that knows roles. Each action has one predicate over (actor, subject), taken row
 * by row from the newsroom's role × operation matrix. *When* a move is possible is asked in `lib/workflow`, whether
 * the text is fit in `lib/publishing/gate.ts`; here only editing narrows by state, because the matrix says so.
 *
 * "Own" is what a person created or is assigned to; a byline gives no rights. An editor answers for the sections
 * named on the account, for all of them when none is named, and for own articles that have no section yet.
 */
import { Forbidden, NotFound } from "@/lib/errors";

export const roles = ["admin", "chief", "editor", "reporter", "checker"] as const;
export type Role = (typeof roles)[number];

/** What an API token may be allowed, always within the rights of the person it belongs to. */
export const scopes = ["draft:read", "draft:write", "media:upload"] as const;
export type Scope = (typeof scopes)[number];

/**
 * The person a command acts for. `sessionId` is null for the command line and for API tokens; `tokenId` and `scopes` are there
 * only for tokens; scopes limit what the person's roles would allow.
 */
export type Actor = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly sectionIds: readonly string[];
  readonly sessionId: string | null;
  readonly tokenId?: string | undefined;
  readonly scopes?: readonly Scope[] | undefined;
};

/** What permission needs to know of an article; the row from `lockArticle` fits. `state` is that of the working text. */
export type ArticleSubject = {
  readonly id: string;
  readonly state: string;
  readonly sectionId: string | null;
  readonly createdBy: string;
  readonly assignedTo: readonly string[];
  readonly isLive: boolean;
};

/** The section an act concerns; null is the site as a whole (home page, redirects). */
export type SectionSubject = { readonly sectionId: string | null };

export type MediaSubject = { readonly uploadedBy: string; readonly sectionId: string | null };

/** A person acted upon, with the roles they have or are to get. */
export type PersonSubject = { readonly personId: string | null; readonly roles: readonly string[] };

type Subjects = {
  "list articles": undefined;
  "create article": undefined;
  "read article": ArticleSubject;
  "edit article": ArticleSubject;
  submit: ArticleSubject;
  withdraw: ArticleSubject;
  return: ArticleSubject;
  assign: ArticleSubject;
  copy: ArticleSubject;
  "read revisions": ArticleSubject;
  restore: ArticleSubject;
  "change address": ArticleSubject;
  "raise claim": ArticleSubject;
  "set verdict": ArticleSubject;
  "sign off": ArticleSubject;
  approve: ArticleSubject;
  publish: ArticleSubject;
  schedule: ArticleSubject;
  "override blocker": ArticleSubject;
  embargo: ArticleSubject;
  correct: ArticleSubject;
  unpublish: ArticleSubject;
  kill: ArticleSubject;
  trash: ArticleSubject;
  "restore from trash": ArticleSubject;
  purge: ArticleSubject;
  preview: ArticleSubject;
  "share preview": ArticleSubject;
  "upload media": undefined;
  "replace media": MediaSubject;
  "delete media": MediaSubject;
  "manage taxonomy": SectionSubject;
  "see moderation": SectionSubject;
  moderate: SectionSubject;
  "ban reader": undefined;
  "see reader email": undefined;
  "erase reader": undefined;
  "list people": undefined;
  "manage people": PersonSubject;
  "invite people": PersonSubject;
  "manage own account": undefined;
  "make own token": undefined;
  "revoke any token": undefined;
  "manage settings": undefined;
  "read audit": undefined;
  "verify audit": undefined;
};

export type Action = keyof Subjects;
type Rest<A extends Action> = Subjects[A] extends undefined ? [] : [subject: Subjects[A]];
type Rules = { readonly [A in Action]: (actor: Actor, ...subject: Rest<A>) => boolean };

const has = (actor: Actor, ...any: Role[]) => any.some((role) => actor.roles.includes(role));
const isAdmin = (actor: Actor) => has(actor, "admin");
const isChief = (actor: Actor) => has(actor, "chief");

/** Matrix letter "o": created by or assigned to. */
const isOwn = (actor: Actor, article: ArticleSubject) =>
  article.createdBy === actor.personId || article.assignedTo.includes(actor.personId);

/** Matrix letter "s": an editor's own sections, all when none is named. */
const answersFor = (actor: Actor, sectionId: string | null) =>
  has(actor, "editor") &&
  (actor.sectionIds.length === 0 || (sectionId !== null && actor.sectionIds.includes(sectionId)));

const isDeskOf = (actor: Actor, article: ArticleSubject) =>
  isChief(actor) ||
  answersFor(actor, article.sectionId) ||
  (has(actor, "editor") && article.sectionId === null && isOwn(actor, article));

const isAuthorOf = (actor: Actor, article: ArticleSubject) => has(actor, "reporter") && isOwn(actor, article);

const isDeskOrAuthor = (actor: Actor, article: ArticleSubject) =>
  isDeskOf(actor, article) || isAuthorOf(actor, article);

const isCheckerOf = (actor: Actor, article: ArticleSubject) => has(actor, "checker") && isOwn(actor, article);

/** A checker reads what has been handed in once: everything from submitted on, everything live, and assignments. */
const isOpenToChecker = (actor: Actor, article: ArticleSubject) =>
  has(actor, "checker") && (article.state !== "draft" || article.isLive || isOwn(actor, article));

/** The author writes while it is a draft; from submitted on only the desk, which voids the approval. */
const mayEdit = (actor: Actor, article: ArticleSubject) =>
  isDeskOf(actor, article) || (article.state === "draft" && isAuthorOf(actor, article));

const isInvitableByChief = (role: string) => role === "reporter" || role === "checker";

const rules: Rules = {
  "list articles": (actor) => actor.roles.length > 0,
  "create article": (actor) => has(actor, "chief", "editor", "reporter"),
  "read article": (actor, article) =>
    isAdmin(actor) || isDeskOrAuthor(actor, article) || isOpenToChecker(actor, article),
  "edit article": mayEdit,
  submit: isDeskOrAuthor,
  withdraw: isDeskOrAuthor,
  return: isDeskOf,
  assign: isDeskOf,
  copy: isDeskOrAuthor,
  "read revisions": (actor, article) =>
    isAdmin(actor) || isDeskOrAuthor(actor, article) || isCheckerOf(actor, article),
  restore: mayEdit,
  // Once live, a new address is seen by readers, so it is the publisher's to choose.
  "change address": (actor, article) => (article.isLive ? isDeskOf(actor, article) : mayEdit(actor, article)),
  "raise claim": (actor, article) =>
    isChief(actor) || has(actor, "editor") || isAuthorOf(actor, article) || isCheckerOf(actor, article),
  "set verdict": isCheckerOf,
  "sign off": (actor, article) => isCheckerOf(actor, article) && article.createdBy !== actor.personId,
  approve: isDeskOf,
  publish: isDeskOf,
  schedule: isDeskOf,
  "override blocker": isDeskOf,
  embargo: isDeskOf,
  correct: isDeskOf,
  unpublish: isDeskOf,
  kill: (actor) => has(actor, "admin", "chief"),
  trash: isDeskOrAuthor,
  "restore from trash": (actor, article) => isAdmin(actor) || isDeskOrAuthor(actor, article),
  purge: isAdmin,
  preview: (actor, article) =>
    isAdmin(actor) || isDeskOrAuthor(actor, article) || isCheckerOf(actor, article),
  "share preview": isDeskOf,
  "upload media": (actor) => has(actor, "chief", "editor", "reporter"),
  "replace media": (actor, media) => mayHandleMedia(actor, media),
  "delete media": (actor, media) => mayHandleMedia(actor, media),
  "manage taxonomy": (actor, { sectionId }) => has(actor, "admin", "chief") || answersFor(actor, sectionId),
  "see moderation": (actor, { sectionId }) => has(actor, "admin", "chief") || answersFor(actor, sectionId),
  moderate: (actor, { sectionId }) => has(actor, "admin", "chief") || answersFor(actor, sectionId),
  "ban reader": (actor) => has(actor, "admin", "chief"),
  "see reader email": (actor) => has(actor, "admin", "chief"),
  "erase reader": isAdmin,
  "list people": (actor) => has(actor, "admin", "chief"),
  // Nobody changes their own roles, suspends themselves or resets themselves into something else.
  "manage people": (actor, person) => isAdmin(actor) && person.personId !== actor.personId,
  "invite people": (actor, person) =>
    isAdmin(actor) || (isChief(actor) && person.roles.length > 0 && person.roles.every(isInvitableByChief)),
  "manage own account": () => true,
  "make own token": (actor) => has(actor, "admin", "chief", "editor"),
  "revoke any token": isAdmin,
  "manage settings": isAdmin,
  "read audit": (actor) => has(actor, "admin", "chief"),
  "verify audit": isAdmin,
};

function mayHandleMedia(actor: Actor, media: MediaSubject): boolean {
  if (isChief(actor) || answersFor(actor, media.sectionId)) return true;
  return has(actor, "editor", "reporter") && media.uploadedBy === actor.personId;
}

/** The actions an API token reaches, each by one scope. Every other action needs a person who signed in. */
const scopeOf: { readonly [A in Action]?: Scope } = {
  "list articles": "draft:read",
  "read article": "draft:read",
  "read revisions": "draft:read",
  "create article": "draft:write",
  "edit article": "draft:write",
  "upload media": "media:upload",
};

function isWithinToken<A extends Action>(actor: Actor, action: A, subject: Subjects[A] | undefined): boolean {
  if (!actor.scopes) return true;
  const scope = scopeOf[action];
  if (!scope || !actor.scopes.includes(scope)) return false;
  // Matrix, column T: a token writes only what its person created or is assigned to, and only drafts.
  if (action !== "edit article") return true;
  return isArticle(subject) && subject.state === "draft" && isOwn(actor, subject);
}

const isArticle = (subject: unknown): subject is ArticleSubject =>
  typeof subject === "object" && subject !== null && "createdBy" in subject && "assignedTo" in subject;

/** Whether `actor` may do `action` to `subject`; false for nobody (null) and for a person without roles. */
export function can<A extends Action>(actor: Actor | null, action: A, ...subject: Rest<A>): boolean {
  if (!actor || actor.roles.length === 0) return false;
  if (!isWithinToken(actor, action, subject[0])) return false;
  return rules[action](actor, ...subject);
}

/**
 * Returns when `actor` may, else throws `Forbidden`, or `NotFound` when even the existence of the article is not
 * for them to know.
 */
export function authorize<A extends Action>(actor: Actor, action: A, ...subject: Rest<A>): void {
  if (can(actor, action, ...subject)) return;
  const [about] = subject;
  if (isArticle(about) && !can(actor, "read article", about)) throw new NotFound();
  throw new Forbidden();
}

/** True when only the admin role opens this unpublished text: such a read is recorded in the audit. */
export function isReadRecorded(actor: Actor, article: ArticleSubject): boolean {
  return !can({ ...actor, roles: actor.roles.filter((role) => role !== "admin") }, "read article", article);
}

/**
 * Which articles a list may show, as parts a query joins with OR: the same answer as "read article" for every
 * article (a test compares both over the whole matrix).
 */
export type ReadableArticles = {
  /** Everything; the other parts then say nothing. */
  readonly all: boolean;
  /** Articles in these sections. */
  readonly sectionIds: readonly string[];
  /** Created by or assigned to the actor. */
  readonly own: boolean;
  /** Created by or assigned to the actor, and without a section. */
  readonly ownWithoutSection: boolean;
  /** Whatever is not a draft, and whatever is live. */
  readonly handedIn: boolean;
};

/** The parts that hold for `actor`. */
export function readableArticles(actor: Actor): ReadableArticles {
  if (!can(actor, "list articles")) {
    return { all: false, sectionIds: [], own: false, ownWithoutSection: false, handedIn: false };
  }
  const isEditor = has(actor, "editor");
  return {
    all: has(actor, "admin", "chief") || (isEditor && actor.sectionIds.length === 0),
    sectionIds: isEditor ? actor.sectionIds : [],
    own: has(actor, "reporter", "checker"),
    ownWithoutSection: isEditor,
    handedIn: has(actor, "checker"),
  };
}

export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);
export const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);
