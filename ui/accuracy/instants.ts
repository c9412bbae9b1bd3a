/**
 * One attempt over bench time, as a curve wants it: the energy that passed, the part of it the hook-up predicts, what the
 * register said of it, and the power. The register begins at the prediction, so that what it gains or loses is seen.
 */
import { energyOf, seconds, watts } from "#models/units.ts";
import type { AttemptedScenario } from "#reports/record.ts";

export interface Instant {
  readonly at: number;
  /** Wh since the attempt began. */
  readonly reference: number | null;
  readonly predicted: number | null;
  readonly meter: number | null;
  /** W, from this instant on. */
  readonly power: number | null;
}

/** The curve's instants: the beginning and end of each step, and each reading of the total register. */
export function instantsOf({ steps, end }: AttemptedScenario): readonly Instant[] {
  const instants: Instant[] = [];
  const began = steps[0]?.at ?? 0;
  let reference = 0;
  let predicted = 0;
  let turned = 0;
  let previous: number | null = null;
  let first: { readonly value: number; readonly predicted: number } | null = null;
  for (const [i, step] of steps.entries()) {
    const power = step.referencePower.active;
    const expected = power * (step.predictedFraction ?? 0);
    const begun = { reference, predicted };
    instants.push({ at: step.at - began, reference, predicted, meter: null, power });
    let reached = step.at;
    for (const { reading } of step.samples) {
      if (reading.kind !== "read" || reading.quantity !== "active energy") continue;
      if (previous !== null && reading.modulus !== null && reading.value < previous)
        turned += reading.modulus;
      previous = reading.value;
      const held = seconds(reading.sampledAt - step.at);
      const now = begun.predicted + energyOf(watts(expected), held);
      first ??= { value: reading.value, predicted: now };
      instants.push({
        at: reading.sampledAt - began,
        reference: begun.reference + energyOf(watts(power), held),
        predicted: now,
        meter: first.predicted + reading.value + turned - first.value,
        power,
      });
      reached = Math.max(reached, reading.sampledAt);
    }
    const until = seconds((steps[i + 1]?.at ?? end?.at ?? reached) - step.at);
    reference += energyOf(watts(power), until);
    predicted += energyOf(watts(expected), until);
    if (until > 0) instants.push({ at: step.at + until - began, reference, predicted, meter: null, power });
  }
  return instants.sort((a, b) => a.at - b.at);
}
