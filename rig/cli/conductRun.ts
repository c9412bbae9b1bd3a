/**
 * One run from its plan to its outputs: numbered, every event stored as it happens and folded into the record, and told
 * to whoever follows it; then the report for people (HTML), the one for CI (JUnit) and the one for programs (JSON).
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { seconds } from "#models/units.ts";
import { mapSource } from "#reports/describedMeters.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";
import { emptyRecord, fold, type RunRecord } from "#reports/record.ts";
import type { OpenedBench } from "#rig/cli/openBench.ts";
import { packageVersion } from "#rig/cli/packageRoot.ts";
import { filesOfRun, writeReportFiles } from "#rig/cli/reportFiles.ts";
import type { LoadedScenario } from "#rig/cli/suite.ts";
import { makeFolder } from "#rig/named/outFolder.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import { run } from "#rig/run/run.ts";
import { openJournal } from "#rig/store/journal.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

export interface RunToConduct {
  readonly plan: RunPlan;
  readonly suite: readonly LoadedScenario[];
  readonly opened: OpenedBench;
  /** The folder where runs are kept. */
  readonly out: string;
  readonly seed: number;
  readonly reproduce: (reference: string) => string;
  readonly interrupted: AbortSignal;
  /** Seconds of real time since the beginning. */
  readonly wallTime: () => number;
  readonly onBegin: (run: string) => void;
  /** What it gives back is waited for before the next thing happens. */
  readonly onEvent: (event: RigEvent) => Promise<void> | undefined;
}

/** The store of all runs kept in a folder. */
export const storeFile = (out: string): string => join(out, "conto-rig.sqlite");

let conducted = 0;
/** By its instant and this process; and which of its runs, after the first. */
function runId(startedAt: string): string {
  const count = conducted++;
  return `${startedAt.replaceAll(":", "-").replace(/\.\d+Z$/, "Z")}-${process.pid.toString(36)}${count === 0 ? "" : `-${count}`}`;
}

/** Register maps as they were used, wherever they came from: those of the catalogue come from no file of the run. */
function mapSources({ scenarios }: RunPlan): readonly { readonly file: string; readonly sha256: string }[] {
  const used = scenarios.flatMap(({ positions }) => positions.map(({ spec }) => spec.registerMap));
  const maps = new Map(used.map((map) => [JSON.stringify(map), map.name]));
  return [...maps].map(([text, name]) => ({
    file: mapSource(name),
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
}

export async function conductRun(
  asked: RunToConduct,
): Promise<{ readonly record: RunRecord; readonly folder: string }> {
  const { plan, suite, opened, out } = asked;
  const { bench } = opened;
  const startedAt = new Date().toISOString();
  const id = runId(startedAt);
  const folder = join(out, id);
  // The run has a folder of its own when there is something to put into it.
  makeFolder(out);
  const store = await openSqliteStore(storeFile(out));
  let record = emptyRecord;
  try {
    const journal = await openJournal(store, id, seconds(bench.kind === "hardware" ? 0 : 0.2));
    asked.onBegin(id);
    for await (const event of run(plan, bench, {
      run: id,
      startedAt,
      rig: `conto-rig ${packageVersion}, Node ${process.versions.node}`,
      seed: asked.seed,
      sources: [...suite.map(({ source }) => source), ...opened.sources, ...mapSources(plan)],
      reproduce: asked.reproduce,
      interrupted: asked.interrupted,
      wallTime: asked.wallTime,
    })) {
      const stored = journal.add(event);
      // Real time can't be had again: on hardware an event is on disk before the next thing happens.
      if (bench.kind === "hardware") await stored;
      record = fold(record, event);
      await asked.onEvent(event);
    }
    await journal.settled();
  } finally {
    await store.close();
  }
  return { record, folder };
}

export function writeOutputs(folder: string, record: RunRecord, language: Language): void {
  writeReportFiles(folder, filesOfRun(record, language));
}
