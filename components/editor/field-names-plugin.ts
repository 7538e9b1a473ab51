import { Plugin } from "@tiptap/pm/state";

const NAMES: Readonly<Record<string, string>> = {
  headline: "Headline",
  standfirst: "Standfirst",
  calloutLabel: "Label of the box",
  faqHeading: "Heading of the questions",
  faqQuestion: "Question",
  factLabel: "Label of the fact",
  factValue: "Value of the fact",
  factSource: "Source of the fact",
  figureAlt: "Alt text",
  figureCaption: "Caption",
  figureCredit: "Credit",
  attribution: "Attribution",
  callToAction: "Line that leads on",
  relatedHeading: "Heading of the related articles",
  commentPrompt: "Comment prompt",
};

/** Tells people who cannot see where the caret is which field it has come into; a filled field shows no prompt. */
export function fieldNamesPlugin(say: (text: string) => void): Plugin {
  return new Plugin({
    view: () => ({
      update(view, before) {
        const now = view.state.selection.$from;
        const field = now.parent.type.name;
        const then = before.selection.$from;
        if (!view.hasFocus() || (field === then.parent.type.name && now.depth === then.depth)) return;
        const name = NAMES[field];
        if (name) say(name);
      },
    }),
  });
}
