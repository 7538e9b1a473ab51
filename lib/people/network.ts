import { isIPv4, isIPv6 } from "node:net";

/**
 * The client's network, the unit that limits count: /24 of an IPv4 address, /64 of an IPv6 one, "unknown" without
 * either. `server.ts` sets `x-forwarded-for` to the one address it trusts and drops what clients send.
 */
export function networkOf(headers: Headers): string {
  const address = (headers.get("x-forwarded-for") ?? "").split(",")[0]?.trim() ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return `${mapped.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIPv6(mapped)) return `${firstFourGroups(mapped)}::/64`;
  return "unknown";
}

function firstFourGroups(address: string): string {
  const [head = "", tail = ""] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const start = head.split(":").filter(Boolean);
  const end = address.includes("::") ? tail.split(":").filter(Boolean) : [];
  const zeros = Array<string>(Math.max(0, 8 - start.length - end.length)).fill("0");
  return [...start, ...zeros, ...end]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrom(e|ium)\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** A label a person knows their device by, such as "Firefox on Linux". */
export function deviceOf(headers: Headers): string {
  const agent = headers.get("user-agent") ?? "";
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? "Unknown device";
}
