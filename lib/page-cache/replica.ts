import { readerPool, staffPool } from "@/db/connection";

/**
 * Whether what readers' pages read has caught up with the last purge. On the primary it always has. On a replica a page
 * may only be kept once the replica has replayed the primary's position taken after the purge was heard, which is past
 * the purge's commit.
 */
export class ReaderPosition {
  private isReplica: boolean | null = null;
  private asked = 0;
  private known = 0;
  private position: string | null = null;

  /** A purge was heard: from now on a page is kept only when it was read after it. */
  purged(): void {
    if (this.isReplica === false) return;
    this.asked += 1;
    void this.ask(this.asked);
  }

  private async ask(turn: number): Promise<void> {
    try {
      const { rows } = await staffPool().query<{ lsn: string }>(
        "select pg_current_wal_insert_lsn()::text as lsn",
      );
      if (turn < this.known) return;
      this.position = rows[0]?.lsn ?? this.position;
      this.known = turn;
    } catch {
      // Unknown stays unkept: the next purge, or the loss of the listener, asks again.
    }
  }

  async mayKeep(): Promise<boolean> {
    this.isReplica ??= await this.readsFromReplica();
    if (!this.isReplica || this.asked === 0) return true;
    if (this.known !== this.asked || this.position === null) return false;
    const { rows } = await readerPool().query<{ caught: boolean | null }>(
      "select pg_last_wal_replay_lsn() >= $1::pg_lsn as caught",
      [this.position],
    );
    return rows[0]?.caught ?? false;
  }

  private async readsFromReplica(): Promise<boolean> {
    const { rows } = await readerPool().query<{ recovering: boolean }>(
      "select pg_is_in_recovery() as recovering",
    );
    return rows[0]?.recovering ?? false;
  }
}
