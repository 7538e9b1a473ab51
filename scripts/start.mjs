// `npm start` and `npm run dev`: installs what is missing, then hands over to scripts/start.ts on the project's Node.
import { install, runOwn } from "./install.mjs";

await install();
const isDevelopment = process.argv.includes("--dev");
process.exit(
  await runOwn("scripts/start.ts", process.argv.slice(2), {
    NODE_ENV: isDevelopment ? "development" : "production",
  }),
);
