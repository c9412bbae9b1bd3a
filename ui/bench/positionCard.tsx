/** One position of the bench: its three voices, its phasors with sequence and unbalance, its wiring, its waveforms. */
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import { modulus } from "#models/phasor.ts";
import { phases, unbalanceFactors } from "#models/threePhase.ts";
import { lagOf, phasorDiagram, terminalPhasors, voltageSequence } from "#reports/figures/phasorDiagram.ts";
import { waveforms } from "#reports/figures/waveforms.ts";
import { specOf } from "#reports/meters.ts";
import { numberText, plainText, withUnit } from "#reports/numberText.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";
import { signalsOf } from "../meter/twin.ts";
import { dash, percentText } from "../parts/figures.ts";
import { Card, Drawn, Facts, Scroll } from "../parts/parts.tsx";
import { expectationText } from "../run/expectation.ts";
import { language, ui, words } from "../shell/settings.ts";
import { record } from "../shell/shown.ts";
import { ThreeVoices } from "./threeVoices.tsx";
import type { LiveValues, Twins } from "./voices.ts";
import { Wiring } from "./wiring.tsx";

interface Shown {
  readonly attempt: AttemptedScenario;
  readonly step: StepRecord;
  readonly live: LiveValues;
  readonly twins: Twins;
}

type PhasorStep = Pick<StepRecord, "signals" | "name">;

const PhasorPicture = ({ step }: { readonly step: PhasorStep }) => (
  <figure class="phasor-picture">
    <Drawn
      of={phasorDiagram(terminalPhasors(step.signals), `${words.value.phasors}, ${step.name}`)}
      class="block phasor-box"
    />
    <figcaption>{words.value.phasors}</figcaption>
  </figure>
);

function PhasorFigures({ step }: { readonly step: PhasorStep }) {
  const [texts, report] = [ui.value, words.value];
  const phasors = terminalPhasors(step.signals);
  const sequence = voltageSequence(phasors);
  const { L1, L2, L3 } = phasors.voltage;
  const turned = sequence !== null && sequence !== "L1-L2-L3";
  // Of a network that turns the other way round the sequence it has is the one to compare with.
  const factors =
    L1 !== null && L2 !== null && L3 !== null
      ? unbalanceFactors(turned ? { L1, L2: L3, L3: L2 } : { L1, L2, L3 })
      : null;
  const share = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? dash : percentText(value, language.value);
  const angle = (value: number | null) =>
    value === null ? dash : withUnit(numberText(value, language.value, 1), "°");
  const figure = (phasor: { re: number; im: number } | null, unit: string, places: number) =>
    phasor === null ? report.openLead : withUnit(numberText(modulus(phasor), language.value, places), unit);
  return (
    <div class="phasor-figures">
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
    </div>
  );
}

export const Phasors = ({ step }: { readonly step: PhasorStep }) => (
  <div>
    <PhasorPicture step={step} />
    <PhasorFigures step={step} />
  </div>
);

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

export function PositionCard({ attempt, step, live, twins }: Shown) {
  const mode: InsertionMode | undefined = attempt.choice?.programmed.insertionMode;
  return (
    <Card title={attempt.position} aside={<span class="soft">{attempt.meter}</span>} class="position">
      <p class="now">
        <strong>{attempt.title}</strong> – {step.name}
        {words.value.colon}
        {expectationText(step.predictedFraction, language.value)}
      </p>
      <div class="position-grid">
        <ThreeVoices attempt={attempt} step={step} live={live} twins={twins} />
        <PhasorPicture step={step} />
        <PhasorFigures step={step} />
        <div class="position-drawings">
          {mode === undefined ? (
            <p class="soft">{step.signals.hookUp}</p>
          ) : (
            <Wiring mode={mode} meter={specOf(record.value, attempt)} signals={step.signals} />
          )}
          <Waves step={step} />
        </div>
      </div>
    </Card>
  );
}
