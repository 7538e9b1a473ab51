import { expect, test } from "vitest";
import { turns } from "@/lib/turns";

/** Works that count how many run at once and end when they are told to. */
function works() {
  const ends: (() => void)[] = [];
  let running = 0;
  const counts: number[] = [];
  const work = async () => {
    running += 1;
    counts.push(running);
    await new Promise<void>((end) => ends.push(end));
    running -= 1;
  };
  return { work, ends, counts };
}

test("who comes while a turn is handed over does not slip in beside the one who waited", async () => {
  const { work, ends, counts } = works();
  const inTurn = turns(1);
  const all = [inTurn(work), inTurn(work)];
  ends[0]?.();
  for (let tick = 0; tick < 10; tick += 1) {
    all.push(inTurn(work));
    await Promise.resolve();
  }
  for (let next = 1; next < all.length; next += 1) {
    await expect.poll(() => ends.length, { interval: 1 }).toBeGreaterThan(next);
    ends[next]?.();
  }
  await Promise.all(all);
  expect(counts).toEqual(all.map(() => 1));
});

test("a work that fails gives its turn on", async () => {
  const inTurn = turns(1);
  await expect(inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await inTurn(async () => "yes")).toBe("yes");
});

test("who finds as many waiting as may is refused, and those who wait are not", async () => {
  const { work, ends } = works();
  const inTurn = turns(1, { waiting: 1, refusal: () => new Error("full") });
  const running = inTurn(work);
  const waiting = inTurn(work);
  await expect(inTurn(work)).rejects.toThrow("full");
  ends[0]?.();
  await running;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await waiting;
});
