/**
 * One attempt over bench time, as a curve wants it: the energy that passed, the part of it the hook-up predicts, what the
 * register said of it, and the same of the power. The register begins at the prediction, so that what it gains or loses
 * is seen.
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
  readonly predictedPower: number | null;
  /** W, as the meter was read or looked at to show it. */
  readonly meterPower: number | null;
}

/** The curve's instants: the beginning and end of each step, each reading of the total register, each look. */
export function instantsOf({ steps, end }: Pick<AttemptedScenario, "steps" | "end">): readonly Instant[] {
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
    const instant = (at: number, seen: Pick<Partial<Instant>, "meter" | "meterPower">): Instant => {
      const held = seconds(at - step.at);
      return {
        at: at - began,
        reference: begun.reference + energyOf(watts(power), held),
        predicted: begun.predicted + energyOf(watts(expected), held),
        meter: null,
        power,
        predictedPower: expected,
        meterPower: null,
        ...seen,
      };
    };
    instants.push(instant(step.at, {}));
    let reached = step.at;
    for (const { reading } of step.samples) {
      if (reading.kind !== "read") continue;
      if (reading.quantity === "active power")
        instants.push(instant(reading.sampledAt, { meterPower: reading.value }));
      if (reading.quantity !== "active energy") continue;
      if (previous !== null && reading.modulus !== null && reading.value < previous)
        turned += reading.modulus;
      previous = reading.value;
      const now = begun.predicted + energyOf(watts(expected), seconds(reading.sampledAt - step.at));
      first ??= { value: reading.value, predicted: now };
      instants.push(
        instant(reading.sampledAt, { meter: first.predicted + reading.value + turned - first.value }),
      );
      reached = Math.max(reached, reading.sampledAt);
    }
    const looked = step.look?.values["active power"];
    if (step.look !== null && looked !== undefined)
      instants.push(instant(step.look.at, { meterPower: looked }));
    const until = steps[i + 1]?.at ?? end?.at ?? reached;
    const last = instant(until, {});
    reference = last.reference ?? reference;
    predicted = last.predicted ?? predicted;
    if (until > step.at) instants.push(last);
  }
  return instants.sort((a, b) => a.at - b.at);
}
