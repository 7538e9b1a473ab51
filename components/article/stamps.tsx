import { type Stamps, stamp } from "@/lib/publishing/stamps";
import type { Words } from "@/lib/reader/words";

type Place = { timeZone: string; language: string };

/** Published, updated, facts checked: each a <time> with the value that JSON-LD, feeds and sitemaps carry. */
export function StampLine({ stamps, words, place }: { stamps: Stamps; words: Words; place: Place }) {
  const isStated = typeof stamps.updated === "string";
  return (
    <p className="stamps">
      <Stamp label={words.published} moment={stamps.published} place={place} />
      {stamps.updated !== null && (
        <Stamp label={isStated ? words.lastUpdated : words.updated} moment={stamps.updated} place={place} />
      )}
      {stamps.factsChecked !== null && (
        <Stamp label={words.factsChecked} moment={stamps.factsChecked} place={place} />
      )}
    </p>
  );
}

function Stamp({ label, moment, place }: { label: string; moment: Date | string; place: Place }) {
  const { datetime, text } = stamp(moment, place);
  return (
    <span>
      {label} <time dateTime={datetime}>{text}</time>
    </span>
  );
}
