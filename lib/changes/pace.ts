import { LRUCache } from "lru-cache";
import { SlowDown } from "@/lib/errors";
import type { Actor } from "@/lib/permissions";

const PER_MINUTE = 600;

const turns = new LRUCache<string, { count: number; until: number }>({ max: 10_000 });

/**
 * Counts a save of a person; throws `SlowDown` above 600 a minute (times GALLEY_RATE_SCALE). Counted in each process, not
 * in PostgreSQL as other rates are: a row written for every keystroke's save would cost as much as the save.
 */
export function takeTurn(actor: Actor, now = Date.now()): void {
  const scale = Number(process.env.GALLEY_RATE_SCALE ?? 1);
  const limit = PER_MINUTE * (scale > 0 ? scale : 1);
  const known = turns.get(actor.personId);
  const turn = known && known.until > now ? known : { count: 0, until: now + 60_000 };
  turn.count += 1;
  turns.set(actor.personId, turn);
  if (turn.count > limit) throw new SlowDown(Math.ceil((turn.until - now) / 1000));
}
