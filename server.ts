import { createServer } from "node:http";
import next from "next";

const isDevelopment = process.env.NODE_ENV === "development";
const port = Number(process.env.PORT ?? 3000);
const app = next({
  dev: isDevelopment,
  dir: import.meta.dirname,
  hostname: "localhost",
  port,
  turbopack: true,
});
const handle = app.getRequestHandler();
await app.prepare();
createServer((request, response) => handle(request, response)).listen(port, () =>
  process.send?.({ ready: true }),
);
