/**
 * A SQLite file through libsql, in the shape kysely drives, mended in two places. libsql never finishes a statement that
 * found the database locked, and after that no commit on the same connection succeeds ("SQL statements in progress"):
 * such a connection is replaced. And it leaves the write-ahead log beside the file on closing: it is folded in, so that
 * a store at rest is one file that can be copied.
 */
import type { SqliteDatabase, SqliteStatement } from "kysely";
import Database from "libsql";
import { inMilliseconds, type Seconds } from "#models/units.ts";

/** Write-ahead logging lets a reader read while a run writes; FULL makes a commit wait for the disk. */
function open(file: string, patience: Seconds): Database.Database {
  const database = new Database(file);
  try {
    database.prepare(`pragma busy_timeout = ${Math.round(inMilliseconds(patience))}`).all();
    database.prepare("pragma journal_mode = wal").all();
    database.prepare("pragma synchronous = full").all();
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

const isLocked = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");

/** Throws what libsql throws. */
export function libsqlDatabase(file: string, patience: Seconds): SqliteDatabase {
  let database = open(file, patience);
  let isSpoilt = false;
  const watched = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (isLocked(cause)) isSpoilt = true;
      throw cause;
    }
  };
  return {
    prepare(sql): SqliteStatement {
      // kysely rolls back on the connection that failed; whatever comes next begins afresh.
      if (isSpoilt && sql !== "rollback") {
        database.close();
        database = open(file, patience);
        isSpoilt = false;
      }
      const statement = watched(() => database.prepare(sql));
      return {
        reader: statement.reader,
        all: (parameters) => watched(() => statement.all(parameters)),
        run: (parameters) => watched(() => statement.run(parameters)),
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
