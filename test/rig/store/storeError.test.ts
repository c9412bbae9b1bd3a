import { describe, expect, it } from "vitest";
import { inFrench } from "#reports/french/phrasebook.ts";
import { faultName } from "#reports/texts/faultNames.ts";
import { RemovedDatabase } from "#rig/store/libsqlDatabase.ts";
import { storeError } from "#rig/store/storeError.ts";

/** Result codes of SQLite as libsql hands them on, with SQLite's own words. */
const told = (code: string, words: string): string =>
  storeError("runs/s.sqlite", Object.assign(new Error(words), { code })).message;

describe("trouble with a store is told with its own words first and then its remedy", () => {
  it.each([
    ["SQLITE_FULL", "database or disk is full", /free some space, or use another store, and run again/],
    ["SQLITE_IOERR_WRITE", "disk I/O error", /over a quota, gone or failing.*see to it/],
    ["SQLITE_IOERR_FSYNC", "disk I/O error", /see to it/],
    ["SQLITE_READONLY", "attempt to write a readonly database", /make it and its folder writable/],
    ["SQLITE_READONLY_DBMOVED", "attempt to write a readonly database", /writable/],
    ["SQLITE_CANTOPEN", "unable to open database file", /create it, or use another path/],
    ["SQLITE_CORRUPT", "database disk image is malformed", /move it and its -wal and -shm files away/],
    ["SQLITE_NOTADB", "file is not a database", /move it/],
    ["SQLITE_BUSY", "database is locked", /wait for its run to end, or use another store/],
    ["SQLITE_BUSY_SNAPSHOT", "database is locked", /wait for its run to end/],
    ["SQLITE_MISUSE", "bad parameter or other API misuse", /see the cause/],
  ])("%s", (code, words, remedy) => {
    const line = told(code, words);
    expect(line.startsWith(`store runs/s.sqlite: ${words}; `)).toBe(true);
    expect(line).toMatch(remedy);
    expect(line).not.toMatch(/resume|\n/);
    const { code: trouble } = storeError("runs/s.sqlite", Object.assign(new Error(words), { code }));
    expect(faultName(trouble, "fr"), `${trouble} in French`).not.toBeNull();
  });
});

it("a store that was removed while it was written to is told in French too", () => {
  for (const what of ["the file", "its -wal file"]) {
    const { code, message } = storeError(
      "runs/s.sqlite",
      new RemovedDatabase(`${what} was removed or replaced`),
    );
    expect(code).toBe("store-removed");
    expect(faultName(code, "fr")).toBe("le magasin des essais a été supprimé");
    expect(inFrench(message)).toMatch(/^magasin runs\/s\.sqlite\s: .* a été supprimé ou remplacé\s; /);
  }
});
