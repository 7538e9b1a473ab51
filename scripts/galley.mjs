// `npm run galley -- <command>`: the newsroom from a terminal. Installs what is missing, then runs on the project's Node.
import { install, runOwn } from "./install.mjs";

await install();
process.exit(await runOwn("scripts/galley/main.ts", process.argv.slice(2)));
