import { isWebAddress } from "@/lib/document/link";
import type { EmbedProvider } from "@/lib/document/nodes/media";

const PROVIDERS: { provider: EmbedProvider; hosts: RegExp; path: RegExp }[] = [
  {
    provider: "youtube",
    hosts: /^(?:(?:www|m)\.)?(?:youtube\.com|youtube-nocookie\.com)$/,
    path: /^\/(?:watch|embed|shorts|live)/,
  },
  { provider: "youtube", hosts: /^youtu\.be$/, path: /^\/[\w-]{6,}/ },
  { provider: "vimeo", hosts: /^(?:www\.|player\.)?vimeo\.com$/, path: /^\/(?:video\/)?(?:[\w/-]*\/)?\d+/ },
  {
    provider: "datawrapper",
    hosts: /^(?:datawrapper\.dwcdn\.net|www\.datawrapper\.de)$/,
    path: /^\/(?:_\/)?\w+/,
  },
  {
    provider: "flourish",
    hosts: /^(?:public|flo)\.(?:flourish\.studio|uri\.sh)$/,
    path: /^\/(?:visualisation|story)\/\d+/,
  },
];

/** The provider of an address that may be embedded, with the address as https; null for everybody else's. */
export function embedFrom(typed: string): { provider: EmbedProvider; url: string } | null {
  const address = typed.trim();
  if (!isWebAddress(address)) return null;
  const url = new URL(address);
  const found = PROVIDERS.find(({ hosts, path }) => hosts.test(url.hostname) && path.test(url.pathname));
  if (!found || url.username !== "" || url.port !== "") return null;
  if (found.provider === "youtube" && url.pathname === "/watch" && !url.searchParams.get("v")) return null;
  url.protocol = "https:";
  return { provider: found.provider, url: url.href };
}
