/**
 * The ways a command refuses. `lib/http.ts` maps each to the HTTP contract; screens show `message`, which always
 * says what to do. A failure of the database is never one of these and is never renamed.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;
  override get name() {
    return this.constructor.name;
  }
}

/** 401: nobody is signed in, or the session has ended. */
export class Unauthorized extends Refusal {
  readonly code: string;
  constructor(message = "You are signed out. Sign in again to go on; nothing is lost.", code = "signed_out") {
    super(message);
    this.code = code;
  }
}

/** 404: unknown, or its existence is not for this person to know. */
export class NotFound extends Refusal {
  readonly code = "not_found";
  constructor(message = "There is nothing here, or it is not yours to see.") {
    super(message);
  }
}

/** 403: known, but not allowed. */
export class Forbidden extends Refusal {
  readonly code: string;
  constructor(
    message = "Your role does not allow this. Ask the chief editor or an admin.",
    code = "forbidden",
  ) {
    super(message);
    this.code = code;
  }
}

/** 422: input that cannot be taken, with a sentence for each field. */
export class Invalid extends Refusal {
  readonly code: string;
  readonly fields: Record<string, string>;
  constructor(
    fields: Record<string, string>,
    message = Object.values(fields)[0] ?? "Check the input.",
    code = "invalid",
  ) {
    super(message);
    this.fields = fields;
    this.code = code;
  }
}

/** 409: the sender stands on something older. `newer` is what it lacks, ready to be the answer's body. */
export class Conflict extends Refusal {
  readonly code: string;
  readonly newer: Record<string, unknown>;
  constructor(code: string, message: string, newer: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.newer = newer;
  }
}

/** A reason why something cannot go out, and where its words stand. */
export type Blocker = { code: string; message: string; where: string | null };

/** 422: the publishing gate's reasons. */
export class Blocked extends Refusal {
  readonly code = "blocked";
  readonly blockers: Blocker[];
  constructor(blockers: Blocker[]) {
    super(blockers[0]?.message ?? "This cannot be published yet.");
    this.blockers = blockers;
  }
}

/** 413: more bytes than the limit. */
export class TooLarge extends Refusal {
  readonly code = "too_large";
}

/** 429: asked too often; `retryAfter` in seconds. */
export class SlowDown extends Refusal {
  readonly code = "slow_down";
  readonly retryAfter: number;
  constructor(retryAfter: number, message = `Too many requests. Try again in ${retryAfter} seconds.`) {
    super(message);
    this.retryAfter = retryAfter;
  }
}
