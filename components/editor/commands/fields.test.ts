import { describe, expect, test } from "vitest";
import {
  addItem,
  backspaceAtFieldStart,
  deleteAtFieldEnd,
  enterInField,
  paragraphAfter,
  removeBlock,
  removeItem,
} from "./fields";
import { line, outline, p, stateAfter, writing } from "./testing";

const pair = (question: string, ...answers: object[]) => ({
  type: "faqPair",
  content: [line("faqQuestion", question), { type: "faqAnswer", content: answers }],
});
const fact = (label: string, value = "", source = "") => ({
  type: "fact",
  content: [line("factLabel", label), line("factValue", value), line("factSource", source)],
});
const callout = (label: string, ...body: object[]) => ({
  type: "callout",
  content: [line("calloutLabel", label), { type: "calloutBody", content: body }],
});
const faq = (...content: object[]) => ({ type: "faq", content });
const facts = (...content: object[]) => ({ type: "factList", content });

/** What stands in the document after headline and standfirst. */
function body(state: Parameters<typeof outline>[0] | null): string {
  return state === null ? "declined" : outline(state).replace(/^headline\([^)]*\) standfirst\([^)]*\) /, "");
}

describe("Enter", () => {
  test("in the headline goes to the end of the standfirst and splits nothing", () => {
    const state = writing("Two |words", "Below", [p("Body")]);
    expect(outline(stateAfter(state, enterInField) ?? state)).toBe(
      "headline(Two words) standfirst(Below|) paragraph(Body)",
    );
  });
  test("in the standfirst goes to the first line of the body", () => {
    const state = writing("H", "Be|low", [p("Body")]);
    expect(outline(stateAfter(state, enterInField) ?? state)).toBe(
      "headline(H) standfirst(Below) paragraph(|Body)",
    );
  });
  test("in the label of a box goes into its text", () => {
    const state = writing("H", "S", [callout("La|bel", p("Text"))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "callout[calloutLabel(Label) calloutBody[paragraph(|Text)]]",
    );
  });
  test("on an empty last line of a box leaves the box", () => {
    const state = writing("H", "S", [callout("Label", p("Text"), p("|"))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "callout[calloutLabel(Label) calloutBody[paragraph(Text)]] paragraph(|)",
    );
  });
  test("on the only line of a box is an ordinary Enter", () => {
    expect(stateAfter(writing("H", "S", [callout("Label", p("|"))]), enterInField)).toBeNull();
  });
  test("in a question goes to its answer", () => {
    const state = writing("H", "S", [faq(pair("Wh|y?", p("So")))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "faq[faqPair[faqQuestion(Why?) faqAnswer[paragraph(|So)]]]",
    );
  });
  test("on an empty last line of an answer begins the next question", () => {
    const state = writing("H", "S", [faq(pair("Why?", p("So"), p("|")))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "faq[faqPair[faqQuestion(Why?) faqAnswer[paragraph(So)]] faqPair[faqQuestion(|) faqAnswer[paragraph()]]]",
    );
  });
  test("in an empty last question leaves the questions", () => {
    const state = writing("H", "S", [faq(pair("Why?", p("So")), pair("|", p()))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "faq[faqPair[faqQuestion(Why?) faqAnswer[paragraph(So)]]] paragraph(|)",
    );
  });
  test("behind the last field of a fact begins the next fact", () => {
    const state = writing("H", "S", [facts(fact("Cap", "300", "Reg|ister"))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "factList[fact[factLabel(Cap) factValue(300) factSource(Register)] fact[factLabel(|) factValue() factSource()]]",
    );
  });
  test("in an empty last fact leaves the facts", () => {
    const state = writing("H", "S", [facts(fact("Cap", "300"), fact("|"))]);
    expect(body(stateAfter(state, enterInField))).toBe(
      "factList[fact[factLabel(Cap) factValue(300) factSource()]] paragraph(|)",
    );
  });
  test("in the credit of a picture puts a line behind the picture", () => {
    const figure = {
      type: "figure",
      content: [line("figureAlt", "A"), line("figureCaption", "C"), line("figureCredit", "Me|")],
    };
    expect(body(stateAfter(writing("H", "S", [figure]), enterInField))).toBe(
      "figure[figureAlt(A) figureCaption(C) figureCredit(Me)] paragraph(|)",
    );
  });
  test("on an empty last line of a quotation leaves it and keeps who said it inside", () => {
    const quote = { type: "blockquote", content: [p("Said"), p("|"), line("attribution", "Ana")] };
    expect(body(stateAfter(writing("H", "S", [quote]), enterInField))).toBe(
      "blockquote[paragraph(Said) attribution(Ana)] paragraph(|)",
    );
  });
});

describe("Backspace at a start", () => {
  test("of the headline does nothing", () => {
    const state = writing("|H", "S", [p("B")]);
    expect(outline(stateAfter(state, backspaceAtFieldStart) ?? state)).toBe(
      "headline(|H) standfirst(S) paragraph(B)",
    );
  });
  test("of the standfirst goes to the headline and joins nothing", () => {
    const state = writing("H", "|S", [p("B")]);
    expect(outline(stateAfter(state, backspaceAtFieldStart) ?? state)).toBe(
      "headline(H|) standfirst(S) paragraph(B)",
    );
  });
  test("of the body goes to the standfirst and joins nothing", () => {
    const state = writing("H", "S", [p("|B")]);
    expect(outline(stateAfter(state, backspaceAtFieldStart) ?? state)).toBe(
      "headline(H) standfirst(S|) paragraph(B)",
    );
  });
  test("of an empty first line takes the line away", () => {
    const state = writing("H", "S", [p("|"), p("B")]);
    expect(outline(stateAfter(state, backspaceAtFieldStart) ?? state)).toBe(
      "headline(H) standfirst(S|) paragraph(B)",
    );
  });
  test("of an answer goes to its question", () => {
    const state = writing("H", "S", [faq(pair("Why?", p("|So")))]);
    expect(body(stateAfter(state, backspaceAtFieldStart))).toBe(
      "faq[faqPair[faqQuestion(Why?|) faqAnswer[paragraph(So)]]]",
    );
  });
  test("of an empty question takes the pair away", () => {
    const state = writing("H", "S", [faq(pair("Why?", p("So")), pair("|", p()))]);
    expect(body(stateAfter(state, backspaceAtFieldStart))).toBe(
      "faq[faqPair[faqQuestion(Why?) faqAnswer[paragraph(So|)]]]",
    );
  });
  test("of a blank box turns it into a line", () => {
    expect(body(stateAfter(writing("H", "S", [callout("|", p())]), backspaceAtFieldStart))).toBe(
      "paragraph(|)",
    );
  });
  test("behind a box selects the box and joins nothing", () => {
    const state = stateAfter(writing("H", "S", [callout("L", p("T")), p("|After")]), backspaceAtFieldStart);
    expect(state?.selection.toJSON().type).toBe("node");
    expect(body(state)).toContain("paragraph(After)");
  });
  test("of an ordinary second line is an ordinary Backspace", () => {
    expect(stateAfter(writing("H", "S", [p("A"), p("|B")]), backspaceAtFieldStart)).toBeNull();
  });
});

describe("Delete at an end", () => {
  test("of the headline joins nothing", () => {
    const state = writing("H|", "S", [p("B")]);
    expect(outline(stateAfter(state, deleteAtFieldEnd) ?? state)).toBe(
      "headline(H|) standfirst(S) paragraph(B)",
    );
  });
  test("of an empty line before a box takes the line away", () => {
    expect(body(stateAfter(writing("H", "S", [p("|"), callout("L", p("T"))]), deleteAtFieldEnd))).toBe(
      "callout[calloutLabel(|L) calloutBody[paragraph(T)]]",
    );
  });
});

test("a question is added behind the one with the caret", () => {
  const state = writing("H", "S", [faq(pair("O|ne", p("1")), pair("Two", p("2")))]);
  expect(body(stateAfter(state, addItem))).toContain(
    "faqQuestion(|) faqAnswer[paragraph()]] faqPair[faqQuestion(Two)",
  );
});
test("removing the last question takes the block along", () => {
  expect(body(stateAfter(writing("H", "S", [faq(pair("O|ne", p("1"))), p("B")]), removeItem))).toBe(
    "paragraph(|B)",
  );
});
test("removing the only block leaves an empty line", () => {
  expect(body(stateAfter(writing("H", "S", [callout("L|", p("T"))]), removeBlock))).toBe("paragraph(|)");
});
test("the headline cannot be removed", () => {
  expect(stateAfter(writing("H|", "S", [p("B")]), removeBlock)).toBeNull();
});
test("a new line can be made behind any block", () => {
  expect(body(stateAfter(writing("H", "S", [callout("L|", p("T"))]), paragraphAfter))).toBe(
    "callout[calloutLabel(L) calloutBody[paragraph(T)]] paragraph(|)",
  );
});
