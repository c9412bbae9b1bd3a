/**
 * The evidence of one step that did not pass: the phasors at the terminals, each claim with its error drawn against the
 * limit, the uncertainty budget, and what was read.
 */
import type { MeterSpec } from "#models/meter/spec.ts";
import { modulus } from "#models/phasor.ts";
import { phases } from "#models/threePhase.ts";
import type { Comparison, Reading } from "#reports/events.ts";
import { errorInterval } from "#reports/figures/errorInterval.ts";
import { lagOf, phasorDiagram, terminalPhasors, voltageSequence } from "#reports/figures/phasorDiagram.ts";
import { wiringFigure } from "#reports/figures/wiringFigure.ts";
import { leftOutOfStep } from "#reports/html/leftOut.ts";
import { facts, sentenceMarkup, table, verdictBadge } from "#reports/html/parts.ts";
import { shownByMeter } from "#reports/html/shown.ts";
import { unmetOfStep } from "#reports/html/unmet.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import { numberText, plainText, withUnit } from "#reports/numberText.ts";
import { noValueText } from "#reports/readingText.ts";
import type { Sample, StepRecord } from "#reports/record.ts";
import {
  claimSentence,
  errorFigures,
  findingSentence,
  recordedSentence,
  unitOfErrors,
} from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** More readings than this of a step are shown by their beginning and end. */
const readingsShown = 12;

function phasorFigure(step: StepRecord, language: Language): Markup {
  const texts = textsOf(language);
  const phasors = terminalPhasors(step.signals);
  const sequence = voltageSequence(phasors);
  const longest = (values: readonly number[], unit: string) =>
    withUnit(plainText(Math.max(0, ...values), language), unit);
  const voltages = phases.map((phase) => (phasors.voltage[phase] ? modulus(phasors.voltage[phase]) : 0));
  const currents = phases.map((phase) => modulus(phasors.current[phase]));
  const isLive = (values: readonly number[]) => values.some((value) => value > 0);
  const scale = texts.phasorScale(
    isLive(voltages) ? longest(voltages, "V") : texts.noVoltage,
    isLive(currents) ? longest(currents, "A") : texts.noCurrent,
  );
  const angle = (value: number | null) =>
    value === null ? "–" : withUnit(numberText(value, language, 1), "°");
  const figure = (phasor: { re: number; im: number } | null, unit: string): string =>
    phasor === null ? texts.openLead : withUnit(plainText(modulus(phasor), language), unit);
  const rows = phases.map((phase): Piece[] => [
    phase,
    figure(phasors.voltage[phase], "V"),
    figure(phasors.current[phase], "A"),
    angle(lagOf(phasors, phase)),
  ]);
  const passing =
    sequence === null
      ? texts.sequenceUnknown
      : sequence === "L1-L2-L3"
        ? sequence
        : `${sequence} (${texts.sequenceReversed})`;
  return markup`<figure>${phasorDiagram(phasors, `${texts.phasors}, ${step.name}`)}<figcaption>${texts.phasors}. ${scale}</figcaption>${table(
    texts.phasors,
    [
      { head: texts.phase, kind: "text" },
      { head: texts.voltage, kind: "number" },
      { head: texts.current, kind: "number" },
      { head: texts.phaseAngle, kind: "number" },
    ],
    rows,
  )}${facts([
    [texts.sequence, passing],
    [texts.hookUp, markup`<code>${step.signals.hookUp}</code>`],
  ])}</figure>`;
}

function budgetTable({ budget, uncertainty, claim }: Comparison, language: Language): Markup | null {
  if (budget.length === 0) return null;
  const texts = textsOf(language);
  const say = (value: number) => withUnit(plainText(value, language), "%");
  const rows = budget.map(({ source, standard }): Piece[] => [
    texts.uncertaintySource[source],
    say(standard),
  ]);
  const expanded: Piece[][] =
    uncertainty === null
      ? []
      : [
          [
            markup`<strong>${texts.budgetExpanded}</strong>`,
            markup`<strong>${withUnit(plainText(uncertainty, language), unitOfErrors(claim))}</strong>`,
          ],
        ];
  return markup`<details class="more"><summary>${texts.budget}</summary>${table(
    texts.budget,
    [
      { head: texts.budgetSource, kind: "text" },
      { head: texts.budgetStandard, kind: "number" },
    ],
    [...rows, ...expanded],
  )}</details>`;
}

/** One claim with its picture, sentence and sources. */
export function claimEvidence(comparison: Comparison, language: Language): Markup {
  const texts = textsOf(language);
  const { error, limit, uncertainty, guardBand, verdict, limitSource } = comparison;
  const figures = errorFigures(comparison, language);
  const sentence = findingSentence(comparison, language);
  const picture =
    error === null || limit === null || limit <= 0 || figures.error === null || figures.limit === null
      ? null
      : markup`<figure>${errorInterval({
          error,
          limit,
          uncertainty,
          guardBand,
          text: { error: figures.error, limit: figures.limit, uncertainty: figures.uncertainty },
          label: `${texts.errorInterval}: ${sentence.text}`,
        })}</figure>`;
  const sources = [
    ...(limitSource === null
      ? []
      : ([[texts.limitSource, sentenceMarkup(recordedSentence(limitSource, language))]] as const)),
    ...(figures.guardBand === null ? [] : ([[texts.guardBand, figures.guardBand]] as const)),
  ];
  return markup`<div class="claim-evidence"><p>${verdictBadge(verdict, texts)} ${claimSentence(comparison.claim, language)}</p><p class="sentence">${sentenceMarkup(sentence)}</p>${picture}${sources.length === 0 ? null : facts(sources)}${budgetTable(comparison, language)}</div>`;
}

function readingCells(reading: Reading, language: Language): readonly [value: Piece, raw: Piece] {
  return reading.kind === "read"
    ? [withUnit(plainText(reading.value, language), reading.unit), markup`<code>${reading.raw}</code>`]
    : [noValueText(reading, language), ""];
}

function readingTable(samples: readonly Sample[], language: Language): Markup | null {
  if (samples.length === 0) return null;
  const texts = textsOf(language);
  const hidden = Math.max(0, samples.length - readingsShown);
  const shown =
    hidden === 0 ? samples : [...samples.slice(0, readingsShown / 2), ...samples.slice(-readingsShown / 2)];
  const rows = shown.map(({ moment, reading }): Piece[] => [
    texts.moment[moment],
    withUnit(plainText(reading.sampledAt, language), "s"),
    texts.quantity[reading.quantity],
    ...readingCells(reading, language),
  ]);
  return markup`<details class="more"><summary>${texts.readings} (${samples.length})</summary>${table(
    texts.readings,
    [
      { head: texts.momentWord, kind: "text" },
      { head: texts.at, kind: "number" },
      { head: texts.quantityWord, kind: "text" },
      { head: texts.value, kind: "number" },
      { head: texts.raw, kind: "text" },
    ],
    rows,
  )}${hidden > 0 ? markup`<p class="soft">${texts.moreReadings(hidden)}</p>` : null}</details>`;
}

/** The hook-up as it is drawn, its faults in sentences; null where the meter is not known or the hook-up can't be read. */
function wiring(step: StepRecord, spec: MeterSpec | null, language: Language): Markup | null {
  if (spec === null) return null;
  const figure = wiringFigure(step.signals, { mode: spec.programmed.insertionMode, meter: spec }, language);
  if (figure === null) return null;
  const said = figure.faults.length === 0 ? [figure.right] : figure.faults;
  return markup`<figure class="wiring-figure">${figure.diagram}<figcaption>${figure.title}. ${[...said, ...figure.notes].join(" ")}</figcaption></figure>`;
}

/** `spec`: the meter of the attempt; null where the run does not say. */
export function stepCard(step: StepRecord, spec: MeterSpec | null, language: Language): Markup {
  const texts = textsOf(language);
  const claims = step.comparisons.filter(({ verdict }) => verdict !== "pass");
  return markup`<section class="step-card"><h4>${texts.step} ${step.step + 1} – ${step.name}</h4>${unmetOfStep(step, language)}<div class="evidence-grid"><div>${phasorFigure(step, language)}${wiring(step, spec, language)}</div><div>${claims.map((comparison) => claimEvidence(comparison, language))}${shownByMeter(step, language)}</div></div>${readingTable(step.samples, language)}${leftOutOfStep(step, language)}</section>`;
}
