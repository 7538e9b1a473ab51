import { Command, InvalidArgumentError } from "commander";
import { Invalid } from "@/lib/errors";
import { actorByEmail } from "@/lib/people/queries";
import { LONGEST_DAYS, makeToken, newTokenShape } from "@/lib/people/tokens";
import { scopes } from "@/lib/permissions";

/** `galley token add --as EMAIL`: an API token, printed once. Tokens are listed and revoked under Account. */
export function tokenCommand(): Command {
  const token = new Command("token").description("Tokens for programs that call the API.");

  token
    .command("add")
    .description("Make a token of a person and print it; it is not shown again.")
    .requiredOption("--as <email>", "whose token; it never has more rights than they have")
    .requiredOption("--name <name>", "what it is for")
    .option("--scope <scope...>", `what it may do: ${scopes.join(", ")}`, ["draft:read"])
    .option("--days <days>", `how long it lives, at most ${LONGEST_DAYS}`, wholeNumber, 90)
    .action(async (options) => {
      const wanted = newTokenShape.safeParse({
        name: options.name,
        scopes: options.scope,
        days: options.days,
      });
      if (!wanted.success) {
        const issue = wanted.error.issues[0];
        throw new Invalid({ [String(issue?.path[0] ?? "token")]: issue?.message ?? "This is not valid." });
      }
      const made = await makeToken(await actorByEmail(options.as), wanted.data);
      console.log(made.token);
    });

  return token;
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("Give a whole number of days.");
  return Number(value);
}
