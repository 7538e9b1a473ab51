"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi, property } from "@/components/call-api";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";

/** Restores the version on this page, after asking once, and opens the article. */
export function RestoreButton({
  articleId,
  revision,
  title,
}: {
  articleId: string;
  revision: number;
  title: string;
}) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);

  async function restore() {
    const version = property(await callApi("GET", `/api/articles/${articleId}`), "version");
    await callApi("POST", `/api/articles/${articleId}/restore`, { revision, baseVersion: version });
    router.push(`/desk/articles/${articleId}`);
  }

  return (
    <>
      <Button variant="primary" onClick={() => setAsking(true)}>
        Restore this version
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title="Restore this version?"
        action="Restore"
        act={restore}
      >
        <p className="font-medium">{title}</p>
        <p>
          The text becomes what it was then, as a new change that everybody sees at once. What stands now is
          kept as a version, so this can be undone. What readers have does not change.
        </p>
      </Confirm>
    </>
  );
}
