import { z } from "zod";
import { roles } from "@/lib/permissions";

/** What a person's account is made of, as forms, the API and the command line send it. */
export const emailShape = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, "Write a whole e-mail address, such as ana@example.org.");

export const nameShape = z
  .string()
  .trim()
  .min(1, "Write a name.")
  .max(60, "A name has at most 60 characters.")
  .transform((name) => name.normalize("NFC"));

/** Longer than any password that is taken, so that the rule and not the shape answers. */
export const passwordShape = z.string().max(1_000, "Use at most 128 characters.");

export const rolesShape = z
  .array(z.enum(roles, "A role is admin, chief, editor, reporter or checker."))
  .min(1, "Choose at least one role.")
  .max(roles.length)
  .transform((chosen) => roles.filter((role) => chosen.includes(role)));

const sectionIdsShape = z.array(z.uuid()).max(200);

export const newPersonShape = z.object({
  email: emailShape,
  name: nameShape,
  roles: rolesShape,
  sectionIds: sectionIdsShape.optional(),
});

export const rightsShape = z.object({ roles: rolesShape, sectionIds: sectionIdsShape });

export const newPasswordShape = z.object({ current: passwordShape, next: passwordShape });

export const joinShape = z.object({ token: z.string().max(200), password: passwordShape });

export const setUpShape = z.object({
  token: z.string().max(200),
  newsroom: z.string().trim().min(1, "Write the newsroom's name.").max(60, "At most 60 characters."),
  language: z.string().max(35).refine(isLanguage, "Choose a language."),
  timeZone: z.string().max(60).refine(isTimeZone, "Choose a time zone, such as Europe/Madrid."),
  name: nameShape,
  email: emailShape,
  password: passwordShape,
});

/** A BCP 47 tag. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** An IANA zone; offsets such as "+02:00" are none, because they know no summer time. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
