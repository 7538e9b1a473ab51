import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/bench/newsroom";
import { commandOf, processTree, sleep, withSbin } from "@/bench/system";

export type Nginx = { url: string; workers: () => number[]; stop: () => Promise<void> };

/** Headers nginx writes itself; giving them twice would not be the same answer. */
const ownHeaders = new Set([
  "connection",
  "keep-alive",
  "date",
  "transfer-encoding",
  "content-length",
  "content-type",
  "etag",
  "server",
  "last-modified",
]);

/**
 * The yardstick: nginx with one worker that serves these very bytes from a file, with the same headers, page cache
 * of the kernel, no log.
 */
export async function startNginx(bytes: Uint8Array, headers: Headers): Promise<Nginx> {
  const home = mkdtempSync(path.join(tmpdir(), "galley-nginx-"));
  chmodSync(home, 0o755);
  const port = await freePort();
  mkdirSync(path.join(home, "www"));
  writeFileSync(path.join(home, "www", "page"), bytes);
  const added = [...headers]
    .filter(([name]) => !ownHeaders.has(name))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)} always;`);
  writeFileSync(
    path.join(home, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${home}/nginx.pid; error_log ${home}/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; keepalive_timeout 65s;
  open_file_cache max=10 inactive=60s;
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${home}/www;
    default_type ${JSON.stringify(headers.get("content-type") ?? "text/html")};
    location / { try_files /page =404; ${added.join(" ")} }
  }
}
`,
  );
  const child = spawn("nginx", ["-p", home, "-c", path.join(home, "nginx.conf")], {
    env: withSbin(),
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}/page`;
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(url)).ok) break;
    } catch {
      // Not listening yet.
    }
    if (tries > 100) throw new Error(`nginx did not start: ${errorsOf(home)}`);
    await sleep(50);
  }
  return {
    url,
    workers: () => processTree(child.pid ?? 0, (command) => command.includes("worker process")),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function errorsOf(home: string): string {
  try {
    return readFileSync(path.join(home, "error.log"), "utf8");
  } catch {
    return `no log (${commandOf(process.pid)})`;
  }
}
