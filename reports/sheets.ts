/**
 * The figures of a run as sheets: one for the comparisons, one for the readings, one for the steps held, one for the
 * uncertainty budgets, and a summary. Numbers are numbers, unrounded, in the unit of their column or of the unit column
 * beside them; null is an empty cell. Text is as it came: whoever writes a file makes it harmless for that file.
 */
import { phases } from "#models/threePhase.ts";
import { asPercent, type Ratio } from "#models/units.ts";
import type { Comparison, Reading } from "#reports/events.ts";
import { recordIn } from "#reports/inLanguage.ts";
import type { Language } from "#reports/language.ts";
import { noValueText } from "#reports/readingText.ts";
import type { AttemptedScenario, RunRecord, StepRecord } from "#reports/record.ts";
import { claimSentence, findingSentence, recordedSentence, unitOfErrors } from "#reports/sentences.ts";
import { leftOutWords } from "#reports/texts/readingWords.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { unmetLines } from "#reports/unmet.ts";

/** A date is an instant; whoever writes a file writes it in UTC. */
export type Cell = string | number | Date | null;
interface SheetColumn {
  /** With its unit in brackets where the whole column has one. */
  readonly head: string;
  readonly kind: "text" | "number";
  /** In characters. */
  readonly width: number;
}
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
}

export const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });
export const figure = (head: string, unit?: string): SheetColumn => {
  const named = unit === undefined ? head : `${head} [${unit}]`;
  return { head: named, kind: "number", width: Math.max(12, named.length + 1) };
};
const percent = (value: number): number => asPercent(value as Ratio);

const attempts = (record: RunRecord, language: Language): readonly AttemptedScenario[] =>
  recordIn(record, language).scenarios.filter((s) => s.kind === "attempted");

interface Judged {
  readonly attempt: AttemptedScenario;
  /** null: the claim is over the whole scenario. */
  readonly step: StepRecord | null;
  readonly comparison: Comparison;
}
const judged = (record: RunRecord, language: Language): readonly Judged[] =>
  attempts(record, language).flatMap((attempt) => [
    ...attempt.steps.flatMap((step) => step.comparisons.map((comparison) => ({ attempt, step, comparison }))),
    ...attempt.comparisons.map((comparison) => ({ attempt, step: null, comparison })),
  ]);

export const placeColumns = (language: Language): readonly SheetColumn[] => {
  const texts = textsOf(language);
  return [text(texts.scenario, 26), text(texts.position, 12), figure(texts.step), text(texts.name, 26)];
};
/** Steps are counted from 1, as in the report. */
export const placeCells = (
  attempt: AttemptedScenario,
  step: StepRecord | null,
  language: Language,
): readonly Cell[] => [
  attempt.scenario,
  attempt.position,
  step === null ? null : step.step + 1,
  step === null ? textsOf(language).wholeScenario : step.name,
];

/** One row for each claim judged, earlier attempts included and marked as not counted. */
export function comparisonSheet(record: RunRecord, language: Language): Sheet {
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  return {
    name: words.sheets.comparisons,
    columns: [
      text(texts.verdictOfRun, 13),
      ...placeColumns(language),
      text(texts.claim, 44),
      figure(texts.reference),
      figure(texts.twin),
      figure(texts.meterShows),
      text(words.unit, 7),
      figure(texts.error),
      figure(texts.limit),
      figure(`${texts.uncertainty} (k = 2)`),
      figure(texts.guardBand),
      text(words.unitOfError, 14),
      figure(words.holdNeeded, "s"),
      text(texts.limitSource, 40),
      text(words.finding, 70),
      text(words.counted, 10),
    ],
    rows: judged(record, language).map(({ attempt, step, comparison: c }) => [
      texts.verdict[c.verdict],
      ...placeCells(attempt, step, language),
      claimSentence(c.claim, language),
      c.reference,
      c.twin,
      c.meter,
      c.unit,
      c.error,
      c.limit,
      c.uncertainty,
      c.guardBand,
      unitOfErrors(c.claim),
      c.holdNeeded,
      c.limitSource === null ? null : recordedSentence(c.limitSource, language).text,
      findingSentence(c, language).text,
      attempt.superseded ? words.no : words.yes,
    ]),
  };
}

/** Value, unit, resolution, half-width of the sampling interval, and what was on the bus or why there is no value. */
function readingCells(reading: Reading, language: Language): readonly Cell[] {
  return reading.kind === "read"
    ? [reading.value, reading.unit, reading.resolution, reading.sampledWithin, reading.raw]
    : [null, null, null, null, noValueText(reading, language)];
}

/** Everything that came off the bus, and everything that did not; of each step, what was left out comes last. */
export function readingSheet(record: RunRecord, language: Language): Sheet {
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  return {
    name: words.sheets.readings,
    columns: [
      ...placeColumns(language),
      text(texts.momentWord, 10),
      figure(texts.at, "s"),
      text(texts.quantityWord, 26),
      text(words.kind, 10),
      figure(texts.value),
      text(words.unit, 7),
      figure(words.resolution),
      figure(words.sampledWithin, "s"),
      text(texts.raw, 40),
      figure(words.latency, "s"),
      text(words.leftOut, 40),
    ],
    rows: attempts(record, language).flatMap((attempt) =>
      attempt.steps.flatMap((step) =>
        [...step.samples.map((sample) => ({ ...sample, why: null })), ...step.leftOut].map(
          ({ moment, reading, why }) => [
            ...placeCells(attempt, step, language),
            texts.moment[moment],
            reading.sampledAt,
            texts.quantity[reading.quantity],
            words.kinds[reading.kind],
            ...readingCells(reading, language),
            reading.kind === "read" ? (reading.latency ?? null) : null,
            why === null ? null : leftOutWords(why, language),
          ],
        ),
      ),
    ),
  };
}

/** Every load held, with the fundamental phasors its meter saw. */
export function stepSheet(record: RunRecord, language: Language): Sheet {
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  const phasor = (symbol: string, unit: string) => [figure(symbol, unit), figure(symbol, "°")];
  const terminals = [...phases, "N"] as const;
  return {
    name: words.sheets.steps,
    columns: [
      ...placeColumns(language),
      figure(texts.at, "s"),
      figure(texts.held, "s"),
      text(texts.hookUp, 40),
      text(words.contact, 14),
      figure(texts.quantity.frequency, "Hz"),
      ...terminals.flatMap((terminal) => phasor(`U ${terminal}`, "V")),
      ...phases.flatMap((phase) => phasor(`I ${phase}`, "A")),
      figure(`${texts.distortion.split(" ")[0]} U`, "%"),
      figure(`${texts.distortion.split(" ")[0]} I`, "%"),
      figure(texts.activePower, "W"),
      figure(texts.reactivePower, "var"),
      figure(texts.predicted, "%"),
      figure(texts.auditResidual),
      text(unmetWordsOf(language).title, 40),
    ],
    rows: attempts(record, language).flatMap((attempt) =>
      attempt.steps.map((step) => {
        const { signals } = step;
        return [
          ...placeCells(attempt, step, language),
          step.at,
          step.hold,
          signals.hookUp,
          texts.contact[signals.contact],
          signals.frequency,
          ...terminals.flatMap((terminal) => {
            const seen = signals.voltage[terminal];
            return seen === null ? [null, null] : [seen.rms, seen.degrees];
          }),
          ...phases.flatMap((phase) => [signals.current[phase].rms, signals.current[phase].degrees]),
          percent(signals.voltageDistortion),
          percent(signals.currentDistortion),
          step.referencePower.active,
          step.referencePower.reactive,
          step.predictedFraction === null ? null : percent(step.predictedFraction),
          step.auditResidual,
          step.unmet === null || step.unmet.length === 0
            ? null
            : unmetLines(step.unmet, language).join(texts.semicolon),
        ];
      }),
    ),
  };
}

/** One row for each part of each budget. */
export function uncertaintySheet(record: RunRecord, language: Language): Sheet {
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  return {
    name: words.sheets.uncertainty,
    columns: [
      ...placeColumns(language),
      text(texts.claim, 44),
      text(texts.budgetSource, 22),
      figure(texts.budgetStandard, "%"),
      figure(texts.budgetExpanded),
      figure(texts.limit),
      figure(texts.shareOfLimit, "%"),
      text(words.unitOfError, 14),
    ],
    rows: judged(record, language).flatMap(({ attempt, step, comparison }) =>
      comparison.budget.map(({ source, standard }) => [
        ...placeCells(attempt, step, language),
        claimSentence(comparison.claim, language),
        texts.uncertaintySource[source],
        standard,
        comparison.uncertainty,
        comparison.limit,
        comparison.uncertainty === null || comparison.limit === null || comparison.limit === 0
          ? null
          : percent(comparison.uncertainty / Math.abs(comparison.limit)),
        unitOfErrors(comparison.claim),
      ]),
    ),
  };
}
