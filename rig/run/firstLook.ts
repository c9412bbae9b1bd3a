/**
 * The first reading of a step. A meter that should be alive may still be starting: it is asked again until it answers or
 * its patience runs out. Every attempt is kept, since some claims are about just that. A pulse counter always has a count,
 * also of a meter still starting: that one is given the time it needs to be functional.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import { isDeaf } from "#rig/run/compare/heard.ts";
import type { PlannedStep } from "#rig/run/planned.ts";
import { type Asking, type Moment, readMoment } from "#rig/run/settle/readMoment.ts";

/** How often a meter that should be starting is asked whether it is there. */
const pollWhileStarting = seconds(0.25);
/** A meter is given twice its start-up limit before its silence is taken for an answer. */
const patience = 2;

/** A step that has just begun at one position. */
export interface Begun extends Asking {
  readonly step: PlannedStep;
  /** When its signals stood. */
  readonly since: Seconds;
}

/** The readings are those at the beginning. */
export interface Look extends Moment {
  readonly attempts: readonly Reading[];
}
/** Those that are not told as readings of the beginning already, as counting or left out. */
export const earlierAttempts = ({ attempts, readings, left }: Look): readonly Reading[] => {
  const told = [...readings, ...left.map(({ reading }) => reading)];
  return attempts.filter(
    ({ quantity, sampledAt }) =>
      !told.some((one) => one.quantity === quantity && one.sampledAt === sampledAt),
  );
};
export const noLook: Look = { attempts: [], readings: [], left: [] };

export async function firstLook(begun: Begun, quantities: readonly QuantityName[]): Promise<Look> {
  if (quantities.length === 0) return noLook;
  const { bench, position, step, since } = begun;
  const { name, spec } = position;
  const attempts: Reading[] = [];
  if (step.alive && readingPathOf(spec).kind === "pulses") await bench.elapse(spec.startUp);
  for (;;) {
    const readings = await bench.read(name, quantities);
    attempts.push(...readings.slice(0, 1));
    const answered = !readings.some(isDeaf);
    if (answered || !step.alive || bench.now() - since > patience * spec.startUp)
      return { attempts, ...(await readMoment(begun, quantities, readings)) };
    await bench.elapse(pollWhileStarting);
  }
}
