type Child = Node | string | null;

/** A DOM element in one expression: attributes, then children. `null` children and `undefined` attributes are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A part of a block that is not text: no caret, no editing. */
export function fixed<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return element(tag, { contenteditable: "false", ...attributes }, ...children);
}

/** A button inside the text, there only while the text may be edited (editor.css hides it otherwise). */
export function blockButton(label: string, run: () => void, className = "block-button"): HTMLButtonElement {
  const button = fixed("button", { type: "button", class: className, "data-edit-only": "" }, label);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    run();
  });
  return button;
}
