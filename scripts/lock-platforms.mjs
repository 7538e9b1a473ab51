/**
 * Completes package-lock.json with the optional packages of platforms other than this one. npm leaves out those a
 * registry cannot show it, and `npm ci` then refuses the file; with them any platform installs what it needs.
 * Run it after `npm install`: node scripts/lock-platforms.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = [
  "darwin",
  "linux",
  "win32",
  "android",
  "freebsd",
  "openharmony",
  "netbsd",
  "openbsd",
  "sunos",
  "aix",
];
const processors = [
  "arm64",
  "x64",
  "ia32",
  "arm",
  "ppc64",
  "s390x",
  "riscv64",
  "loong64",
  "mips64el",
  "wasm32",
];

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (place === "" || isListed(place, name)) continue;
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) };
    console.log(`added ${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** True when the package stands where Node would find it from `place`. */
function isListed(place, name) {
  for (
    let folder = place;
    folder;
    folder = folder.includes("/node_modules/") ? folder.slice(0, folder.lastIndexOf("/node_modules/")) : ""
  ) {
    if (lock.packages[`${folder}/node_modules/${name}`]) return true;
  }
  return Boolean(lock.packages[`node_modules/${name}`]);
}

/** The platform a package is for, as its name says it: `@scope/tool-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.replace("windows", "win32").split(/[-/]/);
  const platform = {};
  const os = words.filter((word) => systems.includes(word));
  const cpu = words
    .map((word) => (word === "armv7" || word === "armhf" ? "arm" : word))
    .filter((word) => processors.includes(word));
  if (os.length > 0) platform.os = os;
  if (cpu.length > 0) platform.cpu = cpu;
  if (os.includes("linux") && words.includes("musl")) platform.libc = ["musl"];
  if (os.includes("linux") && words.includes("gnu")) platform.libc = ["glibc"];
  return platform;
}
