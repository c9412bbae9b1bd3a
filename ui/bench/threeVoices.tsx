/**
 * Twin, meter and reference of one position as a table: the unit once for each row, so that the figures of a row stand
 * under one another digit by digit, and beside them how far the meter stands from the twin.
 */
import { usesNeutral } from "#models/connection/insertionMode.ts";
import { isEnergyQuantity, type QuantityName } from "#models/meter/quantity.ts";
import { numberText, signedText, withUnit } from "#reports/numberText.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import { dash, liveNumber, liveUnit } from "../parts/figures.ts";
import { Scroll } from "../parts/parts.tsx";
import { language, ui, words } from "../shell/settings.ts";
import { type Departure, departureOf } from "./departure.ts";
import { type LiveValues, type Twins, voicesOf } from "./voices.ts";

const always: readonly QuantityName[] = [
  "active energy",
  "reactive energy",
  "active power",
  "reactive power",
  "power factor",
  "frequency",
];
const toNeutral: readonly QuantityName[] = ["voltage L1", "voltage L2", "voltage L3"];
const lineToLine: readonly QuantityName[] = ["voltage L1-L2", "voltage L2-L3", "voltage L3-L1"];
const currents: readonly QuantityName[] = ["current L1", "current L2", "current L3"];
const onePhase: readonly QuantityName[] = ["voltage L1", "current L1"];

function quantitiesShown(attempt: Pick<AttemptedScenario, "choice">): readonly QuantityName[] {
  const mode = attempt.choice?.programmed.insertionMode;
  if (mode === "1N1E") return [...always, ...onePhase];
  return [...always, ...(mode !== undefined && !usesNeutral(mode) ? lineToLine : toNeutral), ...currents];
}

/** Largest departure worth its digits; a meter that counts something else altogether is beyond it. */
const mostPercent = 999;

function DepartureCell({ of }: { readonly of: Departure | null }) {
  const texts = ui.value;
  if (of === null) return <td class="number soft">{dash}</td>;
  if (of.kind === "difference") return <td class="number soft">{signedText(of.value, language.value, 3)}</td>;
  const figure =
    Math.abs(of.value) > mostPercent
      ? `${of.value < 0 ? "<\u202f\u2212" : ">\u202f"}${withUnit(numberText(mostPercent, language.value, 0), "%")}`
      : withUnit(signedText(of.value, language.value, 2), "%");
  if (!of.isBeyond) return <td class="number soft">{figure}</td>;
  const why = texts.departsBeyond(withUnit(numberText(of.limit ?? 0, language.value, 1), "%"));
  return (
    <td class="number departs" title={why}>
      <svg viewBox="0 0 12 12" width="0.75em" height="0.75em" aria-hidden="true">
        <path d="M6 1l5.500 10h-11z" fill="currentColor" />
      </svg>{" "}
      {figure}
      <span class="visually-hidden"> {why}</span>
    </td>
  );
}

export function ThreeVoices(props: {
  readonly attempt: AttemptedScenario;
  readonly step: StepRecord;
  readonly live: LiveValues;
  readonly twins: Twins;
}) {
  const { attempt, step, live, twins } = props;
  const [texts, report] = [ui.value, words.value];
  const rows = quantitiesShown(attempt).map((quantity) => {
    const said = voicesOf(quantity, live, attempt, step, twins);
    const twin = isEnergyQuantity(quantity) ? twins.whenRead : twins.now;
    return { quantity, said, departure: departureOf(quantity, said, attempt, step.signals, twin) };
  });
  const figure = (value: number | null, quantity: QuantityName) => (
    <td class="number">{liveNumber(value, quantity, language.value)}</td>
  );
  return (
    <div class="voices-block">
      <Scroll label={texts.twinBesideMeter}>
        <table class="three-voices">
          <thead>
            <tr>
              <th scope="col">{texts.quantity}</th>
              <th scope="col" class="number">
                {report.twin}
              </th>
              <th scope="col" class="number">
                {report.meterShows}
              </th>
              <th scope="col" class="number">
                {report.reference}
              </th>
              <th scope="col" class="number">
                <abbr title={texts.departure}>Δ</abbr>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ quantity, said, departure }) => (
              <tr key={quantity}>
                <th scope="row">
                  {report.quantity[quantity]} <small class="soft">{liveUnit(quantity)}</small>
                </th>
                {figure(said.twin, quantity)}
                {figure(said.meter, quantity)}
                {isEnergyQuantity(quantity) ? (
                  <td class="number soft" title={texts.noTrueRegister}>
                    {dash}
                  </td>
                ) : (
                  figure(said.reference, quantity)
                )}
                <DepartureCell of={departure} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="soft table-note">
        {texts.departureLong}
        {rows.some(({ departure }) => departure?.kind === "percent" && departure.isBeyond)
          ? ` ${texts.departsLegend}`
          : null}{" "}
        {texts.noTrueRegister}
      </p>
    </div>
  );
}
