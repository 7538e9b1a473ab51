import { describe, expect, test } from "vitest";
import { retryDelay, sendAt } from "@/components/editor/sync/pace";
import { backOnline, namesOf, wordsOf } from "@/components/editor/sync/words";

const typed = (from: number, text: string, to = from) => ({
  stepType: "replace",
  from,
  to,
  slice: { content: [{ type: "text", text }] },
});

describe("words for people", () => {
  test("letters typed one after another are one line, other places are others", () => {
    expect(wordsOf([typed(5, "H"), typed(6, "i"), typed(30, "there")])).toBe("Hi\nthere");
    expect(wordsOf([typed(5, "Hix"), { stepType: "replace", from: 7, to: 8 }, typed(7, "!")])).toBe("Hi!");
    expect(wordsOf([{ stepType: "attr", pos: 3, attr: "id", value: "x" }, null])).toBe("");
  });

  test("a pasted list is a line for each paragraph", () => {
    const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
    const paste = {
      stepType: "replace",
      from: 1,
      to: 1,
      slice: { content: [paragraph("One"), paragraph("Two")] },
    };
    expect(wordsOf([paste])).toBe("One\nTwo");
  });

  test("coming back says what was sent and with whose words it was merged", () => {
    expect(backOnline(41, ["Ana"])).toBe("Back online: 41 changes sent, merged with Ana’s.");
    expect(backOnline(1, [])).toBe("Back online: 1 change sent.");
    expect(namesOf(["Ana", "Ben", "Cy"])).toBe("Ana, Ben and Cy");
  });
});

describe("when to send", () => {
  test("half a second after the last key, and every three seconds while typing goes on", () => {
    const alone = { isAlone: true };
    expect(sendAt(0, 0, alone)).toBe(500);
    expect(sendAt(0, 2_000, alone)).toBe(2_500);
    expect(sendAt(0, 2_900, alone)).toBe(3_000);
  });

  test("sooner while colleagues are in the article", () => {
    expect(sendAt(0, 0, { isAlone: false })).toBe(300);
    expect(sendAt(0, 650, { isAlone: false })).toBe(700);
  });

  test("again after 0.5 to 15 seconds, never later, never all at once", () => {
    for (let failures = 0; failures < 40; failures++) {
      for (const random of [0, 0.5, 1]) {
        expect(retryDelay(failures, random)).toBeGreaterThanOrEqual(500);
        expect(retryDelay(failures, random)).toBeLessThanOrEqual(15_000);
      }
    }
    expect(retryDelay(20, 0)).not.toBe(retryDelay(20, 1));
  });
});
