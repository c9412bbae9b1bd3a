/**
 * One position in one scenario: its meter, the twin that lives beside it, what has been seen of it so far, and the verdict
 * its claims have come to. A silence that nothing proved to be the meter's waits here for the answer that may.
 */
import { type Verdict, worst } from "#models/metrology/verdict.ts";
import type { Comparison, Reading, RigEvent } from "#reports/events.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { Evidence } from "#rig/run/compare/evidence.ts";
import { isOwnAnswer } from "#rig/run/compare/heard.ts";
import type { ComparingTwin } from "#rig/run/comparingTwin.ts";
import { type Memories, MeterMemory } from "#rig/run/memory.ts";
import type { Window } from "#rig/run/window.ts";
import type { Claim } from "#scenarios/claim.ts";

export interface Station {
  readonly position: Position;
  readonly twin: ComparingTwin;
  /** Windows of steps, for claims over the whole scenario. */
  readonly windows: Window[];
  readonly memory: MeterMemory;
  /** Silences that only an answer after their step can still tell from a dead bus. */
  readonly awaiting: Awaiting[];
  verdict: Verdict | null;
}

interface Awaiting {
  readonly step: number;
  readonly claim: Claim;
  readonly evidence: Evidence;
  /** When the meter last answered before the step. */
  readonly before: number;
}

/** Where steps follow on without a gap, every scenario has a fresh meter. */
export function memoryOf(name: string, bench: Bench, memories: Memories): MeterMemory {
  const known = bench.transitions === "operator" ? memories.get(name) : undefined;
  const memory = known ?? new MeterMemory();
  memories.set(name, memory);
  return memory;
}

export function* judged(
  station: Station,
  scenario: string,
  step: number | null,
  claims: readonly Claim[],
  evidence: Evidence,
): Generator<RigEvent> {
  for (const claim of claims) {
    const comparison: Comparison = compareClaim(claim, evidence);
    station.verdict =
      station.verdict === null ? comparison.verdict : worst([station.verdict, comparison.verdict]);
    yield { type: "compared", scenario, position: station.position.name, step, comparison };
  }
}

/** Remembers that the meter was heard; an answer proves that the bus was alive in the silences before it. */
export function* heard(
  station: Station,
  scenario: string,
  readings: readonly Reading[],
): Generator<RigEvent> {
  const answer = readings.find(isOwnAnswer);
  station.memory.hear(readings);
  if (answer === undefined) return;
  for (const { step, claim, evidence, before } of station.awaiting.splice(0))
    yield* judged(station, scenario, step, [claim], {
      ...evidence,
      around: { before, after: answer.sampledAt },
    });
}

/** No answer came after them any more. */
export function* judgedAtLast(station: Station, scenario: string): Generator<RigEvent> {
  for (const { step, claim, evidence } of station.awaiting.splice(0))
    yield* judged(station, scenario, step, [claim], evidence);
}
