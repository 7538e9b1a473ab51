/** Joins the class names that are set. Later ones do not override earlier ones: pieces offer variants instead. */
export function classNames(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
