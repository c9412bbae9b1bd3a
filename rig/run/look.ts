/**
 * A look at what the meter shows while a step is held: its voltages, currents and powers, for the people who follow the
 * run or read its report. It is taken whether anybody watches or not, inside the time the step is held anyway, and no
 * verdict knows of it.
 */
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { isMapped } from "#models/meter/registerReader.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Seconds, seconds } from "#models/units.ts";
import { liveQuantities } from "#reports/live/valueFrame.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { readingPathOf } from "#rig/bench/readingPath.ts";
import { elapse } from "#rig/run/leaving.ts";
import type { PlannedStep } from "#rig/run/planned.ts";

/** A shorter step is about its own instants: a look, with its retries, would not be over before it. */
const shortestHold = seconds(60);

/** What a meter's registers tell beside its energies. */
const quantitiesOf = ({ registerMap }: MeterSpec): readonly QuantityName[] =>
  liveQuantities.filter((quantity) => !isEnergyQuantity(quantity) && isMapped(registerMap, quantity));

/**
 * In the unit of each quantity; what could not be read is left out. null: there is nothing to look at, or no time.
 * `since`: when the step's signals were applied; a meter that they wake is given the time to start.
 */
export async function lookAt(
  { name, spec }: Position,
  { alive, hold }: PlannedStep,
  bench: Bench,
  since: Seconds,
  interrupted: AbortSignal,
): Promise<Readonly<Partial<Record<QuantityName, number>>> | null> {
  if (!alive || hold < shortestHold || readingPathOf(spec).kind === "pulses") return null;
  const quantities = quantitiesOf(spec);
  if (quantities.length === 0) return null;
  await elapse(bench, seconds(since + spec.startUp - bench.now()), interrupted);
  const values: Partial<Record<QuantityName, number>> = {};
  for (const reading of await bench.read(name, quantities))
    if (reading.kind === "read") values[reading.quantity] = reading.value;
  return values;
}
