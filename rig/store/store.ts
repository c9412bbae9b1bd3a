/**
 * Where runs are kept. An event is stored under its run and sequence; to append it again is no harm, to append another
 * one in its place is refused. When `append` has resolved, the events outlive the program, and on SQLite a power cut.
 * The database is a kysely dialect's business: this file speaks to SQLite and PostgreSQL alike.
 */

import type { Dialect, Transaction } from "kysely";
import { Kysely } from "kysely";
import type { Verdict } from "#models/metrology/verdict.ts";
import { seconds } from "#models/units.ts";
import type { RigEvent, RigEventOf } from "#reports/events.ts";
import { RigError } from "#rig/rigError.ts";
import { patiently, type Waiting } from "#rig/store/patiently.ts";
import { isLocked, storeError } from "#rig/store/storeError.ts";
import { layoutVersion, prepareTables, type StoreTables } from "#rig/store/storeTables.ts";

/** null where its events do not say. */
interface StoredRun {
  readonly run: string;
  readonly startedAt: string | null;
  readonly rig: string | null;
  readonly bench: string | null;
  readonly benchKind: string | null;
  readonly seed: number | null;
  /** null: under way, or broken off. */
  readonly verdict: Verdict | null;
}
interface StoredReading {
  readonly scenario: string;
  readonly position: string;
  readonly step: number;
  readonly quantity: string;
  /** null: it could not be read. */
  readonly value: number | null;
  readonly sampledAt: number;
}

export interface Store {
  /** Events of a run, the first under sequence `first`, counted from 0. All or none; durable when it resolves. */
  append(run: string, first: number, events: readonly RigEvent[]): Promise<void>;
  /** Latest begun first. */
  runs(): Promise<readonly StoredRun[]>;
  /** In their order, from a sequence on; an unknown run has none. */
  events(run: string, from?: number): Promise<readonly RigEvent[]>;
  /** The sequence after the last one stored; 0 for an unknown run. */
  nextSequence(run: string): Promise<number>;
  /** What came off the bus in a run, in its order. */
  readings(run: string): Promise<readonly StoredReading[]>;
  close(): Promise<void>;
}

/** Rows of one statement: SQLite takes 32766 parameters, PostgreSQL 65535, and a reading has 11. */
const rowsAtOnce = 500;
function* chunks<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let i = 0; i < rows.length; i += rowsAtOnce) yield rows.slice(i, i + rowsAtOnce);
}

const readingRow = (
  run: string,
  sequence: number,
  event: RigEventOf<"sampled">,
): StoreTables["readings"] => ({
  run,
  sequence,
  scenario: event.scenario,
  position: event.position,
  step: event.step,
  moment: event.moment,
  quantity: event.reading.quantity,
  kind: event.reading.kind,
  value: event.reading.kind === "read" ? event.reading.value : null,
  unit: event.reading.kind === "read" ? event.reading.unit : null,
  sampled_at: event.reading.sampledAt,
});

async function insertEvents(within: Transaction<StoreTables>, name: string, rows: StoreTables["events"][]) {
  for (const chunk of chunks(rows)) {
    const { numInsertedOrUpdatedRows } = await within
      .insertInto("events")
      .values([...chunk])
      .onConflict((conflict) => conflict.columns(["run", "sequence"]).doNothing())
      .executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) === chunk.length) continue;
    const [first, last] = [chunk[0], chunk.at(-1)];
    if (first === undefined || last === undefined) continue;
    const stored = await within
      .selectFrom("events")
      .select(["sequence", "body"])
      .where("run", "=", first.run)
      .where("sequence", ">=", first.sequence)
      .where("sequence", "<=", last.sequence)
      .execute();
    const bodies = new Map(stored.map(({ sequence, body }) => [Number(sequence), body]));
    const other = chunk.find(({ sequence, body }) => bodies.get(sequence) !== body);
    if (other !== undefined)
      throw new RigError(
        "store-conflict",
        `store ${name}: event ${other.sequence} of run ${other.run} is already stored and says something else; two programs write the same run: give one of them another run id`,
      );
  }
}

async function noteRun(within: Transaction<StoreTables>, run: string, events: readonly RigEvent[]) {
  await within
    .insertInto("runs")
    .values({
      run,
      started_at: null,
      rig: null,
      bench: null,
      bench_kind: null,
      seed: null,
      verdict: null,
    })
    .onConflict((conflict) => conflict.column("run").doNothing())
    .execute();
  const facts: Partial<StoreTables["runs"]> = {};
  for (const event of events) {
    if (event.type === "runStarted")
      Object.assign(facts, {
        started_at: event.startedAt,
        rig: event.rig,
        bench: event.bench.name,
        bench_kind: event.bench.kind,
        seed: String(event.seed),
        verdict: null,
      });
    if (event.type === "runFinished") facts.verdict = event.verdict;
  }
  if (Object.keys(facts).length > 0)
    await within.updateTable("runs").set(facts).where("run", "=", run).execute();
}

/** Assumption: what holds a store for longer - a program stopped in mid-write, a tool left open - does not let go. */
export const usualPatience = seconds(60);

/** A store on any kysely dialect. `name` is how messages call it. Throws a RigError. */
export async function storeOn(
  dialect: Dialect,
  name: string,
  waiting: Partial<Waiting> = {},
): Promise<Store> {
  const db = new Kysely<StoreTables>({ dialect });
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await patiently({ patience: usualPatience, ...waiting }, isLocked, work);
    } catch (cause) {
      throw storeError(name, cause);
    }
  };
  const eventsFrom = (run: string, from: number) =>
    attempt(async () => {
      const rows = await db
        .selectFrom("events")
        .select("body")
        .where("run", "=", run)
        .where("sequence", ">=", from)
        .orderBy("sequence")
        .execute();
      return rows.map(({ body }) => JSON.parse(body) as RigEvent);
    });

  const version = await attempt(() => prepareTables(db)).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  if (version > layoutVersion) {
    await db.destroy();
    throw new RigError(
      "store-newer",
      `store ${name}: made by a newer conto-rig (layout ${version}, this one knows ${layoutVersion}); update conto-rig or use another store`,
    );
  }

  return {
    append: (run, first, events) =>
      attempt(async () => {
        if (events.length === 0) return;
        const rows = events.map((event, i) => ({
          run,
          sequence: first + i,
          type: event.type,
          body: JSON.stringify(event),
        }));
        const readings = events.flatMap((event, i) =>
          event.type === "sampled" ? [readingRow(run, first + i, event)] : [],
        );
        await db.transaction().execute(async (within) => {
          await insertEvents(within, name, rows);
          for (const chunk of chunks(readings))
            await within
              .insertInto("readings")
              .values([...chunk])
              .onConflict((conflict) => conflict.columns(["run", "sequence"]).doNothing())
              .execute();
          await noteRun(within, run, events);
        });
      }),
    runs: () =>
      attempt(async () => {
        const rows = await db.selectFrom("runs").selectAll().orderBy("started_at", "desc").execute();
        return rows.map((row) => ({
          run: row.run,
          startedAt: row.started_at,
          rig: row.rig,
          bench: row.bench,
          benchKind: row.bench_kind,
          seed: row.seed === null ? null : Number(row.seed),
          verdict: row.verdict as Verdict | null,
        }));
      }),
    events: (run, from = 0) => eventsFrom(run, from),
    nextSequence: (run) =>
      attempt(async () => {
        const [row] = await db
          .selectFrom("events")
          .select(({ fn }) => fn.max("sequence").as("last"))
          .where("run", "=", run)
          .execute();
        return row === undefined || row.last === null ? 0 : Number(row.last) + 1;
      }),
    readings: (run) =>
      attempt(async () => {
        const rows = await db
          .selectFrom("readings")
          .selectAll()
          .where("run", "=", run)
          .orderBy("sequence")
          .execute();
        return rows.map(({ scenario, position, step, quantity, value, sampled_at }) => ({
          scenario,
          position,
          step: Number(step),
          quantity,
          value: value === null ? null : Number(value),
          sampledAt: Number(sampled_at),
        }));
      }),
    close: () => attempt(() => db.destroy()),
  };
}
