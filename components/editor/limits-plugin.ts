import { Plugin, type Transaction } from "@tiptap/pm/state";
import { REMOTE } from "@/lib/document/block-ids";
import { TEXT_LIMITS } from "@/lib/document/limits";

const NAMES: Readonly<Record<string, string>> = {
  headline: "A headline",
  standfirst: "A standfirst",
  heading: "A heading",
  calloutLabel: "The label of a box",
  faqHeading: "The heading of the questions",
  factLabel: "The label of a fact",
  figureAlt: "An alt text",
  figureCredit: "A credit",
  relatedHeading: "This heading",
  commentPrompt: "A comment prompt",
};

/** What a change would make longer than the document allows, as a sentence for the person; null when it fits. */
export function tooLong(transaction: Transaction): string | null {
  if (!transaction.docChanged) return null;
  let problem: string | null = null;
  transaction.mapping.maps.forEach((map, index) => {
    const later = transaction.mapping.slice(index + 1);
    map.forEach((_from, _to, from, to) => {
      const end = Math.min(later.map(to, 1), transaction.doc.content.size);
      transaction.doc.nodesBetween(Math.min(later.map(from, -1), end), end, (node, pos) => {
        const limit = TEXT_LIMITS[node.type.name];
        if (limit === undefined || node.content.size <= limit) return !node.isTextblock;
        const before = transaction.before.nodeAt(transaction.mapping.invert().map(pos));
        const isGrowing = before?.type !== node.type || before.content.size < node.content.size;
        if (isGrowing) problem = `${NAMES[node.type.name] ?? "This line"} holds at most ${limit} characters.`;
        return false;
      });
    });
  });
  return problem;
}

/** Refuses one's own change that the server would refuse for its length, and says so; what others wrote always passes. */
export function limitsPlugin(tell: (text: string) => void): Plugin {
  return new Plugin({
    filterTransaction(transaction) {
      const isOthers = transaction.getMeta(REMOTE) || transaction.getMeta("rebased") !== undefined;
      if (isOthers || transaction.getMeta("history$")) return true;
      const problem = tooLong(transaction);
      if (problem) tell(problem);
      return problem === null;
    },
  });
}
