import { type Agent, get, Agent as HttpAgent } from "node:http";
import { startNewsroom } from "@/bench/newsroom";
import { quantile, report, sleep } from "@/bench/system";
import { change, NewsroomClient, story, typed } from "@/e2e/support/newsroom-client";

const PUBLICATIONS = 200;
/** Connections opened one after another are dealt out in turn, so eight are spread over both workers. */
const CONNECTIONS = 8;
const P99_MS = 250;
/** Between two looks, so that looking does not take the processor from what is looked at. */
const POLL_MS = 4;

/**
 * From the click on Publish to the moment every connection, on both workers, gets the new page. "sent" counts from
 * sending the request, "acknowledged" from its answer.
 */
export async function benchPublish(): Promise<void> {
  const newsroom = await startNewsroom({ workers: 2 });
  try {
    const chief = await NewsroomClient.as("chief", newsroom.origin);
    const { id, url } = await livePage(chief);
    const connections = Array.from(
      { length: CONNECTIONS },
      () => new HttpAgent({ keepAlive: true, maxSockets: 1 }),
    );
    for (const agent of connections) await read(newsroom.origin + url, agent);
    const sent: number[] = [];
    const acknowledged: number[] = [];
    for (let n = 1; n <= PUBLICATIONS; n += 1) {
      const word = `edition${n}x`;
      const version = await write(chief, id, word);
      const start = performance.now();
      const publishing = publish(chief, id, version).then(() => performance.now());
      const visible = Promise.all(
        connections.map((agent) => untilVisible(newsroom.origin + url, agent, word)),
      );
      const answered = await publishing;
      const seen = Math.max(...(await visible));
      sent.push(seen - start);
      acknowledged.push(Math.max(0, seen - answered));
    }
    for (const agent of connections) agent.destroy();
    const row = (from: string, times: number[]) => ({
      from,
      publications: times.length,
      "p50 ms": round(quantile(times, 0.5)),
      "p95 ms": round(quantile(times, 0.95)),
      "p99 ms": round(quantile(times, 0.99)),
      "max ms": round(Math.max(...times)),
    });
    report("publish", [row("sent", sent), row("acknowledged", acknowledged)], {
      workers: 2,
      sent,
      acknowledged,
    });
    console.log(
      `Publish to visible on both workers: p99 ${round(quantile(sent, 0.99))} ms (budget ${P99_MS}).`,
    );
  } finally {
    await newsroom.stop();
  }
}

const round = (value: number) => Math.round(value * 10) / 10;

async function livePage(chief: NewsroomClient): Promise<{ id: string; url: string }> {
  const byline = await chief.post("/api/bylines", { name: "Bench", kind: "role" });
  const document = story("The page that is published two hundred times", ["It begins here."], {
    bylines: [{ id: byline.body.id, part: "" }],
  });
  const made = await chief.post("/api/articles", { kind: "story", document });
  const id: string = made.body.id;
  const { body } = await chief.get("/api/sections");
  const section = body.sections[0];
  const placed = await chief.put(`/api/articles/${id}/section`, { sectionId: section.id });
  if (placed.status >= 300) throw new Error(`section: ${placed.status} ${placed.text}`);
  const { body: article } = await chief.get(`/api/articles/${id}`);
  const {
    body: answer,
    status,
    text,
  } = await chief.post(`/api/articles/${id}/publish`, {
    version: article.version,
    class: "first",
  });
  if (status !== 200) throw new Error(`publish: ${status} ${text}`);
  return { id, url: answer.url };
}

/** Puts `word` at the start of the first paragraph; returns the version. */
async function write(chief: NewsroomClient, id: string, word: string): Promise<number> {
  const { body: article } = await chief.get(`/api/articles/${id}`);
  const headline = article.document.content[0];
  const position = headline.content[0].text.length + 2 + 2 + 1;
  const answer = await chief.post(
    `/api/articles/${id}/changes`,
    change(article.version, [typed(position, `${word} `)]),
  );
  if (answer.status !== 200) throw new Error(`save: ${answer.status} ${answer.text}`);
  return answer.body.version;
}

async function publish(chief: NewsroomClient, id: string, version: number): Promise<void> {
  const answer = await chief.post(`/api/articles/${id}/publish`, {
    version,
    class: "update",
    note: "Another edition.",
  });
  if (answer.status !== 200) throw new Error(`publish: ${answer.status} ${answer.text}`);
}

async function untilVisible(url: string, agent: Agent, word: string): Promise<number> {
  for (;;) {
    const html = await read(url, agent);
    if (html.includes(word)) return performance.now();
    await sleep(POLL_MS);
  }
}

function read(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let html = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        html += chunk;
      });
      response.on("end", () => resolve(html));
      response.on("error", reject);
    }).on("error", reject);
  });
}
