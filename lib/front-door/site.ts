/**
 * Where this newsroom is reached. Without PUBLIC_URL: this machine only, any port. With an https PUBLIC_URL, TLS is
 * declared: HSTS is sent.
 */
export type Site = { host: string | null; isTls: boolean };

/** Reads PUBLIC_URL. Throws with what to do when it is no web address. */
export function siteOf(publicUrl: string | undefined): Site {
  if (!publicUrl) return { host: null, isTls: false };
  const url = URL.parse(publicUrl);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Error(`PUBLIC_URL is "${publicUrl}"; it must be an address such as https://news.example.org.`);
  }
  return { host: url.host, isTls: url.protocol === "https:" };
}

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Whether a Host header names this site. */
export function isOurHost(host: string, site: Site): boolean {
  return site.host === null ? LOCAL.test(host) : host.toLowerCase() === site.host;
}
