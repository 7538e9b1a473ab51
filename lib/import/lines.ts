/** A line of a plain text that is not blank, between the characters that carry no words. */
export type Line = {
  /** Counted from 1, blank lines included, as an editor shows it. */
  number: number;
  /** White space before the words. */
  indent: string;
  words: string;
  /** White space after the words, the line break, and the blank lines up to the next line. */
  after: string;
  /** Whether it stands directly below the line before, without a blank line between. */
  isAdjacent: boolean;
};

/** A text in lines; `lead` is what stands before the first (a byte order mark, blank lines). All of it together is the text. */
export type Lines = { lead: string; newline: "\n" | "\r\n" | "\r"; lines: Line[] };

/** Cuts a text into lines without losing a character; `newline` is the break it uses most. */
export function linesOf(text: string): Lines {
  const lines: Line[] = [];
  let lead = "";
  let wasBlank = true;
  let number = 0;
  const breaks = { "\n": 0, "\r\n": 0, "\r": 0 };
  for (const [whole, content = "", ending = ""] of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    if (whole === "") continue;
    number += 1;
    if (ending === "\n" || ending === "\r\n" || ending === "\r") breaks[ending] += 1;
    const last = lines.at(-1);
    const words = content.trim();
    if (words === "") {
      if (last) last.after += whole;
      else lead += whole;
      wasBlank = true;
      continue;
    }
    const indent = content.slice(0, content.indexOf(words));
    const after = whole.slice(indent.length + words.length);
    lines.push({ number, indent, words, after, isAdjacent: !wasBlank });
    wasBlank = false;
  }
  const newline = breaks["\r\n"] > breaks["\n"] ? "\r\n" : breaks["\r"] > breaks["\n"] ? "\r" : "\n";
  return { lead, newline, lines };
}
