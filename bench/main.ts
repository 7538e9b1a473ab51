import { benchPublish } from "@/bench/publish";
import { benchReader } from "@/bench/reader";
import { benchSave } from "@/bench/save";

const benches: Record<string, () => Promise<void>> = {
  reader: benchReader,
  save: benchSave,
  publish: benchPublish,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no bench called ${unknown.join(", ")}. Choose among: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(1);
}
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await run();
}
