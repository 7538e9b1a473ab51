"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { callApi, messageOf } from "@/components/call-api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { toast } from "@/components/ui/toaster";

type Line = {
  id: string;
  device: string;
  network: string;
  isThisOne: boolean;
  seen: ReactNode;
  since: ReactNode;
};

const networkWords = (network: string) => {
  if (network === "unknown") return "";
  const isHere = network.startsWith("127.") || network === "0:0:0:0::/64";
  return isHere ? " · the server’s own computer" : ` · network ${network}`;
};

/** Where one is signed in; each can be ended, and all but this one at once. */
export function SessionList({ sessions }: { sessions: Line[] }) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function end(address: string, done: string) {
    setBusy(true);
    setFailure(null);
    try {
      await callApi("DELETE", address);
      toast(done);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      router.refresh();
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <Failure>{failure}</Failure>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {sessions.map(({ id, device, network, isThisOne, seen, since }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {device} {isThisOne && <Badge tone="good">This one</Badge>}
              </p>
              <p className="text-sm text-muted">
                Last seen {seen} · since {since}
                {networkWords(network)}
              </p>
            </div>
            {!isThisOne && (
              <Button
                size="sm"
                disabled={isBusy}
                aria-label={`Sign out ${device}`}
                onClick={() => end(`/api/people/me/sessions/${id}`, `${device} is signed out.`)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          className="self-start"
          disabled={isBusy}
          onClick={() => end("/api/people/me/sessions", "Every other session is signed out.")}
        >
          Sign out everywhere else
        </Button>
      )}
    </div>
  );
}
