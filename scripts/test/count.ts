import { readFile } from "node:fs/promises";
import { z } from "zod";

export type Count = { passed: number; failed: number; skipped: number };

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

/** A runner that fails without a failed test (a crash, an unhandled error) counts as one failure. */
function withExit(count: Count, exitCode: number): Count {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** What Vitest's JSON report counts; a file that cannot be loaded is one failure. */
export async function countVitest(file: string, exitCode: number): Promise<Count> {
  const report = vitestReport.parse(await read(file));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return withExit({ passed: report.numPassedTests, failed, skipped }, exitCode);
}

/** What Playwright's JSON report counts. A flaky test is a failed one. */
export async function countPlaywright(file: string, exitCode: number): Promise<Count> {
  const { stats, errors } = playwrightReport.parse(await read(file));
  const failed = stats.unexpected + stats.flaky + errors.length;
  return withExit({ passed: stats.expected, failed, skipped: stats.skipped }, exitCode);
}
