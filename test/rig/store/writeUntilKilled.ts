/** A program that appends events one by one and says each number once it is acknowledged, until it is killed. */
import { writeSync } from "node:fs";
import { openJournal } from "#rig/store/journal.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

const store = await openSqliteStore(process.argv[2] ?? "");
const journal = await openJournal(store, "killed");
for (let i = 0; ; i++) {
  const reason = `event ${i}`;
  await journal.add({ type: "scenarioSkipped", scenario: "s", position: "P1", reason });
  // Synchronous, so that the number is out before the next event begins.
  writeSync(1, `${i}\n`);
}
