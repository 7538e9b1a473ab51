import { migrate } from "@/db/migrate";
import { ensureReaderRole } from "@/db/reader-role";

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL");
console.log("migrated", await migrate(url));
const reader = await ensureReaderRole(url);
if (reader.url) process.env.READER_DATABASE_URL = reader.url;
process.env.NODE_ENV ??= "development";
await import("../server.ts");
console.log(`http://localhost:${process.env.PORT ?? 3000}`);
