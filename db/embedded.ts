export type EmbeddedServer = { url: string; dataFolder: string; stop: () => Promise<void> };
export async function startEmbedded(_: { home: string; isThrowaway?: boolean }): Promise<EmbeddedServer> {
  throw new Error("Set GALLEY_TEST_DATABASE_URL or DATABASE_URL.");
}
