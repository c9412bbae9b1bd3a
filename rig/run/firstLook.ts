/**
 * The first reading of a step. A meter that should be alive may still be starting: it is asked again until it answers or
 * its patience runs out. Every attempt is kept, since some claims are about just that. A pulse counter always has a count,
 * also of a meter still starting: that one is given the time it needs to be functional.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import type { PlannedStep } from "#rig/run/planned.ts";

/** How often a meter that should be starting is asked whether it is there. */
const pollWhileStarting = seconds(0.25);
/** A meter is given twice its start-up limit before its silence is taken for an answer. */
const patience = 2;

export interface Look {
  readonly attempts: readonly Reading[];
  readonly before: readonly Reading[];
}

export async function firstLook(
  { name, spec }: Position,
  step: PlannedStep,
  quantities: readonly QuantityName[],
  bench: Bench,
  since: Seconds,
): Promise<Look> {
  const attempts: Reading[] = [];
  if (quantities.length === 0) return { attempts, before: [] };
  if (step.alive && readingPathOf(spec).kind === "pulses") await bench.elapse(spec.startUp);
  for (;;) {
    const readings = await bench.read(name, quantities);
    const answered = readings.every(({ kind }) => kind !== "silent");
    if (answered || !step.alive || bench.now() - since > patience * spec.startUp) {
      attempts.push(...readings.slice(0, 1));
      return { attempts, before: readings };
    }
    attempts.push(...readings.slice(0, 1));
    await bench.elapse(pollWhileStarting);
  }
}
