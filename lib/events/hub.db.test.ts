import { afterEach, describe, expect, test, vi } from "vitest";
import { db, staffPool } from "@/db/connection";
import { transaction } from "@/db/transaction";
import { closeHub, isListening, type Message, notify, onLoss, subscribe } from "@/lib/events/hub";
import { purge } from "@/lib/page-cache/purge";

afterEach(closeHub);

const patient = { timeout: 8_000, interval: 20 };
const listening = () => vi.waitFor(() => expect(isListening()).toBe(true), patient);

describe("messages", () => {
  test("arrive when the transaction commits, not before, and never when it rolls back", async () => {
    const heard: Message[] = [];
    subscribe("article", (message) => heard.push(message));
    await listening();
    await transaction(async (tx) => {
      await notify(tx, { t: "article", id: "a", version: 1 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(heard).toEqual([]);
    });
    await vi.waitFor(() => expect(heard).toEqual([{ t: "article", id: "a", version: 1 }]), patient);
    await transaction(async (tx) => {
      await notify(tx, { t: "article", id: "b", version: 1 });
      throw new Error("no");
    }).catch(() => {});
    await notify(db, { t: "article", id: "c" });
    await vi.waitFor(() => expect(heard.map(({ id }) => id)).toEqual(["a", "c"]), patient);
  });

  test("go to their topic alone, until the subscription ends", async () => {
    const heard: string[] = [];
    const end = subscribe("one", () => heard.push("one"));
    subscribe("two", () => heard.push("two"));
    await listening();
    await notify(db, { t: "one" });
    await notify(db, { t: "two" });
    await vi.waitFor(() => expect(heard).toEqual(["one", "two"]), patient);
    end();
    await notify(db, { t: "one" });
    await notify(db, { t: "two" });
    await vi.waitFor(() => expect(heard).toEqual(["one", "two", "two"]), patient);
  });

  test("too large for the channel are refused before they reach the database", async () => {
    await expect(notify(db, { t: "article", words: "é".repeat(4_000) })).rejects.toThrow(RangeError);
  });
});

describe("a purge", () => {
  test("names each tag once; more tags than fit become all pages", async () => {
    const heard: unknown[] = [];
    subscribe("purge", ({ tags }) => heard.push(tags));
    await listening();
    await transaction((tx) => purge(tx, ["home", "feed", "home"]));
    const many = Array.from({ length: 1_000 }, (_, index) => `article:${index}-and-some-more`);
    await transaction((tx) => purge(tx, many));
    await vi.waitFor(() => expect(heard).toEqual([["home", "feed"], ["*"]]), patient);
  });
});

describe("when the connection drops", () => {
  test("it is told at once, nothing counts as heard, and it comes back by itself", async () => {
    let losses = 0;
    const heard: Message[] = [];
    onLoss(() => {
      losses += 1;
    });
    subscribe("article", (message) => heard.push(message));
    await listening();
    await staffPool().query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'galley listener' and datname = current_database()",
    );
    await vi.waitFor(() => expect(losses).toBe(1), patient);
    expect(isListening()).toBe(false);
    await listening();
    await notify(db, { t: "article", id: "after" });
    await vi.waitFor(() => expect(heard.map(({ id }) => id)).toEqual(["after"]), patient);
  });
});
