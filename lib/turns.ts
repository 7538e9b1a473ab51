/**
 * Lets at most `atOnce` works of this process run at a time, the others in the order they came. When as many wait as
 * `most` says, who comes next is refused with its refusal.
 */
export function turns(
  atOnce: number,
  most?: { waiting: number; refusal: () => Error },
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) {
      running += 1;
    } else {
      if (most && waiting.length >= most.waiting) throw most.refusal();
      // The turn is handed over by whoever ends, so `running` stays as it is and nobody slips in between.
      await new Promise<void>((go) => waiting.push(go));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
