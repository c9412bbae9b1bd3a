/**
 * The register and the power of one attempt over bench time: what passed, what the hook-up predicts, what the meter was
 * read or looked at to show; while the run goes on also what the meter and the twin on the bench said of late.
 */
import { inKilowattHours, inKilowatts, wattHours, watts } from "#models/units.ts";
import type { Voice } from "#reports/live/protocol.ts";
import type { AttemptedScenario } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { type RememberedRow, rememberedOf } from "../feed/history.ts";
import { ui, words } from "../shell/settings.ts";
import { attempts, stored } from "../shell/shown.ts";
import { Curve, type Series } from "./curve.tsx";
import { type Instant, instantsOf } from "./instants.ts";

const kilowattHours = (value: number | null) => (value === null ? null : inKilowattHours(wattHours(value)));
const kilowatts = (value: number | null) => (value === null ? null : inKilowatts(watts(value)));

/** What a voice on the bench said of late, from the beginning of the attempt; empty for one that is over or stored. */
function remembered(of: AttemptedScenario, voice: Voice): readonly RememberedRow[] {
  const isThere = stored.value === null && of === attempts.value.findLast((a) => a.position === of.position);
  const began = of.steps[0]?.at ?? 0;
  if (!isThere) return [];
  const { history, rows } = story.value;
  const stretch = { from: began, until: of.end?.at ?? Number.POSITIVE_INFINITY };
  return rememberedOf(history, rows, { position: of.position, voice }, stretch).map((moment) => ({
    ...moment,
    at: moment.at - began,
  }));
}

export function Curves({ of }: { readonly of: AttemptedScenario }) {
  const texts = ui.value;
  const report = words.value;
  const instants = instantsOf(of);
  if (instants.length < 2) return <p class="soft">{texts.noCurve}</p>;
  const at = instants.map((instant) => instant.at);
  const read = (pick: (instant: Instant) => number | null) => instants.filter((one) => pick(one) !== null);
  const points = (
    pick: (instant: Instant) => number | null,
    change: typeof kilowatts,
  ): Pick<Series, "at" | "values"> => ({
    at: read(pick).map((one) => one.at),
    values: read(pick).map((one) => change(pick(one))),
  });
  const lately = (voice: Voice, pick: "energy" | "power", change: typeof kilowatts): Series[] => {
    const said = remembered(of, voice);
    return said.every((one) => one[pick] === null)
      ? []
      : [
          {
            name: texts.lately(voice === "meter" ? report.meterShows : report.twin),
            colour: voice === "meter" ? "--phase-L1" : "--phase-L3",
            form: "line",
            at: said.map((one) => one.at),
            values: said.map((one) => change(one[pick])),
          },
        ];
  };
  return (
    <div class="curves">
      <Curve
        label={texts.registerCurve}
        unit="kWh"
        series={[
          {
            name: report.reference,
            colour: "--ink-soft",
            form: "line",
            at,
            values: instants.map(({ reference }) => kilowattHours(reference)),
          },
          {
            name: report.predicted,
            colour: "--phase-L2",
            form: "dashed",
            at,
            values: instants.map(({ predicted }) => kilowattHours(predicted)),
          },
          {
            name: report.meterShows,
            colour: "--phase-L1",
            form: "points",
            ...points(({ meter }) => meter, kilowattHours),
          },
          ...lately("twin", "energy", kilowattHours),
        ]}
      />
      <Curve
        label={texts.powerCurve}
        unit="kW"
        series={[
          {
            name: report.reference,
            colour: "--ink-soft",
            form: "stepped",
            at,
            values: instants.map(({ power }) => kilowatts(power)),
          },
          {
            name: report.predicted,
            colour: "--phase-L2",
            form: "steppedDashed",
            at,
            values: instants.map(({ predictedPower }) => kilowatts(predictedPower)),
          },
          {
            name: report.meterShows,
            colour: "--phase-L1",
            form: "points",
            ...points(({ meterPower }) => meterPower, kilowatts),
          },
          ...lately("meter", "power", kilowatts),
          ...lately("twin", "power", kilowatts),
        ]}
      />
    </div>
  );
}
