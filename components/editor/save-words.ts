import type { SaveState } from "./sync/article-sync";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function keptHere(kept: number): string {
  return kept === 0 ? "" : ` (${kept} ${kept === 1 ? "change" : "changes"} kept here)`;
}

/** The one line about saving, as a person reads it. Times are those of this machine's clock face. */
export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return state.at ? `Saved ${clock.format(state.at)}` : "Saved";
    case "saving":
      return "Saving…";
    case "offline":
      return `Offline${keptHere(state.kept)}`;
    case "serverAway":
      return `Server away, trying again${keptHere(state.kept)}`;
    case "signedOut":
      return `Signed out${keptHere(state.kept)}`;
    case "changedByBoth":
      return state.conflicts === 1 ? "Changed by both" : `Changed by both in ${state.conflicts} places`;
    case "readOnly":
      return `Read-only${state.since ? ` since ${clock.format(state.since)}` : ""}${keptHere(state.kept)}`;
    case "reload":
      return `Galley was updated: reload this page${keptHere(state.kept)}`;
    case "refused":
      return `Not saved: ${state.message}`;
  }
}

/** Colour of the line's dot; the words say the same. */
export function saveTone(state: SaveState): "good" | "quiet" | "warn" | "danger" {
  switch (state.kind) {
    case "saved":
      return "good";
    case "saving":
      return "quiet";
    case "readOnly":
      return state.since ? "warn" : "quiet";
    case "refused":
    case "signedOut":
      return "danger";
    default:
      return "warn";
  }
}

/** Coming and going of "Saving…" while a person writes is not read out; everything else is, once. */
export function isRoutine(before: SaveState["kind"] | null, now: SaveState["kind"]): boolean {
  return (
    now === "saving" || (now === "saved" && (before === null || before === "saving" || before === "saved"))
  );
}
