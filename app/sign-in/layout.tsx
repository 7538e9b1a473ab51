import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocumentShell } from "@/components/desk/document-shell";

/** Each page is made for its request: its scripts carry the request's nonce. */
export const dynamic = "force-dynamic";

// Under "no-referrer" a plain form would be sent without its origin.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <DocumentShell>{children}</DocumentShell>;
}
