"use client";

import { getNonce, setNonce } from "get-nonce";

/**
 * Tells Radix' scroll lock which nonce its style elements must carry under the newsroom's security policy. The
 * policy is that of the document, so the first one counts: a refresh brings a nonce that belongs to its own answer.
 */
export function StyleNonce({ nonce }: { nonce: string | null }) {
  if (nonce && typeof window !== "undefined" && !getNonce()) setNonce(nonce);
  return null;
}
