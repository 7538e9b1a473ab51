import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInProblem } from "@/app/sign-in/problem";
import { Entrance } from "@/components/people/entrance";
import { SignInForm } from "@/components/people/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { hasPeople } from "@/lib/people/invites";
import { returnPath } from "@/lib/people/return-path";
import { currentActor } from "@/lib/people/session";

export const metadata: Metadata = { title: "Sign in" };

type Asked = Promise<Record<string, string | string[] | undefined>>;
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function SignInPage({ searchParams }: { searchParams: Asked }) {
  const asked = await searchParams;
  const next = returnPath(first(asked.next) ?? first(asked.callbackUrl));
  const [actor, { name }, isSetUp] = await Promise.all([currentActor(), newsroomSettings(), hasPeople()]);
  if (actor) redirect(next);
  if (!isSetUp) {
    return (
      <Entrance newsroom="Galley" title="Not set up yet">
        <Notice title="Nobody is in this newsroom">
          Open the one-time set-up link that Galley printed where it was started. Start it again for a new
          one.
        </Notice>
      </Entrance>
    );
  }
  return (
    <Entrance newsroom={name} title="Sign in to the newsroom">
      <SignInForm next={next} problem={signInProblem(first(asked.error))} />
      <p className="text-sm text-muted">
        Forgotten your password, or no account yet? An admin of the newsroom gives you a link.
      </p>
    </Entrance>
  );
}
