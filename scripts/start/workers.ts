import cluster, { type Worker } from "node:cluster";
import path from "node:path";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A worker that lived this long had nothing wrong with its start. */
const STEADY_MS = 60_000;
const START_TRIES = 5;
const DRAIN_MS = 18_000;

/** The processes that serve: forked, restarted when they die, drained at the end. */
export class Workers {
  private readonly count: number;
  private readonly say: (line: string) => void;
  private environment: Record<string, string>;
  private isStopping = false;
  private failures = 0;

  constructor(
    root: string,
    settings: { count: number; environment: Record<string, string>; say: (line: string) => void },
  ) {
    this.count = settings.count;
    this.environment = settings.environment;
    this.say = settings.say;
    cluster.setupPrimary({ exec: path.join(root, "server.ts"), execArgv: ["--import", "tsx"], args: [] });
  }

  /** Resolves when every worker serves. Throws when they cannot be brought up. */
  async start(): Promise<void> {
    const ready = Array.from({ length: this.count }, () => this.fork());
    await Promise.all(ready);
  }

  private fork(): Promise<void> {
    const started = Date.now();
    const worker = cluster.fork(this.environment);
    return new Promise((resolve, reject) => {
      worker.on("message", (message) => {
        if (message !== "listening") return;
        resolve();
      });
      worker.on("exit", (code, signal) => {
        if (this.isStopping || worker.exitedAfterDisconnect) {
          resolve();
          return;
        }
        this.failures = Date.now() - started > STEADY_MS ? 1 : this.failures + 1;
        if (this.failures >= START_TRIES * this.count && Date.now() - started < STEADY_MS) {
          reject(new Error(`A worker ended ${this.failures} times in a row; the lines above say why.`));
        }
        const wait = Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS);
        this.say(`A worker ended (${signal ?? `code ${code}`}); starting another in ${wait} ms.`);
        setTimeout(() => {
          if (!this.isStopping) this.fork().then(resolve, reject);
        }, wait);
      });
    });
  }

  /** Replaces the workers one after the other, with another environment. */
  async replace(environment: Record<string, string>): Promise<void> {
    this.environment = environment;
    for (const worker of this.living()) {
      if (this.isStopping) return;
      await this.fork();
      worker.send("drain");
      worker.disconnect();
    }
  }

  private living(): Worker[] {
    return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  }

  /** Lets the workers finish what is under way, then ends those that do not. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const gone = this.living().map(
      (worker) =>
        new Promise<void>((resolve) => {
          worker.once("exit", () => resolve());
          worker.send("drain", () => {});
        }),
    );
    const timer = setTimeout(() => this.kill(), DRAIN_MS);
    await Promise.all(gone);
    clearTimeout(timer);
  }

  /** Ends them at once. */
  kill(): void {
    this.isStopping = true;
    for (const worker of this.living()) worker.process.kill("SIGKILL");
  }
}
