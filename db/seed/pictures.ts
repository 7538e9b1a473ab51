import sharp from "sharp";
import type { PictureName } from "@/db/seed/articles/story";

/**
 * The demo's pictures: landscapes drawn here as SVG and turned into JPEG, so that the repository carries no
 * photograph and nobody's rights. 1600 × 1000.
 */
const W = 1600;
const H = 1000;

const sky = (id: string, ...stops: string[]) =>
  `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops
    .map((color, i) => `<stop offset="${i / (stops.length - 1)}" stop-color="${color}"/>`)
    .join("")}</linearGradient></defs><rect width="${W}" height="${H}" fill="url(#${id})"/>`;

const sun = (x: number, y: number, r: number, color: string) =>
  `<circle cx="${x}" cy="${y}" r="${r * 2.2}" fill="${color}" opacity=".12"/><circle cx="${x}" cy="${y}" r="${r * 1.5}" fill="${color}" opacity=".2"/><circle cx="${x}" cy="${y}" r="${r}" fill="${color}"/>`;

/** A ridge: a filled wave from the left edge to the right, down to the bottom. */
function ridge(y: number, height: number, length: number, phase: number, color: string): string {
  const points: string[] = [];
  for (let x = 0; x <= W; x += 20) {
    const wave =
      Math.sin(x / length + phase) +
      0.45 * Math.sin((x / length) * 2.3 + phase * 1.7) +
      0.2 * Math.sin((x / length) * 5.1 + phase);
    points.push(`${x},${(y - wave * height).toFixed(1)}`);
  }
  return `<polygon points="0,${H} ${points.join(" ")} ${W},${H}" fill="${color}"/>`;
}

const sea = (y: number, color: string, glint: string) =>
  `<rect y="${y}" width="${W}" height="${H - y}" fill="${color}"/>${Array.from({ length: 26 }, (_, i) => {
    const row = y + 14 + i * i * 0.55 + i * 4;
    const x = (i * 397) % 1300;
    return `<rect x="${x}" y="${row.toFixed(1)}" width="${120 + ((i * 83) % 260)}" height="${2 + i * 0.18}" rx="2" fill="${glint}" opacity="${(0.1 + ((i * 7) % 5) * 0.05).toFixed(2)}"/>`;
  }).join("")}`;

/** A floating tidal power station: a yellow hull, a mast, and the shadow of its rotors under water. */
const tidalHull = (x: number, y: number, s: number) =>
  `<g transform="translate(${x} ${y}) scale(${s})"><path d="M-60 34 L-120 150 M300 34 L360 150" stroke="#123a4a" stroke-width="16" opacity=".55"/><circle cx="-122" cy="152" r="54" fill="#123a4a" opacity=".35"/><circle cx="362" cy="152" r="54" fill="#123a4a" opacity=".35"/><rect x="-160" y="0" width="560" height="46" rx="23" fill="#f0b429"/><rect x="-160" y="26" width="560" height="20" rx="10" fill="#c98a12"/><rect x="60" y="-58" width="86" height="60" fill="#f4f1e6"/><path d="M104 -58 L104 -170 M80 -130 L128 -130" stroke="#f4f1e6" stroke-width="9"/><circle cx="104" cy="-176" r="9" fill="#d8432f"/></g>`;

const sheep = (x: number, y: number, s: number) =>
  `<g transform="translate(${x} ${y}) scale(${s})"><path d="M-40 30 L-40 74 M-14 34 L-14 78 M24 34 L24 78 M48 30 L48 74" stroke="#2e2a2a" stroke-width="10"/><ellipse rx="82" ry="50" fill="#f4efe4"/><circle cx="-54" cy="-22" r="28" fill="#f4efe4"/><circle cx="-6" cy="-38" r="34" fill="#f4efe4"/><circle cx="46" cy="-26" r="30" fill="#f4efe4"/><ellipse cx="-96" cy="-18" rx="28" ry="22" fill="#2e2a2a"/></g>`;

const crane = (x: number, s: number, color: string) =>
  `<g transform="translate(${x} 760) scale(${s})" stroke="${color}" fill="none" stroke-width="13" stroke-linecap="round"><path d="M-80 0 L-55 -260 M80 0 L55 -260 M-66 -150 L66 -150 M-72 -80 L66 -150 M72 -80 L-66 -150"/><path d="M-90 -260 L90 -260"/><path d="M-40 -270 L-20 -420 L20 -270 M-20 -420 L250 -560 M20 -290 L250 -560 M-20 -420 L-130 -300"/><path d="M250 -560 L250 -430" stroke-width="5"/><rect x="-60" y="-325" width="90" height="62" fill="${color}"/></g>`;

const house = (x: number, y: number, w: number, h: number, color: string) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${color}"/><path d="M${x - 8} ${y} L${x + w / 2} ${y - 58} L${x + w + 8} ${y}Z" fill="#6d3b32"/>${[
    0.22, 0.6,
  ]
    .map((f) => `<rect x="${x + w * f}" y="${y + 34}" width="${w * 0.18}" height="46" fill="#fdf3d8"/>`)
    .join("")}`;

const scenes: Record<PictureName, string> = {
  sound: [
    sky("sound", "#1d3f5e", "#4f86a0", "#f0c9a0", "#f6e3c5"),
    sun(1120, 520, 74, "#fff1cf"),
    ridge(560, 46, 210, 0.4, "#5f8795"),
    ridge(610, 30, 150, 2.2, "#3d6674"),
    sea(640, "#1f5063", "#e9f3ef"),
    tidalHull(330, 720, 1),
    tidalHull(1010, 690, 0.55),
    tidalHull(800, 668, 0.3),
    tidalHull(1310, 664, 0.26),
  ].join(""),
  cranes: [
    sky("cranes", "#3b1d3f", "#a8434b", "#ee8a4a", "#ffd08a"),
    sun(470, 610, 90, "#ffe7b0"),
    ridge(690, 18, 260, 1.1, "#7d3646"),
    crane(420, 0.8, "#2a1530"),
    crane(840, 1, "#23112a"),
    crane(1240, 1.18, "#1b0d21"),
    `<rect y="756" width="${W}" height="34" fill="#1b0d21"/>`,
    sea(790, "#5a2640", "#ffc98a"),
  ].join(""),
  ferry: [
    sky("ferry", "#8fc4dd", "#c9e4ea", "#f3f4e8"),
    sun(300, 240, 60, "#fffbe6"),
    ridge(560, 34, 190, 0.9, "#8fb49c"),
    ridge(590, 22, 120, 3, "#5f9179"),
    sea(610, "#3f8fae", "#f2fbff"),
    `<g transform="translate(560 470)"><path d="M0 150 L620 150 L560 250 L60 250Z" fill="#b5362f"/><rect x="20" y="132" width="590" height="22" fill="#fff"/><rect x="90" y="60" width="420" height="76" fill="#fdfdfb"/><rect x="160" y="4" width="250" height="58" fill="#f1f1ec"/><rect x="300" y="-62" width="62" height="68" fill="#b5362f"/>${Array.from({ length: 9 }, (_, i) => `<rect x="${110 + i * 43}" y="84" width="26" height="24" rx="4" fill="#2e5a72"/>`).join("")}${Array.from({ length: 6 }, (_, i) => `<rect x="${178 + i * 38}" y="22" width="24" height="20" rx="3" fill="#2e5a72"/>`).join("")}</g>`,
    `<path d="M520 716 q300 34 720 6 l0 14 q-420 26 -720 -6Z" fill="#eaf7fb" opacity=".75"/>`,
  ].join(""),
  tram: [
    sky("tram", "#6fb6dd", "#bfe0ea", "#fbeecb"),
    sea(470, "#2f86a8", "#eaf7fb"),
    `<polygon points="0,700 1600,440 1600,1000 0,1000" fill="#c9b18e"/>`,
    house(60, 430, 190, 270, "#e2a34c"),
    house(270, 395, 170, 270, "#d96f55"),
    house(1180, 250, 190, 280, "#5f9b8c"),
    house(1390, 210, 190, 280, "#e6c667"),
    `<path d="M0 860 L1600 590" stroke="#5b4d3b" stroke-width="9"/><path d="M0 930 L1600 660" stroke="#5b4d3b" stroke-width="9"/>`,
    `<path d="M0 380 L1600 110" stroke="#39434a" stroke-width="4"/>`,
    `<g transform="translate(560 520) rotate(-9.6)"><rect x="0" y="0" width="500" height="290" rx="34" fill="#1f5fa6"/><rect x="0" y="186" width="500" height="26" fill="#f6efdc"/><path d="M230 0 L200 -92 M230 0 L270 -92 M190 -92 L282 -92" stroke="#39434a" stroke-width="9" fill="none"/>${Array.from({ length: 5 }, (_, i) => `<rect x="${30 + i * 92}" y="48" width="70" height="104" rx="10" fill="#dff0f5"/>`).join("")}<circle cx="110" cy="300" r="32" fill="#2b2f33"/><circle cx="390" cy="300" r="32" fill="#2b2f33"/><circle cx="478" cy="238" r="13" fill="#ffe9a3"/></g>`,
  ].join(""),
  fog: [
    sky("fog", "#b9c2c6", "#d5dadb", "#e6e6e1"),
    sun(1080, 300, 66, "#f8f4e6"),
    ridge(430, 50, 260, 0.2, "#bac4c8"),
    ridge(540, 56, 210, 1.6, "#a1aeb4"),
    ridge(660, 54, 180, 3.1, "#84949c"),
    ridge(790, 48, 150, 4.4, "#65777f"),
    ridge(920, 36, 120, 0.7, "#46575f"),
  ].join(""),
  lighthouse: [
    sky("lighthouse", "#0f1f3a", "#24456b", "#6d86a0", "#d8b79b"),
    `<polygon points="1020,330 0,180 0,330" fill="#fff3c4" opacity=".25"/><polygon points="1020,330 1600,250 1600,400" fill="#fff3c4" opacity=".2"/>`,
    sea(690, "#17324c", "#cfe0ea"),
    `<path d="M700 760 Q860 600 1060 610 Q1280 600 1600 700 L1600 1000 L620 1000Z" fill="#2f5a45"/>`,
    `<g transform="translate(960 300)"><path d="M10 60 L110 60 L134 330 L-14 330Z" fill="#f4efe6"/><path d="M4 120 L116 120 L121 180 L-1 180Z" fill="#b7352d"/><path d="M-6 240 L126 240 L131 296 L-11 296Z" fill="#b7352d"/><rect x="16" y="6" width="88" height="56" fill="#ffe9a3"/><path d="M4 6 L60 -42 L116 6Z" fill="#7d2a25"/><rect x="-2" y="56" width="124" height="12" fill="#2b2f33"/></g>`,
    `<g transform="translate(1130 540)"><rect width="180" height="90" fill="#e9e2d4"/><path d="M-14 0 L90 -62 L194 0Z" fill="#49352f"/><rect x="66" y="28" width="40" height="40" fill="#ffd97a"/></g>`,
  ].join(""),
  screen: [
    sky("screen", "#1a1840", "#54407f", "#c0708f", "#f4b183"),
    ridge(640, 20, 240, 0.6, "#3c2b5a"),
    sea(660, "#2c2450", "#f3c1b0"),
    `<rect y="830" width="${W}" height="170" fill="#191430"/>`,
    `<path d="M520 250 Q800 230 1090 260 L1080 640 Q800 622 530 640Z" fill="#fbf6ea"/><path d="M505 190 L515 840 M1105 190 L1095 840" stroke="#241b3c" stroke-width="16"/>`,
    `<circle cx="800" cy="440" r="96" fill="#e8dcc3"/><path d="M600 620 Q760 500 1010 622Z" fill="#9db38a"/>`,
    Array.from({ length: 15 }, (_, i) => {
      const x = 250 + i * 78 + ((i * 31) % 22);
      const y = 858 + ((i * 17) % 20);
      return `<circle cx="${x}" cy="${y}" r="21" fill="#0d0a1c"/><path d="M${x - 33} ${y + 74} Q${x} ${y + 6} ${x + 33} ${y + 74}Z" fill="#0d0a1c"/>`;
    }).join(""),
  ].join(""),
  street: [
    sky("street", "#1b2440", "#3f4d77", "#a97b86"),
    sun(1330, 190, 46, "#f6efd8"),
    ridge(600, 26, 240, 2, "#2c365a"),
    Array.from({ length: 9 }, (_, i) => {
      const x = i * 180 - 10;
      const wall = ["#6b4a4f", "#59607d", "#7a5a4c"][i % 3];
      const lit = (n: number) => ((i * 5 + n * 3) % 4 === 0 ? "#3a3f55" : "#ffd987");
      return `<rect x="${x}" y="470" width="180" height="380" fill="${wall}"/><path d="M${x} 470 L${x + 90} 380 L${x + 180} 470Z" fill="#2b2234"/><rect x="${x + 128}" y="376" width="26" height="70" fill="#2b2234"/><rect x="${x + 26}" y="520" width="46" height="70" fill="${lit(1)}"/><rect x="${x + 108}" y="520" width="46" height="70" fill="${lit(2)}"/><rect x="${x + 26}" y="660" width="46" height="80" fill="${lit(3)}"/><rect x="${x + 108}" y="690" width="48" height="160" fill="#2b2234"/>`;
    }).join(""),
    `<rect y="850" width="${W}" height="150" fill="#20202e"/><rect y="866" width="${W}" height="8" fill="#3a3a4c"/>`,
  ].join(""),
  sheep: [
    sky("sheep", "#9fc6dc", "#d8e8ea", "#f8efd9"),
    sea(470, "#5d9ab3", "#f2fbff"),
    ridge(600, 30, 320, 0.5, "#8fb06a"),
    sheep(380, 640, 0.55),
    sheep(620, 610, 0.45),
    ridge(740, 34, 280, 2.4, "#769b54"),
    sheep(1140, 740, 0.95),
    sheep(860, 760, 0.8),
    ridge(910, 24, 240, 4.1, "#5e8442"),
    sheep(330, 880, 1.4),
  ].join(""),
  marsh: [
    sky("marsh", "#a9cbe0", "#dbe9ea", "#f6efdc"),
    ridge(430, 16, 300, 1.2, "#9db89a"),
    `<rect y="440" width="${W}" height="560" fill="#88a763"/>`,
    ridge(560, 10, 180, 0.3, "#7a9c58"),
    ridge(720, 12, 150, 2, "#6b8e4d"),
    ridge(880, 14, 130, 4, "#587b41"),
    `<path d="M760 440 C880 500 560 540 700 610 C900 690 1080 700 900 790 C700 880 420 880 560 1000 L900 1000 C820 900 1240 880 1240 770 C1240 660 820 640 860 560 C880 510 980 500 820 440Z" fill="#bcd6df"/>`,
    Array.from({ length: 34 }, (_, i) => {
      const x = (i * 211) % W;
      const y = 520 + ((i * 139) % 440);
      return `<path d="M${x} ${y} l-7 -30 M${x} ${y} l2 -38 M${x} ${y} l10 -28" stroke="#4d6b36" stroke-width="4"/>`;
    }).join(""),
  ].join(""),
};

/** The drawing called `name` as JPEG bytes. */
export function picture(name: PictureName): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} ${H}" width="${W}" height="${H}">${scenes[name]}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer();
}

export const pictureNames = Object.keys(scenes).filter((name): name is PictureName => name in scenes);
