/** The register and the power of one attempt over bench time: what passed, what the hook-up predicts, what was read. */
import { energyOf, inKilowattHours, inKilowatts, seconds, wattHours, watts } from "#models/units.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { ui, words } from "../shell/settings.ts";
import { Curve } from "./curve.tsx";

interface Instant {
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

const orNull = (value: number | null, change: (value: number) => number) =>
  value === null ? null : change(value);

export function Curves({ of }: { readonly of: AttemptedScenario }) {
  const texts = ui.value;
  const report = words.value;
  const instants = instantsOf(of);
  if (instants.length < 2) return <p class="soft">{texts.noCurve}</p>;
  const at = instants.map((instant) => instant.at);
  const energy = (pick: (instant: Instant) => number | null) =>
    instants.map((instant) => orNull(pick(instant), (value) => inKilowattHours(wattHours(value))));
  const plain = { isDashed: false, isStepped: false };
  return (
    <div class="curves">
      <Curve
        label={texts.registerCurve}
        unit="kWh"
        at={at}
        series={[
          {
            name: report.reference,
            colour: "--ink-soft",
            ...plain,
            values: energy(({ reference }) => reference),
          },
          {
            name: report.predicted,
            colour: "--phase-L2",
            ...plain,
            isDashed: true,
            values: energy(({ predicted }) => predicted),
          },
          { name: report.meterShows, colour: "--phase-L1", ...plain, values: energy(({ meter }) => meter) },
        ]}
      />
      <Curve
        label={texts.powerCurve}
        unit="kW"
        at={at}
        series={[
          {
            name: report.reference,
            colour: "--phase-L3",
            isDashed: false,
            isStepped: true,
            values: instants.map(({ power }) => orNull(power, (value) => inKilowatts(watts(value)))),
          },
        ]}
      />
    </div>
  );
}
