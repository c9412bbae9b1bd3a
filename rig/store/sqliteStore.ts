/** The store in one SQLite file, the default: what was acknowledged survives a power cut. */
import { type SqliteDatabase, SqliteDialect } from "kysely";
import { type Seconds, seconds } from "#models/units.ts";
import { libsqlDatabase } from "#rig/store/libsqlDatabase.ts";
import { type Store, storeOn } from "#rig/store/store.ts";
import { storeError } from "#rig/store/storeError.ts";

export interface SqliteOptions {
  /** How long to wait for another program that is writing. */
  readonly patience: Seconds;
}

/** Opens or makes the file; its folder must exist. Throws a RigError that says the cause and the remedy. */
export async function openSqliteStore(
  file: string,
  { patience }: SqliteOptions = { patience: seconds(5) },
): Promise<Store> {
  let database: SqliteDatabase;
  try {
    database = libsqlDatabase(file, patience);
  } catch (cause) {
    throw storeError(file, cause);
  }
  return storeOn(new SqliteDialect({ database }), file);
}
