/** The store in one SQLite file, the default: what was acknowledged survives a power cut. */
import { SqliteDialect } from "kysely";
import { type LibsqlDatabase, libsqlDatabase } from "#rig/store/libsqlDatabase.ts";
import { patiently, type Waiting } from "#rig/store/patiently.ts";
import { type Store, storeOn, usualPatience } from "#rig/store/store.ts";
import { isLocked, storeError } from "#rig/store/storeError.ts";

export interface SqliteStore extends Store {
  /**
   * Looks whether its file is still there, as every commit does: for whoever has nothing to store for hours.
   * @throws {RigError} `store-removed`.
   */
  checkThere(): void;
}

/** Opens or makes the file; its folder must exist. Throws a RigError that says the cause and the remedy. */
export async function openSqliteStore(file: string, chosen: Partial<Waiting> = {}): Promise<SqliteStore> {
  const waiting = { patience: usualPatience, ...chosen };
  let database: LibsqlDatabase;
  try {
    database = await patiently(waiting, isLocked, async () => libsqlDatabase(file));
  } catch (cause) {
    throw storeError(file, cause);
  }
  const store = await storeOn(new SqliteDialect({ database }), file, waiting);
  return {
    ...store,
    checkThere() {
      try {
        database.checkThere();
      } catch (cause) {
        throw storeError(file, cause);
      }
    },
  };
}
