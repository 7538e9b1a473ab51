import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { themeCookie } from "@/components/desk/theme";
import { SkipLink } from "@/components/ui/skip-link";
import { StyleNonce } from "@/components/ui/style-nonce";
import { Toaster } from "@/components/ui/toaster";

/** The `<html>` of every newsroom page: theme, messages, skip link. The page puts `id="content"` on its main part. */
export async function DocumentShell({ children }: { children: ReactNode }) {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const theme = jar.get(themeCookie)?.value;
  return (
    <html lang="en" data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        <StyleNonce nonce={sent.get("x-nonce")} />
        <SkipLink />
        {children}
        <Toaster />
      </body>
    </html>
  );
}
