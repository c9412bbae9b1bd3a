/**
 * The tables of the store, in words SQLite and PostgreSQL both know. `events` is the truth: every event of a run under
 * its sequence, as JSON. `runs` and `readings` are kept beside it in the same transaction, for whoever lists runs or
 * draws the history of a register without going through whole runs.
 */
import type { Kysely } from "kysely";

export interface StoreTables {
  readonly layout: { version: number };
  readonly runs: {
    run: string;
    started_at: string | null;
    rig: string | null;
    bench: string | null;
    bench_kind: string | null;
    /** Text: a seed may exceed what an integer column holds. */
    seed: string | null;
    /** null: under way, or broken off. */
    verdict: string | null;
  };
  readonly events: { run: string; sequence: number; type: string; body: string };
  readonly readings: {
    run: string;
    sequence: number;
    scenario: string;
    position: string;
    step: number;
    moment: string;
    quantity: string;
    kind: string;
    /** null: not read. A failed read is unknown, never 0. */
    value: number | null;
    unit: string | null;
    sampled_at: number;
  };
}

/** Of these tables; a change that older code can't read takes the next number. */
export const layoutVersion = 1;

/** Makes what is not there yet and gives the version of the layout found: `layoutVersion` when it was made now. */
export async function prepareTables(db: Kysely<StoreTables>): Promise<number> {
  await db.schema
    .createTable("layout")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .execute();
  const [found] = await db.selectFrom("layout").select("version").execute();
  if (found !== undefined) return Number(found.version);
  await db.transaction().execute(async (within) => {
    await within
      .insertInto("layout")
      .values({ version: layoutVersion })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await within.schema
      .createTable("runs")
      .ifNotExists()
      .addColumn("run", "text", (column) => column.primaryKey())
      .addColumn("started_at", "text")
      .addColumn("rig", "text")
      .addColumn("bench", "text")
      .addColumn("bench_kind", "text")
      .addColumn("seed", "text")
      .addColumn("verdict", "text")
      .execute();
    await within.schema
      .createTable("events")
      .ifNotExists()
      .addColumn("run", "text", (column) => column.notNull())
      .addColumn("sequence", "integer", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("events_key", ["run", "sequence"])
      .execute();
    await within.schema
      .createTable("readings")
      .ifNotExists()
      .addColumn("run", "text", (column) => column.notNull())
      .addColumn("sequence", "integer", (column) => column.notNull())
      .addColumn("scenario", "text", (column) => column.notNull())
      .addColumn("position", "text", (column) => column.notNull())
      .addColumn("step", "integer", (column) => column.notNull())
      .addColumn("moment", "text", (column) => column.notNull())
      .addColumn("quantity", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("value", "double precision")
      .addColumn("unit", "text")
      .addColumn("sampled_at", "double precision", (column) => column.notNull())
      .addPrimaryKeyConstraint("readings_key", ["run", "sequence"])
      .execute();
  });
  return layoutVersion;
}
