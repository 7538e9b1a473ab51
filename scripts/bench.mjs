// `npm run bench [-- reader|save|publish]`: installs what is missing, then measures on the project's Node.
import { install, runOwn } from "./install.mjs";

await install();
process.exit(await runOwn("bench/main.ts", process.argv.slice(2)));
