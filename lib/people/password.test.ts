import { expect, it } from "vitest";
import { SlowDown } from "@/lib/errors";
import { hashPassword, isPassword } from "@/lib/people/password";

it("keeps argon2id with 19 MiB, two passes, one lane, and a salt of its own", async () => {
  const [first, second] = [
    await hashPassword("kelp otter marimba"),
    await hashPassword("kelp otter marimba"),
  ];
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(second).not.toBe(first);
  expect(await isPassword("kelp otter marimba", first)).toBe(true);
  expect(await isPassword("kelp otter marimbA", first)).toBe(false);
  expect(await isPassword("kelp otter marimba", null)).toBe(false);
});

it("reads one letter composed in two ways as the same", async () => {
  const stored = await hashPassword("mañana por la tarde".normalize("NFD"));
  expect(await isPassword("mañana por la tarde".normalize("NFC"), stored)).toBe(true);
});

it("works on two at once, lets twenty wait and asks the twenty-third to come back", async () => {
  const all = await Promise.allSettled(Array.from({ length: 23 }, () => hashPassword("kelp otter marimba")));
  const refused = all.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toBeInstanceOf(SlowDown);
  expect(await hashPassword("kelp otter marimba")).toMatch(/^\$argon2id/);
});
