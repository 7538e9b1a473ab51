import { waitInWords } from "@/lib/rate-limit";

/** What the form says for the code that a redirect carries. Unknown codes say nothing. */
export function signInProblem(code: string | undefined): string | null {
  if (code === "wrong_password" || code === "CredentialsSignin") {
    return "The e-mail or the password is not right. Check both and try again.";
  }
  if (code === "suspended") return "Your account is suspended. Ask an admin of the newsroom.";
  if (code === "unavailable") return "The newsroom's database cannot be reached. Try again in a moment.";
  const seconds = Number(/^slow_down_(\d{1,6})$/.exec(code ?? "")?.[1] ?? 0);
  return seconds > 0 ? `Too many failed sign-ins. Try again in ${waitInWords(seconds)}.` : null;
}
