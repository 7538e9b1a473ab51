import { accessSync, constants } from "node:fs";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

/*
 * `npm test -- browser` runs this against the production build with two workers, a fresh demo newsroom and
 * E2E_DATABASE_URL. E2E_BASE_URL points it at a Galley that runs already.
 */
const port = Number(process.env.E2E_PORT ?? 3210);
const running = process.env.E2E_BASE_URL;
const baseURL = running ?? `http://localhost:${port}`;

const isRunnable = (file: string) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const inPath = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, "chromium"));
const executablePath = process.env.GALLEY_CHROMIUM ?? inPath.find(isRunnable);

const databaseUrl = process.env.E2E_DATABASE_URL;
const environment: Record<string, string> = {
  PORT: String(port),
  WEB_CONCURRENCY: "2",
  GALLEY_RATE_SCALE: process.env.GALLEY_RATE_SCALE ?? "1000",
  GALLEY_UNSAFE_DATABASE: "1",
  GALLEY_DEMO: "1",
  GALLEY_HOME: process.env.GALLEY_HOME ?? path.resolve("test-results", "home"),
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
};

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/browser",
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL,
    actionTimeout: 15_000,
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } },
  ],
  ...(running
    ? {}
    : {
        webServer: {
          command: "node scripts/start.mjs",
          url: `${baseURL}/api/health`,
          timeout: 300_000,
          env: environment,
          stdout: "pipe",
          gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
        },
      }),
});
