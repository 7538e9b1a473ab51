import { LIMITS } from "@/lib/document/limits";
import type { CalloutKind } from "@/lib/document/nodes/callout";
import { readDate } from "@/lib/document/partial-date";

/*
 * What the words of one line say about what it is. English and Spanish have the same rules; no rule names a subject.
 */

/** A line cut into what comes before its text and the text. */
export type Cut = { before: string; text: string };

/** A line cut into a label, what joins them ("…: "), and a text. */
export type Labelled = { label: string; joint: string; text: string };

const bullets = /^([•◦▪▫‣●○■□·*\-–])([^\S\r\n]+)(?=\S)/;
const numbers = /^(\d{1,3})([.)])([^\S\r\n]+)(?=\S)/;
const dividers = /^(?:[*\-_—–=~#·•][^\S\r\n]*){3,}$/;
const questions = /^(?:Q|Question|P|Pregunta)[^\S\r\n]*[:.)][^\S\r\n]+(?=\S)/i;
const answers = /^(?:A|Answer|R|Respuesta)[^\S\r\n]*[:.)][^\S\r\n]+(?=\S)/i;
const quotes = /^>[^\S\r\n]*(?=[^\s>])/;

function cut(words: string, pattern: RegExp): Cut | null {
  const match = pattern.exec(words);
  return match ? { before: match[0], text: words.slice(match[0].length) } : null;
}

export const bulletIn = (words: string) => cut(words, bullets);
export const questionIn = (words: string) => cut(words, questions);
export const answerIn = (words: string) => cut(words, answers);
export const quoteIn = (words: string) => cut(words, quotes);
export const isDivider = (words: string) => dividers.test(words);

/** The number a line of a list begins with, cut from its words; null when it begins with none. */
export function numberIn(words: string): (Cut & { number: number }) | null {
  const found = cut(words, numbers);
  return found && { ...found, number: Number.parseInt(found.before, 10) };
}

const calloutLabels: readonly [RegExp, CalloutKind][] = [
  [/^(did you know|¿sabías que|¿sabía que|¿sabía usted que|¿sabías esto|¿lo sabías)$/i, "didYouKnow"],
  [/^(pro tips?|top tips?|tips?|expert tip|consejos?|consejo práctico)$/i, "proTip"],
  [/^(note|editor[’']s note|please note|nota|nota del editor|nota de la redacción)$/i, "note"],
  [/^(context|background|in context|contexto|antecedentes|en contexto)$/i, "context"],
];

/** A box that begins with its label: "Did you know? …", "Tip: …". */
export function calloutIn(words: string): (Labelled & { kind: CalloutKind }) | null {
  const match = /^([^:?]{2,30})(\?|:|…\??)([^\S\r\n]+)(?=\S)/.exec(words);
  const [whole = "", name = "", mark = "", space = ""] = match ?? [];
  const kind = calloutLabels.find(([pattern]) => pattern.test(name.trim()))?.[1];
  if (!match || !kind) return null;
  const isColon = mark === ":";
  return {
    kind,
    label: isColon ? name : name + mark,
    joint: isColon ? mark + space : space,
    text: words.slice(whole.length),
  };
}

/** "Label: value" with a short label of a few words. */
export function labelIn(words: string): Labelled | null {
  const match = /^([\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡][^:?!;“”"]{0,59}?)([^\S\r\n]*:[^\S\r\n]+)(?=\S)/u.exec(words);
  const [whole = "", label = "", joint = ""] = match ?? [];
  if (!match || label.split(/\s+/).length > 6) return null;
  return { label, joint, text: words.slice(whole.length) };
}

/** How many characters of a list item are its lead: "The lead: the rest". */
export function leadLength(text: string): number {
  const match = /^[^:.?!;]{1,80}:(?=[^\S\r\n]+\S)/u.exec(text);
  return match && match[0].split(/\s+/).length <= 12 ? match[0].length : 0;
}

const faqHeadings =
  /^(faqs?|frequently asked questions|questions and answers|q ?& ?a|preguntas frecuentes|preguntas y respuestas)[:.]?$/i;
const relatedHeadings =
  /^(you may also like|you might also like|related( articles| stories| reading| coverage| content)?|read (more|next|also)|more on this( topic| story)?|see also|recommended( for you)?|también te puede interesar|te puede interesar|le puede interesar|lea también|lee también|lea además|notas relacionadas|artículos relacionados|noticias relacionadas|más sobre este tema)[:.]?$/i;
const commentPrompts =
  /^((leave|post|write|add) (a|your) (comment|reply)|join the (discussion|conversation)|comments?|deja (un|tu) comentario|deje (un|su) comentario|escribe un comentario|comenta|comentarios)[:.!]?$/i;
const invitations =
  /\b(want to (learn|know|read|find out)|subscribe|sign up|learn more|read our|explore our|follow our|join us|support our|share your (thoughts|views|story|opinion)|tell us what you think|quieres? saber más|quieren saber más|desea saber más|suscríb(ete|ase)|regístr(ate|ese)|lee nuestr[ao]|explora nuestr[ao]|comparte tus? (opinión|opiniones|ideas)|síguenos)\b/iu;

export const isFaqHeading = (words: string) => faqHeadings.test(words);
export const isRelatedHeading = (words: string) => relatedHeadings.test(words);
export const isCommentPrompt = (words: string) => commentPrompts.test(words);
export const isInvitation = (words: string) => words.length <= 400 && invitations.test(words);

const stamps =
  /^(?:last updated|updated|last modified|última actualización|actualizado)(?: on| el)?\s*:?\s+(.+)$/i;

/** The date in "Last updated December 5, 2025" (EDTF), or null. */
export function stampIn(words: string): string | null {
  const date = words.length > LIMITS.title ? undefined : stamps.exec(words)?.[1];
  return date === undefined ? null : (readDate(date)?.date ?? null);
}

const particles = /^(de|del|la|las|los|da|do|dos|das|di|von|van|der|den|bin|al|el|e|of|the)$/i;
const roleWords =
  /^(editors?|editora|chief|staff|desk|newsroom|team|reporters?|writers?|correspondents?|bureau|redacción|redactora?|jefa?|corresponsal|equipo|mesa|editorial)$/i;

/** The names in "By Ana Ruiz and Ben Oduya" or "Por la redacción"; null when the words are none. */
export function bylineIn(words: string): { name: string; kind: "person" | "role" }[] | null {
  if (words.length > LIMITS.title) return null;
  const match = /^(?:by|por|words by|text by|texto de)(?:\s*:)?\s+(.+)$/i.exec(words);
  const names = (match?.[1] ?? "").split(/\s*(?:,|&|\band\b|\by\b)\s*/u).filter((name) => name !== "");
  if (names.length === 0 || names.length > 12) return null;
  const bylines = names.map((name) => {
    const parts = name.split(/\s+/);
    const isRole = parts.some((part) => roleWords.test(part));
    const isName = parts.every(
      (part) => isRole || particles.test(part) || /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(part),
    );
    const fits =
      isName &&
      name.length <= 60 &&
      parts.length <= 6 &&
      !/[?!:;…|]|\.$/u.test(name.replace(/\b\p{Lu}\.$/u, ""));
    return fits ? { name, kind: isRole ? ("role" as const) : ("person" as const) } : null;
  });
  return bylines.every((byline) => byline !== null) && areDifferent(names) ? bylines : null;
}

function areDifferent(names: string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

const noneKnown =
  /^(?:(?:no|none)\b.*\b(?:known|reported|recorded|confirmed)\b|none\.?$|no se (?:conoce|conocen|sabe|han|registra)\b|ningun[oa]s? (?:conocid|registrad|reportad|confirmad)|ningun[oa]\.?$)/iu;

/** Whether a fact's value says that there is nothing known. */
export const saysNoneKnown = (value: string) => noneKnown.test(value);

const sentenceEnd = /[.!?…:;,]["”’»)\]]*$/u;

export const endsSentence = (words: string) => /[.!?…]["”’»)\]]*$/u.test(words);

/** Whether a line could be a title: one line of words, not too long, that does not end as a sentence does. */
export function isTitleLike(words: string): boolean {
  if (words.length > 200 || !/\p{L}/u.test(words) || isDivider(words) || bulletIn(words)) return false;
  return !sentenceEnd.test(words) || /[?!]["”’»]*$/u.test(words) || /\b\p{Lu}\.$/u.test(words);
}

/** Whether a line reads as a heading, when what follows is a text. */
export function isHeadingLike(words: string): boolean {
  const parts = words.split(/\s+/);
  if (words.length > 110 || parts.length > 14 || /:\/\//.test(words)) return false;
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡"“‘«(]/u.test(words) || /!$/.test(words)) return false;
  return isTitleLike(words);
}

/** Whether a line is more than a title: long, or a sentence, or the beginning of a list, a question, a box. */
export function isBodyLike(words: string): boolean {
  return (
    words.length >= 70 ||
    sentenceEnd.test(words) ||
    [bulletIn, numberIn, questionIn, calloutIn, labelIn].some((reads) => reads(words) !== null)
  );
}

const frequent = {
  en: /\b(the|of|and|to|in|is|that|for|was|on|with|by|are)\b/giu,
  es: /(?<!\p{L})(el|la|los|las|de|del|que|y|en|un|una|por|con|para|se|su)(?!\p{L})/giu,
};

/** The language of a text, told from its most frequent words: English unless Spanish words prevail. */
export function languageOf(text: string): "en" | "es" {
  const sample = text.slice(0, 20_000);
  const [english, spanish] = [sample.match(frequent.en)?.length ?? 0, sample.match(frequent.es)?.length ?? 0];
  return spanish > english ? "es" : "en";
}
