const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** How a key combination reads on this machine: "Mod-Alt-2" → "⌘⌥2" or "Ctrl+Alt+2". */
export function keyLabel(combination: string): string {
  const names: Record<string, string> = isApple
    ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Ctrl: "⌃" }
    : { Mod: "Ctrl", Alt: "Alt", Shift: "Shift", Ctrl: "Ctrl" };
  if (!/^(Mod|Alt|Shift|Ctrl)-/.test(combination)) return combination;
  const parts = combination.split("-").map((part) => names[part] ?? part);
  return parts.join(isApple ? "" : "+");
}

/** The keys of the editor, as the list under Mod-/ shows them. */
export const KEYS: readonly {
  group: string;
  keys: readonly (readonly [combination: string, does: string])[];
}[] = [
  {
    group: "Anywhere",
    keys: [
      ["Mod-S", "Save now, and name this version"],
      ["Mod-/", "Show these keys"],
      ["Alt-F10", "Go to the tools; Escape comes back"],
    ],
  },
  {
    group: "Blocks",
    keys: [
      ["/", "Add a block (at the start of a line or after a space)"],
      ["Mod-Enter", "New line after this block"],
      ["Alt-Shift-↑", "Move the block, item, question or fact up"],
      ["Alt-Shift-↓", "Move it down"],
      ["Mod-Alt-0", "Text"],
      ["Mod-Alt-2", "Heading; 3 and 4 for the smaller ones"],
      ["Mod-Shift-8", "Bulleted list"],
      ["Mod-Shift-7", "Numbered list"],
      ["Mod-Shift-B", "Quotation"],
      ["Tab", "Inside a list: one level in; Shift+Tab out"],
    ],
  },
  {
    group: "Words",
    keys: [
      ["Mod-B", "Bold"],
      ["Mod-I", "Italic"],
      ["Mod-K", "Link"],
      ["Mod-Shift-S", "Strike through"],
      ["Mod-E", "Code"],
      ["Mod-Z", "Undo your own last change"],
      ["Mod-Shift-Z", "Redo"],
      ["Mod-Shift-V", "Paste as plain text"],
    ],
  },
  {
    group: "As you type",
    keys: [
      ["##", "Heading"],
      ["-", "Bulleted list (then a space)"],
      ["1.", "Numbered list (then a space)"],
      [">", "Quotation (then a space)"],
      ["---", "Divider"],
      ["**bold**", "Bold"],
      ["*italic*", "Italic"],
      ["`code`", "Code"],
      ["[text](address)", "Link"],
    ],
  },
];
