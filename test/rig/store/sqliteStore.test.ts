/** The store on a real SQLite file. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { SqliteDialect } from "kysely";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { recordOf } from "#reports/record.ts";
import { RigError } from "#rig/rigError.ts";
import { openJournal } from "#rig/store/journal.ts";
import { libsqlDatabase } from "#rig/store/libsqlDatabase.ts";
import { openSqliteStore, type SqliteStore } from "#rig/store/sqliteStore.ts";
import { type Store, storeOn } from "#rig/store/store.ts";
import { runArbitrary } from "../../reports/eventStreams.ts";
import { sampleEvents } from "../../reports/sampleRun.ts";

let folder: string;
let file: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "conto-rig-store-"));
  file = join(folder, "store.db");
  store = await openSqliteStore(file);
});
afterEach(() => store.close());

/** The error of a refused action; fails when it is not refused. */
async function refusal(action: Promise<unknown>): Promise<RigError> {
  const error = await action.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof RigError)) throw new Error(`expected a RigError, got ${String(error)}`);
  expect(error.message).not.toContain("\n");
  expect(error.cause ?? error.code).toBeDefined();
  return error;
}

describe("what is appended", () => {
  it("comes back as it was, after closing and opening again, and folds to the same record", async () => {
    await store.append("a", 0, sampleEvents);
    await store.close();
    store = await openSqliteStore(file);
    const events = await store.events("a");
    expect(events).toEqual(sampleEvents);
    expect(recordOf(events)).toEqual(recordOf(sampleEvents));
  });
  it("comes back in order from any sequence, however it was cut and however often it was sent", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        runArbitrary,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }),
        fc.nat(),
        async ({ events }, again, from) => {
          const name = `run ${run++}`;
          const sent = JSON.parse(JSON.stringify(events)) as RigEvent[];
          await store.append(name, 0, sent.slice(0, sent.length >> 1));
          await store.append(name, sent.length >> 1, sent.slice(sent.length >> 1));
          for (const [start, length] of again) {
            const first = start % sent.length;
            await store.append(name, first, sent.slice(first, first + (length % 5)));
          }
          const cut = from % sent.length;
          expect(await store.events(name, cut)).toEqual(sent.slice(cut));
          expect(await store.nextSequence(name)).toBe(sent.length);
        },
      ),
      { numRuns: 30 },
    );
  });
  it("is refused where another event stands already, and then nothing of it is kept", async () => {
    await store.append("a", 0, sampleEvents.slice(0, 3));
    const other = { ...sampleEvents[0], seed: 43 } as RigEvent;
    const error = await refusal(store.append("a", 2, [other, ...sampleEvents.slice(3, 5)]));
    expect(error.code).toBe("store-conflict");
    expect(error.message).toContain("event 2 of run a");
    expect(await store.nextSequence("a")).toBe(3);
  });
  it("keeps runs apart, latest first, with the verdict once they have one", async () => {
    const [start] = sampleEvents;
    await store.append("old", 0, [{ ...start, startedAt: "2024-01-01T00:00:00Z" } as RigEvent]);
    await store.append("new", 0, sampleEvents);
    expect(await store.runs()).toMatchObject([
      { run: "new", verdict: "error", bench: "bench-1", seed: 42 },
      { run: "old", verdict: null },
    ]);
    expect(await store.events("old")).toHaveLength(1);
    expect(await store.events("nobody")).toEqual([]);
  });
  it("lists the readings; one that failed has no value, not zero", async () => {
    const silent: RigEvent = {
      type: "sampled",
      scenario: "full-load",
      position: "P1",
      step: 0,
      moment: "after",
      reading: { kind: "silent", quantity: "active energy", waited: 1, sampledAt: 3601 },
    };
    await store.append("a", 0, [...sampleEvents.slice(0, 5), silent]);
    expect(await store.readings("a")).toMatchObject([
      { quantity: "active energy", value: 100000, sampledAt: 0 },
      { value: 103453.45, sampledAt: 3600 },
      { value: null, sampledAt: 3601 },
    ]);
  });
  it("waits for the disk: write-ahead log, synchronous FULL (2 in SQLite's words)", () => {
    const database = libsqlDatabase(file);
    expect(database.prepare("pragma journal_mode").all([])).toEqual([{ journal_mode: "wal" }]);
    expect(database.prepare("pragma synchronous").all([])).toEqual([{ synchronous: 2 }]);
    database.close();
  });
  it("lies in one file when the store is closed: a copy of it alone has everything", async () => {
    await store.append("a", 0, sampleEvents);
    await store.close();
    copyFileSync(file, join(folder, "copy.db"));
    store = await openSqliteStore(join(folder, "copy.db"));
    expect(await store.events("a")).toEqual(sampleEvents);
  });
});

describe("the journal", () => {
  it("numbers events on from where the run stands, and has them all when it is settled", async () => {
    await store.append("a", 0, sampleEvents.slice(0, 4));
    const journal = await openJournal(store, "a");
    for (const event of sampleEvents.slice(4)) void journal.add(event);
    await journal.settled();
    expect(await store.events("a")).toEqual(sampleEvents);
  });
  it("commits a month of events in a few transactions, not one each", async () => {
    let commits = 0;
    const counted: Store = {
      ...store,
      append: (...facts) => {
        commits += 1;
        return store.append(...facts);
      },
    };
    const journal = await openJournal(counted, "month");
    const month = Array.from({ length: 9000 }, (_, i) => sampleEvents[2 + (i % 3)]!);
    for (const event of month) void journal.add(event);
    await journal.settled();
    expect(commits).toBeLessThan(5);
    expect(await store.nextSequence("month")).toBe(9000);
  });
  it("stores nothing after a failure, so that a run has no gap", async () => {
    const journal = await openJournal(store, "a");
    await store.append("a", 0, [sampleEvents[1]!]);
    await refusal(journal.add(sampleEvents[0]!));
    await refusal(journal.add(sampleEvents[1]!));
    expect(await store.nextSequence("a")).toBe(1);
  });
});

describe("a store that can't be used says why and what to do, in one line", () => {
  const opened = (path: string) => refusal(openSqliteStore(path));
  it("a file that is no database", async () => {
    const path = join(folder, "notes.db");
    writeFileSync(path, "these are notes, not a database. ".repeat(100));
    const error = await opened(path);
    expect(error.code).toBe("store-corrupt");
    expect(error.message).toContain(path);
    expect(error.message).toContain("move it and its -wal and -shm files away");
    expect(readFileSync(path, "utf8")).toContain("these are notes");
  });
  it("a database torn in its middle", async () => {
    await store.append("a", 0, sampleEvents);
    for (let i = 0; i < 40; i++) await store.append(`run ${i}`, 0, sampleEvents);
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    const error = await refusal(
      openSqliteStore(file).then((torn) => torn.events("a").finally(() => torn.close())),
    );
    expect(error.code).toBe("store-corrupt");
    store = await openSqliteStore(join(folder, "other.db"));
  });
  it("a folder that is not there", async () => {
    const error = await opened(join(folder, "no", "such", "store.db"));
    expect(error.code).toBe("store-unreachable");
    expect(error.message).toContain("create it");
  });
  it("another program that holds it", async () => {
    const other = new Database(file);
    other.exec("begin immediate");
    const hasty = await openSqliteStore(file, { patience: seconds(0.05) });
    const error = await refusal(hasty.append("a", 0, sampleEvents));
    expect(error.code).toBe("store-locked");
    expect(error.message).toContain("wait for its run to end");
    other.exec("rollback");
    await hasty.append("a", 0, sampleEvents);
    expect(await hasty.nextSequence("a")).toBe(sampleEvents.length);
    other.close();
    await hasty.close();
  });
  it("another program that lets go in time, waited for while this one goes on", async () => {
    const other = new Database(file);
    for (const lock of ["begin immediate", "begin exclusive"]) {
      other.exec(lock);
      // Let go by a timer of this very program: one that stood still while it waits would never get there.
      let turns = 0;
      const letGo = setInterval(() => {
        if (++turns === 20) other.exec("rollback");
      }, 5);
      await store.append(lock, 0, sampleEvents);
      clearInterval(letGo);
      expect(turns).toBeGreaterThanOrEqual(20);
      expect(await store.nextSequence(lock)).toBe(sampleEvents.length);
    }
    other.close();
  });
  it("another program that does not let go, without piling up open files meanwhile", async () => {
    const openFiles = () => readdirSync("/proc/self/fd").length;
    const other = new Database(file);
    other.exec("begin immediate");
    const waiting = await openSqliteStore(file, { patience: seconds(1) });
    const before = openFiles();
    const refused = refusal(waiting.append("a", 0, sampleEvents));
    expect((await refused).code).toBe("store-locked");
    // Nine looks or so: a connection left open by each would be eighteen files.
    expect(openFiles() - before).toBeLessThan(6);
    other.exec("rollback");
    other.close();
    await waiting.close();
  });
  it("another program that holds it while it is opened, waited for in the same way", async () => {
    const fresh = join(folder, "fresh.db");
    const other = new Database(fresh);
    other.exec("create table notes (text)");
    other.exec("begin exclusive");
    let turns = 0;
    const letGo = setInterval(() => {
      if (++turns === 10) other.exec("rollback");
    }, 5);
    const opened = await openSqliteStore(fresh);
    clearInterval(letGo);
    expect(turns).toBeGreaterThanOrEqual(10);
    expect(await opened.runs()).toEqual([]);
    await opened.close();
    other.close();
  });
  it("a store that has no room left: the first error, and what was stored before it is kept", async () => {
    await store.close();
    const database = libsqlDatabase(file);
    database.prepare("pragma max_page_count = 40").all([]);
    store = { ...(await storeOn(new SqliteDialect({ database }), file)), checkThere: database.checkThere };
    const journal = await openJournal(store, "a");
    let stored = 0;
    const error = await refusal(
      (async () => {
        for (;;) {
          await journal.add(sampleEvents[2]!);
          stored++;
        }
      })(),
    );
    expect(error.code).toBe("store-full");
    expect(error.message).toMatch(/: database or disk is full; .*free some space.* run again/);
    expect(error.message).not.toMatch(/rollback|resume/);
    expect(stored).toBeGreaterThan(5);
    // Everything later fails by the same first error, and nothing has a gap.
    expect(await refusal(journal.add(sampleEvents[2]!))).toBe(error);
    expect(await store.nextSequence("a")).toBe(stored);
  });
  it.each<[string, () => void]>([
    ["its file is removed", () => rmSync(file)],
    ["its file is moved away", () => renameSync(file, `${file}.old`)],
    [
      "another file takes its place",
      () => copyFileSync(file, join(folder, "x")) ?? renameSync(join(folder, "x"), file),
    ],
    ["its log is removed", () => rmSync(`${file}-wal`)],
    ["its folder is removed", () => rmSync(folder, { recursive: true })],
  ])("a store while %s: told by the next event, not taken into nothing", async (_, happen) => {
    await store.append("a", 0, sampleEvents.slice(0, 2));
    store.checkThere();
    happen();
    // Whoever has nothing to store for hours hears it too.
    expect(() => store.checkThere()).toThrow(/was removed or replaced/);
    const error = await refusal(store.append("a", 2, sampleEvents.slice(2, 3)));
    expect(error.code).toBe("store-removed");
    expect(error.message).toMatch(/was removed or replaced; leave its folder alone/);
  });
  it("a store that is removed in the middle of a transaction: its commit is none", () => {
    const database = libsqlDatabase(file);
    database.prepare("begin").run([]);
    database.prepare("insert into layout (version) values (?)").run([7]);
    rmSync(file);
    expect(() => database.prepare("commit").run([])).toThrow(/was removed or replaced/);
    database.close();
  });
  it("a removed store is not made anew behind a lock", async () => {
    await store.append("a", 0, sampleEvents.slice(0, 2));
    const other = new Database(file);
    other.exec("begin immediate");
    const waiting = refusal(store.append("a", 2, sampleEvents.slice(2, 3)));
    rmSync(folder, { recursive: true });
    expect((await waiting).code).toBe("store-removed");
    expect(existsSync(file)).toBe(false);
    other.close();
  });
  it("a store of a newer conto-rig", async () => {
    await store.close();
    const other = new Database(file);
    other.exec("update layout set version = 999");
    other.close();
    const error = await opened(file);
    expect(error.code).toBe("store-newer");
    expect(error.message).toContain("update conto-rig");
    store = await openSqliteStore(join(folder, "other.db"));
  });
});
