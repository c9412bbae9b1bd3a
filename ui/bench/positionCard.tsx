/** One position of the bench: its three voices, its phasors with sequence and unbalance, its wiring, its waveforms. */
import { type InsertionMode, usesNeutral } from "#models/connection/insertionMode.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import { modulus } from "#models/phasor.ts";
import { phases, unbalanceFactors } from "#models/threePhase.ts";
import { lagOf, phasorDiagram, terminalPhasors, voltageSequence } from "#reports/figures/phasorDiagram.ts";
import { waveforms } from "#reports/figures/waveforms.ts";
import { numberText, plainText, withUnit } from "#reports/numberText.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import { story } from "../feed/feed.ts";
import { signalsOf, type Twin } from "../meter/twin.ts";
import { dash, liveText, percentText } from "../parts/figures.ts";
import { Card, Drawn, Facts, Scroll } from "../parts/parts.tsx";
import { expectationText } from "../run/expectation.ts";
import { language, ui, words } from "../shell/settings.ts";
import { stored } from "../shell/shown.ts";
import { voicesOf } from "./voices.ts";
import { Wiring } from "./wiring.tsx";

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

interface Shown {
  readonly attempt: AttemptedScenario;
  readonly step: StepRecord;
  readonly twin: Twin | null;
}

function Voices({ attempt, step, twin }: Shown) {
  const texts = words.value;
  const { values, rows } = story.value;
  const isStored = stored.value !== null;
  const mode = attempt.choice?.programmed.insertionMode;
  const voltages = mode !== undefined && !usesNeutral(mode) ? lineToLine : toNeutral;
  const live = { picture: isStored ? null : values, rows, position: attempt.position };
  return (
    <Scroll label={ui.value.twinBesideMeter}>
      <table class="three-voices">
        <thead>
          <tr>
            <th scope="col">{ui.value.quantity}</th>
            <th scope="col" class="number">
              {texts.twin}
            </th>
            <th scope="col" class="number">
              {texts.meterShows}
            </th>
            <th scope="col" class="number">
              {texts.reference}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...always, ...voltages, ...currents].map((quantity) => {
            const said = voicesOf(quantity, live, step, twin);
            return (
              <tr key={quantity}>
                <th scope="row">{texts.quantity[quantity]}</th>
                <td class="number">{liveText(said.twin, quantity, language.value)}</td>
                <td class="number">{liveText(said.meter, quantity, language.value)}</td>
                <td class="number">{liveText(said.reference, quantity, language.value)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Phasors({ step }: { readonly step: Pick<StepRecord, "signals" | "name"> }) {
  const [texts, report] = [ui.value, words.value];
  const phasors = terminalPhasors(step.signals);
  const sequence = voltageSequence(phasors);
  const { L1, L2, L3 } = phasors.voltage;
  const factors = L1 !== null && L2 !== null && L3 !== null ? unbalanceFactors({ L1, L2, L3 }) : null;
  const share = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? dash : percentText(value, language.value);
  const angle = (value: number | null) =>
    value === null ? dash : withUnit(numberText(value, language.value, 1), "°");
  const turned = sequence !== null && sequence !== "L1-L2-L3";
  const figure = (phasor: { re: number; im: number } | null, unit: string, places: number) =>
    phasor === null ? report.openLead : withUnit(numberText(modulus(phasor), language.value, places), unit);
  return (
    <figure>
      <Drawn of={phasorDiagram(phasors, `${report.phasors}, ${step.name}`)} class="block phasor-box" />
      <figcaption>{report.phasors}</figcaption>
      <Scroll label={report.phasors}>
        <table>
          <thead>
            <tr>
              <th scope="col">{report.phase}</th>
              <th scope="col" class="number">
                {report.voltage}
              </th>
              <th scope="col" class="number">
                {report.current}
              </th>
              <th scope="col" class="number">
                {report.phaseAngle}
              </th>
            </tr>
          </thead>
          <tbody>
            {phases.map((phase) => (
              <tr key={phase}>
                <th scope="row">{phase}</th>
                <td class="number">{figure(phasors.voltage[phase], "V", 2)}</td>
                <td class="number">{figure(phasors.current[phase], "A", 3)}</td>
                <td class="number">{angle(lagOf(phasors, phase))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Facts
        of={[
          [
            report.sequence,
            sequence === null ? (
              report.sequenceUnknown
            ) : turned ? (
              <strong class="bad-word">
                {sequence} ({report.sequenceReversed})
              </strong>
            ) : (
              sequence
            ),
          ],
          [texts.unbalance, share(factors?.negativeSequence)],
          [texts.zeroSequence, share(factors?.zeroSequence)],
        ]}
      />
    </figure>
  );
}

export function Waves({ step }: { readonly step: Pick<StepRecord, "signals"> }) {
  const texts = ui.value;
  const signals = signalsOf(step.signals);
  const { voltageDistortion, currentDistortion } = step.signals;
  if (signals === null || Math.max(voltageDistortion, currentDistortion) < 1e-4)
    return <p class="soft">{texts.sinusoidal}</p>;
  const { figure, peakVoltage, peakCurrent } = waveforms(signals, texts.waveforms);
  const scale = texts.waveformScale(
    withUnit(plainText(Math.round(peakVoltage), language.value), "V"),
    withUnit(numberText(peakCurrent, language.value, 2), "A"),
  );
  return (
    <figure>
      <Drawn of={figure} class="block" />
      <figcaption>
        {texts.waveforms}. {scale} {words.value.distortion}: {percentText(voltageDistortion, language.value)},{" "}
        {percentText(currentDistortion, language.value)}
      </figcaption>
    </figure>
  );
}

export function PositionCard({ attempt, step, twin }: Shown) {
  const mode: InsertionMode | undefined = attempt.choice?.programmed.insertionMode;
  return (
    <Card title={attempt.position} aside={<span class="soft">{attempt.meter}</span>} class="position">
      <p class="now">
        <strong>{attempt.title}</strong> – {step.name}
        {words.value.colon}
        {expectationText(step.predictedFraction, language.value)}
      </p>
      <div class="position-grid">
        <Voices attempt={attempt} step={step} twin={twin} />
        <Phasors step={step} />
        <div class="position-drawings">
          {mode === undefined ? (
            <p class="soft">{step.signals.hookUp}</p>
          ) : (
            <Wiring mode={mode} hookUp={step.signals.hookUp} />
          )}
          <Waves step={step} />
        </div>
      </div>
    </Card>
  );
}
