import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";

/**
 * Connects this process to the newsroom's database: DATABASE_URL, else the embedded server of GALLEY_HOME, which is
 * shared with a running `npm start` or started for this command. Returns what lets go of it.
 */
export async function openDatabase(): Promise<() => Promise<void>> {
  if (process.env.DATABASE_URL) {
    await migrate(process.env.DATABASE_URL);
    return async () => {};
  }
  const server = await startEmbedded({ home: process.env.GALLEY_HOME ?? ".galley" });
  process.env.DATABASE_URL = server.url;
  await migrate(server.url);
  return async () => {
    if (!server.isAdopted) await server.stop();
  };
}
