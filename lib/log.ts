import pino from "pino";

/** The process's log: one JSON object a line, without words of articles, addresses of people or secrets. */
export const log = pino({
  level: process.env.GALLEY_LOG ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  base: undefined,
  redact: ["*.password", "*.token", "*.cookie", "*.authorization"],
});
