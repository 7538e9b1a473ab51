type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The words that steps put in, a line for each place, letters typed one after another joined. For showing to a person. */
export function wordsOf(steps: readonly unknown[]): string {
  const places: { text: string; from: number; to: number }[] = [];
  for (const step of steps) {
    if (!isJson(step) || typeof step.from !== "number" || typeof step.to !== "number") continue;
    const text = isJson(step.slice) ? textIn(step.slice.content).join("\n") : "";
    const last = places.at(-1);
    if (last && step.from === step.to && step.from === last.to && text) {
      last.text += text;
      last.to += text.length;
    } else if (last && !text && step.to === last.to && step.from >= last.from) {
      // Taken back while typing.
      last.text = last.text.slice(0, step.from - last.from);
      last.to = step.from;
    } else if (text) {
      places.push({ text, from: step.from, to: step.from + text.length });
    }
  }
  return places
    .map(({ text }) => text.trim())
    .filter(Boolean)
    .join("\n");
}

/** One string for each text block of a slice's JSON. */
function textIn(content: unknown): string[] {
  if (!Array.isArray(content)) return [];
  const lines: string[] = [];
  let line = "";
  for (const node of content) {
    if (!isJson(node)) continue;
    if (typeof node.text === "string") line += node.text;
    else lines.push(...textIn(node.content));
  }
  if (line) lines.unshift(line);
  return lines;
}

/** "Ana", "Ana and Ben", "Ana, Ben and Cy". */
export function namesOf(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** "Back online: 41 changes sent, merged with Ana's." */
export function backOnline(sent: number, mergedWith: readonly string[]): string {
  const changes = sent === 1 ? "1 change" : `${sent} changes`;
  const merged = mergedWith.length > 0 ? `, merged with ${namesOf(mergedWith)}’s` : "";
  return sent === 0 ? `Back online${merged}.` : `Back online: ${changes} sent${merged}.`;
}
