"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/**
 * Asks once, in words, before something that others will notice. `act` runs while the dialog stays; what it throws
 * is shown and may be tried again. The confirming button names the act ("Restore version 12"), never "OK".
 */
export function Confirm({
  open,
  onOpenChange,
  title,
  children,
  action,
  danger,
  act,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  act: () => Promise<void>;
}) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run() {
    setBusy(true);
    setFailure(null);
    try {
      await act();
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "That did not work. Try again.");
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (isBusy) return;
        setFailure(null);
        onOpenChange(next);
      }}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={isBusy}>
            Cancel
          </Button>
          <Button variant={danger ? "danger" : "primary"} onClick={run} disabled={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {failure && (
          <Notice tone="danger" announce="alert">
            {failure}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
