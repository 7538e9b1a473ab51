import { expect, test } from "@/e2e/support/newsroom";
import { change, type NewsroomClient, typed } from "@/e2e/support/newsroom-client";

const RACES = 1_000;

/** Sends one word on `base`; when somebody was first, sends it again on what is newer until it is taken. */
async function write(client: NewsroomClient, id: string, base: number, word: string) {
  const at = 2 + "The race".length + 2 + 1;
  let tries = 0;
  for (let version = base; ; ) {
    tries += 1;
    const answer = await client.post(`/api/articles/${id}/changes`, change(version, [typed(at, `${word} `)]));
    if (answer.status === 200) return { tries, version: answer.body.version as number };
    expect(answer.status, answer.text).toBe(409);
    expect(answer.body.changes.length).toBeGreaterThan(0);
    // Typing at the start of a paragraph stays there whatever stood behind it, so nothing has to be moved.
    version = answer.body.version;
  }
}

test("of two writers who save on the same version one wins, and the other is told what is newer", async ({
  as,
  newStory,
}) => {
  test.setTimeout(300_000);
  const [ana, miriam] = [await as("editor"), await as("chief")];
  const id = await newStory(ana, "The race", ["start"]);
  const { body: before } = await ana.get(`/api/articles/${id}`);
  let version: number = before.version;
  for (let race = 0; race < RACES; race += 1) {
    const both = await Promise.all([
      write(ana, id, version, `a${race}z`),
      write(miriam, id, version, `m${race}z`),
    ]);
    expect(both.map(({ tries }) => tries).sort()).toEqual([1, 2]);
    version = Math.max(...both.map((one) => one.version));
    expect(version).toBe(before.version + 2 * (race + 1));
  }
  const log: { fromVersion: number; steps: object[] }[] = [];
  for (let since = before.version; since < version; ) {
    const { body, status, text } = await ana.get(`/api/articles/${id}/changes?since=${since}`);
    expect(status, text).toBe(200);
    expect(body.changes.length).toBeGreaterThan(0);
    log.push(...body.changes);
    const last = body.changes.at(-1);
    since = last.fromVersion + last.steps.length;
  }
  // Gapless: each change begins where the one before it ended.
  let expected = before.version;
  for (const one of log) {
    expect(one.fromVersion).toBe(expected);
    expected += one.steps.length;
  }
  expect(expected).toBe(version);
  // Every acknowledged word stands in the log once, and once in the text.
  const written = JSON.stringify(log);
  const { body: after } = await ana.get(`/api/articles/${id}`);
  const text = JSON.stringify(after.document);
  for (let race = 0; race < RACES; race += 1) {
    for (const word of [`a${race}z `, `m${race}z `]) {
      expect(written.split(`"${word}"`)).toHaveLength(2);
      expect(text.split(word).length - 1, word).toBe(1);
    }
  }
});
