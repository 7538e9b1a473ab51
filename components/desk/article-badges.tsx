import { Badge, type BadgeTone } from "@/components/ui/badge";

const states: Record<string, { words: string; tone: BadgeTone }> = {
  draft: { words: "Draft", tone: "plain" },
  submitted: { words: "Submitted", tone: "accent" },
  checking: { words: "Checking", tone: "accent" },
  approved: { words: "Approved", tone: "good" },
};

/** The state of the working text. */
export function StateBadge({ state }: { state: string }) {
  const { words, tone } = states[state] ?? { words: state, tone: "plain" };
  return <Badge tone={tone}>{words}</Badge>;
}

/** What readers have: "Live", "Live · 3 unpublished changes", "Withdrawn", or nothing. */
export function LiveBadge({
  live,
  withdrawn,
}: {
  live: { unpublishedChanges: number } | null;
  withdrawn: string | null;
}) {
  if (withdrawn) return <Badge tone="danger">Withdrawn</Badge>;
  if (!live) return null;
  const { unpublishedChanges: count } = live;
  if (count === 0) return <Badge tone="good">Live</Badge>;
  return <Badge tone="warn">{`Live · ${count} unpublished ${count === 1 ? "change" : "changes"}`}</Badge>;
}
