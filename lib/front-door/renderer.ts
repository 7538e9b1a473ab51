import { mkdtemp, rm } from "node:fs/promises";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type Rendered = { status: number; contentType: string; body: string };

/** A render that takes longer than this is given up. */
const RENDER_MS = 15_000;

/**
 * Asks Next for a page over a socket that only this process's user can reach. The request carries nothing of the
 * reader's: no cookie, no header, no query unless it is part of `target`.
 */
export class Renderer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  private readonly server;
  private socket = "";
  private folder = "";
  private readonly host: string;

  constructor(handler: Handler, host: string) {
    this.host = host;
    this.server = createServer(
      { keepAliveTimeout: 30_000 },
      (request, response) => void handler(request, response),
    );
  }

  async open(): Promise<void> {
    if (process.platform === "win32") {
      this.socket = `\\\\.\\pipe\\galley-${process.pid}`;
    } else {
      this.folder = await mkdtemp(path.join(os.tmpdir(), "galley-render-"));
      this.socket = path.join(this.folder, "next");
    }
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen({ path: this.socket, exclusive: true }, resolve);
    });
  }

  render(target: string): Promise<Rendered> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        socketPath: this.socket,
        path: target,
        agent: this.agent,
        timeout: RENDER_MS,
        // Without a User-Agent, Next streams a page's metadata into its body.
        headers: { Host: this.host, "User-Agent": "Galley", Accept: "text/html" },
      });
      request.on("timeout", () =>
        request.destroy(new Error(`Rendering ${target} took over ${RENDER_MS} ms.`)),
      );
      request.on("error", reject);
      request.on("response", (response) => {
        const status = response.statusCode ?? 0;
        const contentType = response.headers["content-type"] ?? "application/octet-stream";
        text(response).then((body) => resolve({ status, contentType, body }), reject);
      });
      request.end();
    });
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}
