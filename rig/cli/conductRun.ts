/**
 * One run from its plan to its outputs: numbered, every event stored as it happens and folded into the record, and told
 * to whoever follows it; then the report for people (HTML), the one for CI (JUnit) and the one for programs (JSON). When
 * storing or telling fails the run is ended, not dropped: the source is switched off, and the record goes on to its end.
 */
import { createHash } from "node:crypto";
import { minutes, type Seconds, seconds } from "#models/units.ts";
import { mapSource } from "#reports/describedMeters.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Language } from "#reports/language.ts";
import { emptyRecord, fold, type RunRecord } from "#reports/record.ts";
import { keepRun } from "#rig/cli/keptRun.ts";
import { leftLive, leftLiveNote } from "#rig/cli/leftLive.ts";
import type { OpenedBench } from "#rig/cli/openBench.ts";
import { packageVersion } from "#rig/cli/packageRoot.ts";
import { filesOfRun, writeReportFiles } from "#rig/cli/reportFiles.ts";
import type { LoadedScenario } from "#rig/cli/suite.ts";
import { RigError } from "#rig/rigError.ts";
import { Interrupted, unlessInterrupted } from "#rig/run/leaving.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import { run } from "#rig/run/run.ts";

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
  /** For the person who started the run: that something has to be waited for, or has to be known before it begins. */
  readonly say: (line: string) => void;
  /** How long another program may hold the store before the run is ended. Default 10 min. */
  readonly storePatience?: Seconds;
  /** Nothing is energised yet. `leftLive`: the earlier run on the bench that left its source so; null: none did. */
  readonly onBegin: (run: string, leftLive: string | null) => void;
  /** What it gives back is waited for before the next thing happens. */
  readonly onEvent: (event: RigEvent) => Promise<void> | undefined;
}

/** Another program may copy or inspect the store; a run of hours is not given up for it. */
export const defaultStorePatience = minutes(10);

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

export interface ConductedRun {
  readonly record: RunRecord;
  readonly folder: string;
  /** Why it could not be stored, or told, to its end; null: it was. */
  readonly failure: unknown;
}

/** @throws {RigError} where the run can't be kept from its beginning: nothing is energised. */
export async function conductRun(asked: RunToConduct): Promise<ConductedRun> {
  const { plan, suite, opened, out, say } = asked;
  const { bench } = opened;
  const startedAt = new Date().toISOString();
  const id = runId(startedAt);
  const leaving = new AbortController();
  const kept = await keepRun({
    out,
    run: id,
    // Real time can't be had again: on hardware an event is on disk before the next thing happens.
    gather: seconds(bench.kind === "hardware" ? 0 : 0.2),
    patience: asked.storePatience ?? defaultStorePatience,
    leaving: AbortSignal.any([asked.interrupted, leaving.signal]),
    onWaiting: () => say("the store is held by another program: waiting for it; the source stays as it is"),
  });
  let record = emptyRecord;
  try {
    const live = bench.kind === "hardware" ? await leftLive(kept.store, bench.name) : null;
    const notes = live === null ? [] : [leftLiveNote(live)];
    for (const note of notes)
      say(`
! ${note}`);
    asked.onBegin(id, live);
    const interrupted = AbortSignal.any([asked.interrupted, kept.broken, leaving.signal]);
    for await (const event of run(plan, bench, {
      run: id,
      startedAt,
      rig: `conto-rig ${packageVersion}, Node ${process.versions.node}`,
      seed: asked.seed,
      sources: [...suite.map(({ source }) => source), ...opened.sources, ...mapSources(plan)],
      notes,
      reproduce: asked.reproduce,
      interrupted,
      wallTime: asked.wallTime,
    })) {
      record = fold(record, event);
      const stored = kept.add(event);
      if (bench.kind === "hardware") await stored;
      if (leaving.signal.aborted) continue;
      try {
        const told = asked.onEvent(event);
        // A run that is held up by a page is not held up any more when it is to end.
        if (!interrupted.aborted) await unlessInterrupted(told, interrupted);
      } catch (error) {
        if (!(error instanceof Interrupted))
          leaving.abort(error instanceof Error ? error : new RigError("unforeseen", String(error)));
      }
    }
    await kept.settled();
  } finally {
    await kept.close();
  }
  const failure = kept.broken.aborted
    ? kept.broken.reason
    : leaving.signal.aborted
      ? leaving.signal.reason
      : null;
  return { record, folder: kept.folder, failure };
}

export function writeOutputs(folder: string, record: RunRecord, language: Language): void {
  writeReportFiles(folder, filesOfRun(record, language));
}

/** The reports of a run could not be written; the store, if it could, has the run. */
export const notWritten = (folder: string, cause: unknown): RigError =>
  new RigError(
    "reportsNotWritten",
    `${folder}: the reports can't be written (${cause instanceof Error ? cause.message : String(cause)}); 'conto-rig report' makes them again from the store`,
    { cause },
  );
