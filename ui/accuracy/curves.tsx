/** The register and the power of one attempt over bench time: what passed, what the hook-up predicts, what was read. */
import { inKilowattHours, inKilowatts, wattHours, watts } from "#models/units.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { ui, words } from "../shell/settings.ts";
import { Curve } from "./curve.tsx";
import { type Instant, instantsOf } from "./instants.ts";

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
