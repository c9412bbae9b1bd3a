import { describe, expect, it } from "vitest";
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
  ])("%s", (code, words, remedy) => {
    const line = told(code, words);
    expect(line.startsWith(`store runs/s.sqlite: ${words}; `)).toBe(true);
    expect(line).toMatch(remedy);
    expect(line).not.toMatch(/resume|\n/);
  });
});
