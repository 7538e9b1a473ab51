import { closePools } from "@/db/connection";

/*
 * What an empty database gets, in a process of its own: `demo` fills it with the demo newsroom, `link` makes the
 * one-time link with which the first person sets the newsroom up, and sends its path to the parent.
 */
const wish = process.argv[2];
if (wish === "demo") {
  const { seedDemo } = await import("@/db/seed/index");
  await seedDemo();
} else {
  const { makeSetUpLink } = await import("@/lib/people/invites");
  process.send?.(await makeSetUpLink());
}
await closePools();
process.disconnect?.();
