/** The site's own origin, without a slash at the end: what canonical addresses, feeds and sitemaps begin with. */
export function siteOrigin(): string {
  const given = process.env.PUBLIC_URL && URL.parse(process.env.PUBLIC_URL);
  return given ? given.origin : `http://localhost:${process.env.PORT ?? 3000}`;
}

export const absolute = (path: string): string => `${siteOrigin()}${path === "/" ? "" : path}`;
