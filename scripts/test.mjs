// `npm test`: installs what is missing, then hands over to scripts/test.ts on the project's Node.
import { install, runOwn } from "./install.mjs";

await install();
process.exit(
  await runOwn("scripts/test.ts", process.argv.slice(2), {
    GALLEY_UNSAFE_DATABASE: "1",
    GALLEY_BARE_NODE: process.execPath,
  }),
);
