"use client";

import { useEffect, useState } from "react";
import { themeCookie } from "@/components/desk/theme";
import { MenuChoices, MenuLabel } from "@/components/ui/dropdown-menu";

const choices = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Light or dark for this browser. The cookie lets the server send the right page at once. */
export function ThemeChoices() {
  const [theme, setTheme] = useState("system");
  useEffect(() => setTheme(document.documentElement.dataset.theme ?? "system"), []);

  function choose(next: string) {
    setTheme(next);
    if (next === "system") {
      delete document.documentElement.dataset.theme;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
      document.cookie = `${themeCookie}=; path=/; max-age=0; samesite=lax`;
      return;
    }
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  }

  return (
    <>
      <MenuLabel>Appearance</MenuLabel>
      <MenuChoices value={theme} onValueChange={choose} choices={choices} />
    </>
  );
}
