/** What a failed query means for the person waiting, told from its code: the one place that knows these codes. */
export type DatabaseFailure = "away" | "busy" | "unstorable" | null;

const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "53300", // too many connections
  "57P01", // the server is shutting down
  "57P02",
  "57P03", // it is starting up
]);
const busyCodes = new Set([
  "40001", // serialization failure
  "40P01", // deadlock
  "55P03", // lock not available in time
  "57014", // statement timeout
]);
const unstorableCodes = new Set(["22021", "22P02", "22P05", "22001", "22003", "22007", "22008"]);
/** The server ends the connection with these, whatever the code: no such database, none let in, shutting down. */
const endsConnection = (error: Error) =>
  "severity" in error && (error.severity === "FATAL" || error.severity === "PANIC");
// pg has no code for these two.
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * Reads an error and its causes. "away": no connection, try again; "busy": the row or the server was held too
 * long, try again; "unstorable": a value no column takes; null: something else.
 */
export function databaseFailure(error: unknown): DatabaseFailure {
  for (
    let current = error, hops = 0;
    current instanceof Error && hops < 6;
    current = current.cause, hops += 1
  ) {
    const code = "code" in current && typeof current.code === "string" ? current.code : "";
    if (awayCodes.has(code) || code.startsWith("08") || awayMessages.test(current.message)) return "away";
    if (endsConnection(current)) return "away";
    if (busyCodes.has(code)) return "busy";
    if (unstorableCodes.has(code)) return "unstorable";
  }
  return null;
}
