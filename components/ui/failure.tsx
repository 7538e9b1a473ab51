import { Notice } from "@/components/ui/notice";

/** What an act failed with, read out at once; nothing while there is no failure. */
export function Failure({ children, className }: { children: string | null; className?: string }) {
  if (!children) return null;
  return (
    <Notice tone="danger" announce="alert" className={className}>
      {children}
    </Notice>
  );
}
