import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { PreviewFinding, PublishPreview } from "@/lib/publishing/preview";

/** Who wrote how much since the version that is about to go out, and the button that takes it along. */
export function Since({ preview, onInclude }: { preview: PublishPreview; onInclude: () => void }) {
  const { since } = preview;
  if (since.length === 0) return null;
  const who = since
    .map(({ name, words }) => `${name} (${words === 1 ? "1 word" : `${words} words`})`)
    .join(", ");
  const [only] = since;
  const include =
    only && since.length === 1
      ? `Include ${only.name.split(" ")[0]}’s ${only.words === 1 ? "word" : `${only.words} words`}`
      : "Include them";
  return (
    <Notice tone="warn" title="Somebody has written since you read this" announce="status">
      <p>{who}. What goes out is what you read, unless you include it.</p>
      <Button size="sm" className="mt-2" onClick={onInclude}>
        {include}
      </Button>
    </Notice>
  );
}

/** What the gate says: first what stops this, then what is good to know. `onShow` leads to a finding's words (null: the details). */
export function Findings({
  isNothingNew,
  blockers,
  warnings,
  onShow,
  isFirst,
}: {
  /** Readers have exactly this already. */
  isNothingNew: boolean;
  blockers: PreviewFinding[];
  warnings: PreviewFinding[];
  onShow: (blockId: string | null) => void;
  isFirst: boolean;
}) {
  const id = useId();
  if (blockers.length === 0 && warnings.length === 0) {
    if (isNothingNew) return <Notice>Readers have exactly this already: there is nothing to publish.</Notice>;
    return <Notice tone="good">Nothing stops {isFirst ? "this" : "these changes"}.</Notice>;
  }
  return (
    <div className="flex flex-col gap-4">
      {blockers.length > 0 && (
        <section aria-labelledby={`${id}-stop`}>
          <h3 id={`${id}-stop`} className="pb-1.5 font-semibold text-danger">
            {blockers.length === 1 ? "One thing stops this" : `${blockers.length} things stop this`}
          </h3>
          <FindingList findings={blockers} onShow={onShow} look="border-danger" />
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby={`${id}-know`}>
          <h3 id={`${id}-know`} className="pb-1.5 font-semibold text-warn">
            Good to know
          </h3>
          <FindingList findings={warnings} onShow={onShow} look="border-warn" />
        </section>
      )}
    </div>
  );
}

function FindingList({
  findings,
  onShow,
  look,
}: {
  findings: PreviewFinding[];
  onShow: (blockId: string | null) => void;
  look: string;
}) {
  return (
    <ul className="flex flex-col gap-1.5">
      {findings.map(({ code, message, where, words }, at) => (
        <li
          // Two findings may be equal in everything but their place in the text.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          key={`${code}-${where}-${words}-${at}`}
          className={`flex items-start justify-between gap-3 border-l-2 py-0.5 pl-3 ${look}`}
        >
          <span>{message}</span>
          {(where || inDetails.has(code)) && (
            <Button size="sm" onClick={() => onShow(where)} aria-label={`Show: ${message}`}>
              Show
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Findings without a place in the text that are mended beside it. */
const inDetails = new Set(["no_section", "no_slug", "no_byline", "placeholder"]);
