import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocumentShell } from "@/components/desk/document-shell";

/** Each page is made for its request: its scripts carry the request's nonce. */
export const dynamic = "force-dynamic";

// The link in the address is a secret: it is told to nobody.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default function SetUpLayout({ children }: { children: ReactNode }) {
  return <DocumentShell>{children}</DocumentShell>;
}
