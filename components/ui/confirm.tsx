"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";

/**
 * Asks once, in words, before something that others will notice. `act` runs while the dialog stays; what it throws
 * is shown and may be tried again. The confirming button names the act ("Restore version 12"), never "OK".
 */
export function Confirm({
  open,
  onOpenChange,
  title,
  description,
  children,
  action,
  danger,
  isReady = true,
  act,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  /** False while something is missing that the act needs, such as a reason. */
  isReady?: boolean;
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
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={isBusy}>
            Cancel
          </Button>
          <Button variant={danger ? "danger" : "primary"} onClick={run} disabled={isBusy || !isReady}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        <Failure>{failure}</Failure>
      </div>
    </Dialog>
  );
}
