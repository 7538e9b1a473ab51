import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { themeCookie } from "@/components/desk/theme";
import { SkipLink } from "@/components/ui/skip-link";
import { StyleNonce } from "@/components/ui/style-nonce";
import { Toaster } from "@/components/ui/toaster";

/** The newsroom's mark in the tab: a proof's paragraph sign. In the page itself, so it is no request. */
const mark = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1e4fa8"/><path d="M14 25V7h9M20 25V7M14 16.500a4.800 4.800 0 0 1 0-9.500" fill="none" stroke="#fff" stroke-width="2.600"/></svg>',
)}`;

/** The `<html>` of every newsroom page: theme, messages, skip link. The page puts `id="content"` on its main part. */
export async function DocumentShell({ children }: { children: ReactNode }) {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const theme = jar.get(themeCookie)?.value;
  return (
    <html lang="en" data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        <link rel="icon" type="image/svg+xml" href={mark} />
        <StyleNonce nonce={sent.get("x-nonce")} />
        <SkipLink />
        {children}
        <Toaster />
      </body>
    </html>
  );
}
