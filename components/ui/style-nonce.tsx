"use client";

import { setNonce } from "get-nonce";

/** Tells Radix' scroll lock which nonce its style elements must carry under the newsroom's security policy. */
export function StyleNonce({ nonce }: { nonce: string | null }) {
  if (nonce && typeof window !== "undefined") setNonce(nonce);
  return null;
}
