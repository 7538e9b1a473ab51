/**
 * Where to go after signing in: a path of this site, else the newsroom. Whatever a browser would read as another
 * site ("//evil.test", "/\evil.test", a scheme, control characters it drops) is not taken.
 */
export function returnPath(asked: string | null | undefined): string {
  const home = "/desk";
  if (!asked?.startsWith("/")) return home;
  const here = "http://here.invalid";
  const url = URL.parse(asked, here);
  if (url?.origin !== here || url.username !== "") return home;
  // A page asked for from within the newsroom carries the framework's own mark.
  url.searchParams.delete("_rsc");
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") || path.startsWith("/sign-in") || path.startsWith("/api/") ? home : path;
}
