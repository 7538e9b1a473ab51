import { Mark } from "@tiptap/core";
import { rules } from "../attributes.ts";
import { isSafeHref } from "../link.ts";

export { Bold } from "@tiptap/extension-bold";
export { Code } from "@tiptap/extension-code";
export { Italic } from "@tiptap/extension-italic";
export { Strike } from "@tiptap/extension-strike";
export { Subscript } from "@tiptap/extension-subscript";
export { Superscript } from "@tiptap/extension-superscript";

/** A link with nothing but its address; what a link opens and how is the page's affair. */
export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  addAttributes() {
    return { href: { isRequired: true, default: undefined, validate: rules.href } };
  },
  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element) => (isSafeHref(element.getAttribute("href")) ? null : false),
      },
    ];
  },
  renderHTML({ mark }) {
    const { href } = mark.attrs;
    return ["a", isSafeHref(href) ? { href } : {}, 0];
  },
});
