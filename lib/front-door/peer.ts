import { BlockList, isIP } from "node:net";

/** How many proxies stand before Galley, or which addresses they have. */
export type TrustedProxies = { count: number } | { list: BlockList };

/** Reads TRUSTED_PROXIES: a number of proxies, or addresses and CIDR ranges with commas between. Default: none. */
export function trustedProxiesOf(setting: string | undefined): TrustedProxies {
  const text = (setting ?? "").trim();
  if (text === "") return { count: 0 };
  if (/^\d{1,2}$/.test(text)) return { count: Number(text) };
  const list = new BlockList();
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const [address = "", bits] = part.split("/");
    const family = isIP(address);
    if (family === 0)
      throw new Error(`TRUSTED_PROXIES: "${part}" is neither a number, an address nor a CIDR range.`);
    const type = family === 4 ? "ipv4" : "ipv6";
    const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
    list.addSubnet(address, prefix, type);
  }
  return { list };
}

const bare = (address: string) => address.trim().replace(/^::ffff:/i, "");

function isTrusted(address: string, { list }: { list: BlockList }): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 4 ? "ipv4" : "ipv6");
}

/**
 * The client's address: the socket's, or what trusted proxies say, read from the right so that nothing a client wrote
 * counts. `ignored` is true when there was a forwarded header from somebody who is not trusted.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  proxies: TrustedProxies,
): { address: string; isProxied: boolean; ignored: boolean } {
  const socket = bare(socketAddress);
  const chain = (forwardedFor ?? "").split(",").map(bare).filter(Boolean);
  const unproxied = { address: socket, isProxied: false, ignored: chain.length > 0 };
  if ("count" in proxies) {
    if (proxies.count === 0 || chain.length === 0) return unproxied;
    const named = chain[Math.max(0, chain.length - proxies.count)] ?? socket;
    return { address: isIP(named) ? named : socket, isProxied: true, ignored: false };
  }
  if (!isTrusted(socket, proxies) || chain.length === 0) return unproxied;
  const named = chain.findLast((address) => !isTrusted(address, proxies)) ?? chain[0] ?? socket;
  return { address: isIP(named) ? named : socket, isProxied: true, ignored: false };
}
