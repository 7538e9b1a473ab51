import { spawn } from "node:child_process";
import path from "node:path";

export const root = path.dirname(path.dirname(import.meta.dirname));
export const tool = (name: string) => path.join(root, "node_modules", ".bin", name);

/** Runs a program on this terminal and resolves with its exit code. */
export function run(
  command: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: "inherit",
    });
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
