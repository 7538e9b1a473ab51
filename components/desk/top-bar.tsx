"use client";

import { CircleUserRound, ExternalLink, LogOut, Menu, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { callApi, messageOf } from "@/components/call-api";
import { Palette } from "@/components/desk/palette";
import { ThemeChoices } from "@/components/desk/theme-menu";
import { Button, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toaster";

export type Place = { href: string; label: string };

/** The newsroom's bar: its name, the places this person may go, the account. On a phone the places are in a menu. */
export function TopBar({
  newsroom,
  person,
  places,
}: {
  newsroom: string;
  person: { name: string; email: string };
  places: Place[];
}) {
  const path = usePathname();
  const isHere = (href: string) => (href === "/desk" ? path === href : path.startsWith(href));

  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-surface px-3 pointer-coarse:h-14 sm:px-5">
      <Link href="/desk" className="mr-3 truncate font-serif text-lg font-semibold tracking-tight">
        {newsroom}
      </Link>
      <nav aria-label="Newsroom" className="hidden gap-0.5 md:flex">
        {places.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={isHere(href) ? "page" : undefined}
            className={classNames(
              "rounded-md px-2.5 py-1.5 text-sm font-medium",
              isHere(href) ? "bg-sunken text-ink" : "text-muted hover:text-ink",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-1">
        <Palette places={[...places, { href: "/desk/account", label: "Account and sessions" }]} />
        <a href="/" className={classNames(buttonClass("quiet", "sm"), "max-md:hidden")}>
          <ExternalLink aria-hidden /> Site
        </a>
        <div className="md:hidden">
          <DropdownMenu
            label="Places"
            trigger={
              <Button variant="quiet" size="icon" aria-label="Places in the newsroom">
                <Menu aria-hidden />
              </Button>
            }
          >
            {places.map(({ href, label }) => (
              <MenuItem key={href} asChild>
                <Link href={href} aria-current={isHere(href) ? "page" : undefined}>
                  {label}
                </Link>
              </MenuItem>
            ))}
            <MenuSeparator />
            <MenuItem asChild>
              <a href="/">
                <ExternalLink aria-hidden /> Readers’ site
              </a>
            </MenuItem>
          </DropdownMenu>
        </div>
        <DropdownMenu
          label="Account"
          trigger={
            <Button variant="quiet" size="sm" aria-label={`Account of ${person.name}`}>
              <CircleUserRound aria-hidden />
              <span className="max-w-40 truncate max-sm:hidden">{person.name}</span>
            </Button>
          }
        >
          <p className="px-2.5 pt-1.5 pb-2 text-sm text-muted">
            <span className="block font-medium text-ink">{person.name}</span>
            {person.email}
          </p>
          <MenuSeparator />
          <MenuItem asChild>
            <Link href="/desk/account">
              <UserRound aria-hidden /> Account and sessions
            </Link>
          </MenuItem>
          <ThemeChoices />
          <MenuSeparator />
          <MenuItem onSelect={signOut}>
            <LogOut aria-hidden /> Sign out
          </MenuItem>
        </DropdownMenu>
      </div>
    </header>
  );
}

async function signOut() {
  try {
    await callApi("POST", "/api/auth/sign-out");
    window.location.assign("/sign-in");
  } catch (error) {
    toast(`You are still signed in. ${messageOf(error)}`, { tone: "danger" });
  }
}
