import common from "@zxcvbn-ts/language-common/src/passwords.json" with { type: "json" };

const SHORTEST = 12;
const LONGEST = 128;

const known = new Set<string>(common);
const top = new Set<string>(common.slice(0, 10_000));

/** What a password must not be made of: the newsroom's name, the person's name and address. */
export type About = { email: string; name: string; newsroom: string };

const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}]/gu, "");

/**
 * Why a new password is refused, as a sentence that says what to do; null when it is taken. Length 12 to 128
 * characters, no rule about kinds of characters (NIST SP 800-63B §3.1.1.2); refused are known passwords, known ones
 * with figures around them, one short piece repeated, runs of the keyboard or alphabet, and words of this site.
 */
export function passwordProblem(password: string, about: About): string | null {
  const length = [...password].length;
  if (length < SHORTEST) return `Use at least ${SHORTEST} characters. Three or four unrelated words do well.`;
  if (length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const lower = password.toLowerCase();
  const stem = lower.replace(/^[\d\W_]+|[\d\W_]+$/gu, "");
  if (known.has(lower) || top.has(stem)) {
    return "This is one of the passwords tried first. Choose one nobody else would think of.";
  }
  if (/^(.{1,6})\1+.{0,5}$/su.test(lower) || isRun(lower)) {
    return "This repeats or runs along the keyboard. Choose words that do not belong together.";
  }
  if (remainderOf(password, about).length < 4) {
    return "This is made of the newsroom's or your own name. Choose words that have nothing to do with either.";
  }
  return null;
}

const rows = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
];
const neighbours = new Set(
  rows.flatMap((row) => {
    const pairs = [...row].slice(1).map((letter, index) => `${row[index]}${letter}`);
    return [...pairs, ...pairs.map((pair) => `${pair[1]}${pair[0]}`)];
  }),
);

/** At least three quarters of all steps go to a neighbour on the keyboard or in the alphabet. */
function isRun(text: string): boolean {
  const letters = [...text];
  const steps = letters.slice(1).filter((letter, index) => neighbours.has(`${letters[index]}${letter}`));
  return steps.length >= (letters.length - 1) * 0.75;
}

/**
 * What is left when the words of the site and of the person are taken out. A password of figures and signs alone has
 * no words, so nothing is taken.
 */
function remainderOf(password: string, { email, name, newsroom }: About): string {
  const letters = lettersOf(password);
  if (letters === "") return password;
  const words = [...email.split(/[@.+_-]/), ...name.split(/\s+/), ...newsroom.split(/\s+/)]
    .concat("galley", "newsroom", "news", "desk", "password")
    .map(lettersOf)
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  return words.reduce((left, word) => left.replaceAll(word, " "), letters).replace(/ /g, "");
}
