import { z } from "zod";
import { Invalid } from "@/lib/errors";

/** Reads a request's query string by a schema. Throws `Invalid` with a sentence for each parameter; unknown ones are ignored. */
export function queryOf<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues)
    fields[issue.path.map(String).join(".") || "query"] ??= issue.message;
  throw new Invalid(fields);
}

/** A version in a query string. */
export const versionText = z.coerce.number().int().min(0).max(2_147_483_647);
