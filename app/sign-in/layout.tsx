import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocumentShell } from "@/components/desk/document-shell";

// Under "no-referrer" a plain form would be sent without its origin.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" };

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <DocumentShell>{children}</DocumentShell>;
}
