/** The store in one SQLite file, the default: what was acknowledged survives a power cut. */
import { type SqliteDatabase, SqliteDialect } from "kysely";
import { libsqlDatabase } from "#rig/store/libsqlDatabase.ts";
import { patiently, type Waiting } from "#rig/store/patiently.ts";
import { type Store, storeOn, usualPatience } from "#rig/store/store.ts";
import { isLocked, storeError } from "#rig/store/storeError.ts";

/** Opens or makes the file; its folder must exist. Throws a RigError that says the cause and the remedy. */
export async function openSqliteStore(file: string, chosen: Partial<Waiting> = {}): Promise<Store> {
  const waiting = { patience: usualPatience, ...chosen };
  let database: SqliteDatabase;
  try {
    database = await patiently(waiting, isLocked, async () => libsqlDatabase(file));
  } catch (cause) {
    throw storeError(file, cause);
  }
  return storeOn(new SqliteDialect({ database }), file, waiting);
}
