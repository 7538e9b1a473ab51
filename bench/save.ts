import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Newsroom, startNewsroom } from "@/bench/newsroom";
import { cpuMicroseconds, median, quantile, report } from "@/bench/system";
import { Writer } from "@/bench/writer";
import { NewsroomClient, story } from "@/e2e/support/newsroom-client";

const SIZES = [500, 1_000, 10_000];
const ANCHORS = [0, 200];
const WRITERS = [1, 20];
const BATCHES = 200;

/** Budgets: rows written for a batch in the longest article, and its server time beside the shortest one's. */
const ROW_BYTES = 2_048;
const LONG_TO_SHORT = 1.5;

type Row = {
  words: number;
  anchors: number;
  writers: number;
  "p50 ms": number;
  "p99 ms": number;
  "CPU µs/batch": number;
  "row bytes/batch": number;
  "WAL bytes/batch": number;
  rebases: number;
};

/**
 * What one acknowledged batch of typing costs: time until the answer on loopback, CPU of the serving process, bytes of
 * the rows it leaves, bytes of write-ahead log (with full page images, which the first touch of a page after a
 * checkpoint writes).
 */
export async function benchSave(): Promise<void> {
  const newsroom = await startNewsroom({ workers: 1 });
  try {
    const rows: Row[] = [];
    // The first articles warm the code paths; their figures are not kept.
    for (const words of [500, 10_000]) await measure(newsroom, { words, anchors: 0, writers: 1 });
    for (const writers of WRITERS) {
      for (const anchors of ANCHORS) {
        for (const words of SIZES) rows.push(await measure(newsroom, { words, anchors, writers }));
      }
    }
    report("save", rows, { batches: BATCHES });
    for (const anchors of ANCHORS) {
      const at = (words: number) =>
        rows.find((r) => r.words === words && r.anchors === anchors && r.writers === 1);
      const short = at(500);
      const long = at(10_000);
      if (!short || !long) continue;
      const ratio = long["p50 ms"] / short["p50 ms"];
      console.log(
        `${anchors} anchors: a batch in 10,000 words takes ${ratio.toFixed(2)} × the time of one in 500 (budget ${LONG_TO_SHORT}) and writes ${long["row bytes/batch"]} bytes of rows (budget ${ROW_BYTES}).`,
      );
    }
  } finally {
    await newsroom.stop();
  }
}

type Case = { words: number; anchors: number; writers: number };

async function measure(newsroom: Newsroom, { words, anchors, writers }: Case): Promise<Row> {
  const editor = await NewsroomClient.as("editor", newsroom.origin);
  const articleId = await articleOf(editor, words);
  await plantAnchors(newsroom.sql, articleId, anchors);
  const typists: Writer[] = [];
  for (let i = 0; i < writers; i += 1) typists.push(await Writer.open(editor, articleId, i));
  await newsroom.sql.query("checkpoint");
  const before = await counters(newsroom, articleId);
  const each = BATCHES / writers;
  await Promise.all(
    typists.map(async (typist) => {
      for (let i = 0; i < each; i += 1) await typist.type(" and so on");
    }),
  );
  const after = await counters(newsroom, articleId);
  const times = typists.flatMap((typist) => typist.times);
  return {
    words,
    anchors,
    writers,
    "p50 ms": round(median(times)),
    "p99 ms": round(quantile(times, 0.99)),
    "CPU µs/batch": round((after.cpu - before.cpu) / BATCHES),
    "row bytes/batch": round((after.rows - before.rows) / BATCHES),
    "WAL bytes/batch": round((after.wal - before.wal) / BATCHES),
    rebases: typists.reduce((sum, typist) => sum + typist.rebases, 0),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** An article of `words` words in paragraphs of 25, so that twenty writers find a paragraph each in the shortest. */
async function articleOf(client: NewsroomClient, words: number): Promise<string> {
  const paragraph = Array.from({ length: 25 }, (_, i) => `word${i}`).join(" ");
  const document = story(`Bench of ${words} words`, Array(words / 25).fill(paragraph));
  const { status, body, text } = await client.post("/api/articles", { kind: "story", document });
  if (status !== 201) throw new Error(`create: ${status} ${text}`);
  return body.id;
}

/** Anchors spread over the text, each on a few words. */
async function plantAnchors(sql: pg.Pool, articleId: string, count: number): Promise<void> {
  const { rows } = await sql.query<{ branch_id: string; version: number }>(
    "select branch_id, version from article_heads where article_id = $1",
    [articleId],
  );
  const head = rows[0];
  if (!head) throw new Error("the article has no head");
  for (let i = 0; i < count; i += 1) {
    const from = 40 + i * 9;
    await sql.query(
      `insert into anchors (id, article_id, branch_id, version, from_pos, to_pos, quote) values ($1, $2, $3, $4, $5, $6, 'words')`,
      [randomUUID(), articleId, head.branch_id, head.version, from, from + 5],
    );
  }
}

/** All that saving may write: the log, the head, revisions (checkpoints), anchors and events of this article. */
async function counters(newsroom: Newsroom, articleId: string) {
  const { rows } = await newsroom.sql.query<{ rows: string; wal: string }>(
    `select pg_current_wal_lsn() - '0/0'::pg_lsn as wal,
       (select coalesce(sum(pg_column_size(c.*)), 0) from changes c join branches b on b.id = c.branch_id where b.article_id = $1)
     + (select coalesce(sum(pg_column_size(r.*)), 0) from revisions r where r.article_id = $1 and r.kind <> 'checkpoint')
     + (select coalesce(sum(pg_column_size(e.*)), 0) from events e where e.article_id = $1)
     + (select coalesce(sum(pg_column_size(h.*) * h.version), 0) from article_heads h where h.article_id = $1) as rows`,
    [articleId],
  );
  return {
    cpu: cpuMicroseconds(newsroom.nodes()),
    wal: Number(rows[0]?.wal),
    rows: Number(rows[0]?.rows),
  };
}
