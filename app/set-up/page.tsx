import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "@/components/people/entrance";
import { JoinForm } from "@/components/people/join-form";
import { type Choice, SetUpForm } from "@/components/people/set-up-form";
import { buttonClass } from "@/components/ui/button";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { openLink } from "@/lib/people/invites";

export const metadata: Metadata = { title: "Welcome" };

type Asked = Promise<Record<string, string | string[] | undefined>>;

/** Where one-time links lead: setting up an empty newsroom, joining one, choosing a new password. Looking uses none up. */
export default async function SetUpPage({ searchParams }: { searchParams: Asked }) {
  const { token } = await searchParams;
  const [link, { name }] = await Promise.all([
    typeof token === "string" ? openLink(token) : null,
    newsroomSettings(),
  ]);
  if (!link || typeof token !== "string") {
    return (
      <Entrance
        newsroom={name}
        title="This link no longer works"
        lead="It was used already, is too old, or was replaced by a newer one. Ask an admin of the newsroom for another."
      >
        <p>
          <Link href="/sign-in" className={buttonClass("secondary")}>
            Go to sign in
          </Link>
        </p>
      </Entrance>
    );
  }
  if (!link.person) {
    return (
      <Entrance
        newsroom="Galley"
        title="Set up your newsroom"
        lead="It takes two minutes. You invite your colleagues afterwards, under People."
      >
        <SetUpForm token={token} languages={languages()} timeZones={timeZones()} />
      </Entrance>
    );
  }
  const isInvitation = link.kind === "invite";
  return (
    <Entrance
      newsroom={name}
      title={isInvitation ? `Welcome, ${link.person.name}` : "Choose a new password"}
      lead={
        isInvitation
          ? "Choose a password, and you are in the newsroom."
          : "You are then signed in here and signed out everywhere else."
      }
    >
      <JoinForm
        token={token}
        email={link.person.email}
        action={isInvitation ? "Enter the newsroom" : "Save and sign in"}
      />
    </Entrance>
  );
}

function languages(): Choice[] {
  const tags = "en es ca de eu fr gl it nl pt".split(" ");
  return tags.map((value) => {
    const own = new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value;
    return { value, label: own.charAt(0).toLocaleUpperCase(value) + own.slice(1) };
  });
}

function timeZones(): { region: string; zones: Choice[] }[] {
  const regions = new Map<string, Choice[]>([["Universal", [{ value: "UTC", label: "UTC" }]]]);
  for (const value of Intl.supportedValuesOf("timeZone")) {
    const [region = "", ...place] = value.split("/");
    if (place.length === 0) continue;
    const zones = regions.get(region) ?? [];
    regions.set(region, zones);
    zones.push({ value, label: place.join(" / ").replaceAll("_", " ") });
  }
  return [...regions].map(([region, zones]) => ({ region, zones }));
}
