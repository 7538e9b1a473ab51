"use client";

import { useSyncExternalStore } from "react";

const query = "(min-width: 70rem)";

/** Whether there is room for a panel beside the text. False on the server and until the page is awake. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
