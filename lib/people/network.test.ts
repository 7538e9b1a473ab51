import { expect, it } from "vitest";
import { deviceOf, networkOf } from "@/lib/people/network";

it.each([
  ["192.0.2.77", "192.0.2.0/24"],
  ["::ffff:192.0.2.77", "192.0.2.0/24"],
  ["2001:db8:7:1:aaaa::1", "2001:db8:7:1::/64"],
  ["2001:0db8:0007::1", "2001:db8:7:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["garbage", "unknown"],
  ["", "unknown"],
])("%s is in the network %s", (address, network) => {
  expect(networkOf(new Headers({ "x-forwarded-for": address }))).toBe(network);
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1 Version/18.1 Safari/605.1",
    "Safari on Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605 CriOS/140 Mobile",
    "Chrome on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.9", "Unknown device"],
])("%s is known as %s", (agent, label) => {
  expect(deviceOf(new Headers({ "user-agent": agent }))).toBe(label);
});
