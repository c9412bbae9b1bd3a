/** A store that another program holds: waited for in short attempts, so that the program hears everything else meanwhile. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, describe, expect, it } from "vitest";
import { minutes, seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function file(): string {
  const folder = mkdtempSync(join(tmpdir(), "conto-rig-patient-"));
  folders.push(folder);
  return join(folder, "store.sqlite");
}
const skipped: RigEvent = { type: "scenarioSkipped", scenario: "s", position: "P1", reason: "r" };
const never = new AbortController().signal;

/** Somebody else's hand on the file, from now until it is called. */
function hold(path: string): () => void {
  const other = new Database(path);
  other.exec("begin exclusive");
  return () => other.close();
}

describe("a store that is held", () => {
  it("is waited for already when it is opened for the first time", async () => {
    const path = file();
    const release = hold(path);
    let waited = 0;
    const opening = openSqliteStore(path, {
      patience: minutes(10),
      leaving: never,
      onWaiting() {
        waited++;
        // The program goes on meanwhile: this very call is the proof.
        setImmediate(release);
      },
    });
    const store = await opening;
    await store.append("r", 0, [skipped]);
    expect(await store.events("r")).toEqual([skipped]);
    expect(waited).toBe(1);
    await store.close();
  });

  it("is given up after the patience, with what can be done about it", async () => {
    const path = file();
    const store = await openSqliteStore(path, { patience: seconds(0), leaving: never, onWaiting: () => {} });
    const release = hold(path);
    await expect(store.append("r", 0, [skipped])).rejects.toMatchObject({
      code: "store-locked",
      message: expect.stringContaining("another program"),
    });
    release();
    await store.append("r", 0, [skipped]);
    expect(await store.events("r")).toEqual([skipped]);
    await store.close();
  });

  it("what is no lock is told at once, however long the patience", async () => {
    const store = await openSqliteStore(file(), {
      patience: minutes(10),
      leaving: never,
      onWaiting: () => expect.unreachable("nobody holds it"),
    });
    await store.append("r", 0, [skipped]);
    await expect(store.append("r", 0, [{ ...skipped, reason: "other" }])).rejects.toMatchObject({
      code: "store-conflict",
    });
    await store.close();
  });
});
