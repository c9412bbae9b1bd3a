/**
 * A SQLite file through libsql, in the shape kysely drives, mended where the two leave a store in the lurch. libsql never
 * finishes a prepared statement that found the database locked: no commit on the same connection succeeds after that ("SQL
 * statements in progress"), and its files stay open. So a transaction takes the lock as it begins, by a statement that is
 * not prepared; a connection that was caught all the same is replaced. libsql waits for a lock with the whole program
 * standing still, so it is told not to wait at all: whoever calls waits. SQLite ends a transaction itself when the disk fails, and a rollback
 * after that is one more error in front of the first: it is left out. A file that was removed takes commits as before and
 * keeps none: every commit looks whether it is still there. And libsql leaves the write-ahead log beside the file on
 * closing: it is folded in, so that a store at rest is one file that can be copied.
 */
import { statSync } from "node:fs";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import Database from "libsql";

/** The file is no longer the one that was opened: what was committed last is lost with it. */
export class RemovedDatabase extends Error {
  override readonly name = "RemovedDatabase";
}

/** Write-ahead logging lets a reader read while a run writes; FULL makes a commit wait for the disk. */
function open(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.exec("pragma busy_timeout = 0; pragma journal_mode = wal; pragma synchronous = full");
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** Which file a name stands for now; null: none. */
function fileAt(name: string): string | null {
  const found = statSync(name, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}/${found.ino}`;
}

const isLocked = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");

/** Whether it is known that the name stands for another file now; where the system does not say it stands for the same. */
function isAnother(name: string, was: string | null): boolean {
  try {
    return fileAt(name) !== was;
  } catch {
    return false;
  }
}

export interface LibsqlDatabase extends SqliteDatabase {
  /** @throws {RemovedDatabase} */
  checkThere(): void;
}

/** Throws what libsql throws, and RemovedDatabase. */
export function libsqlDatabase(file: string): LibsqlDatabase {
  let database = open(file);
  let isSpoilt = false;
  const opened = fileAt(file);
  const log = `${file}-wal`;
  let openedLog = fileAt(log);

  const checkThere = (): void => {
    if (isAnother(file, opened)) throw new RemovedDatabase("the file was removed or replaced");
    if (openedLog === null) openedLog = fileAt(log);
    else if (isAnother(log, openedLog)) throw new RemovedDatabase("its -wal file was removed or replaced");
  };
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (isLocked(cause)) isSpoilt = true;
      throw cause;
    }
  };
  /** Whatever has happened, there is no transaction after it: what it was rolled back for is the error. */
  const rollBack = (): void => {
    if (!database.inTransaction) return;
    try {
      database.exec("rollback");
    } catch {
      isSpoilt = true;
    }
  };
  const replaceConnection = (): void => {
    checkThere();
    database.close();
    database = open(file);
    isSpoilt = false;
    openedLog = fileAt(log);
  };
  const plain = (run: () => void): SqliteStatement => ({
    reader: false,
    all: () => [],
    run: () => {
      run();
      return { changes: 0, lastInsertRowid: 0 };
    },
    iterate: () => [][Symbol.iterator](),
  });

  return {
    checkThere,
    prepare(sql) {
      // kysely rolls back on the connection that failed; whatever comes next begins afresh.
      if (sql === "rollback") return plain(rollBack);
      if (isSpoilt) replaceConnection();
      if (sql === "begin")
        return plain(() => {
          checkThere();
          database.exec("begin immediate");
        });
      if (sql === "commit")
        return plain(() => {
          database.exec("commit");
          checkThere();
        });
      const statement = watched(() => database.prepare(sql));
      return {
        reader: statement.reader,
        all: (parameters) => watched(() => statement.all(parameters)),
        run(parameters) {
          if (parameters.length > 0) return watched(() => statement.run(parameters));
          database.exec(sql);
          return { changes: 0, lastInsertRowid: 0 };
        },
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
    close() {
      try {
        database.prepare("pragma wal_checkpoint(truncate)").all();
      } catch {
        // Someone else reads or writes, or the file is damaged: the log stays beside it and loses nothing.
      }
      database.close();
    },
  };
}
