/**
 * One attempt at a scenario on one position: what a technician learns from it, its steps, the evidence of every claim,
 * and a card for each of the worst steps that did not pass and of the ways the meter was connected. What passed is folded
 * away, not left out.
 */
import { isWorse, type Verdict, verdicts, worst } from "#models/metrology/verdict.ts";
import { asPercent, type Ratio } from "#models/units.ts";
import { balanceText } from "#reports/balance.ts";
import { verdictOf } from "#reports/conclusion.ts";
import type { Comparison } from "#reports/events.ts";
import { errorBar } from "#reports/figures/errorBar.ts";
import { findingsOfAttempt } from "#reports/findings.ts";
import { leftOutOfStep } from "#reports/html/leftOut.ts";
import { facts, scenarioAnchor, sentenceMarkup, table, verdictBadge } from "#reports/html/parts.ts";
import { claimEvidence, stepCard } from "#reports/html/stepCard.ts";
import { transformerErrorsOfScenario } from "#reports/html/transformerErrors.ts";
import { unmetOfScenario } from "#reports/html/unmet.ts";
import { languageOfWords } from "#reports/inLanguage.ts";
import { interruptionSentence, interruptionsOf } from "#reports/interruptions.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import { specOf } from "#reports/meters.ts";
import {
  amountTexts,
  durationText,
  numberText,
  plainText,
  withoutNoise,
  withUnit,
} from "#reports/numberText.ts";
import type { AttemptedScenario, RunRecord, ScenarioRecord, StepRecord } from "#reports/record.ts";
import { claimSentence, errorFigures, sentenceOf } from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** Bounds that keep the report of a month of load steps readable; what is beyond them is counted, and in the JSON. */
const cardsShown = 8;
const passesShown = 200;
const stepsShown = 200;

const stepVerdict = (step: StepRecord): Verdict =>
  step.comparisons.length === 0 ? "pass" : worst(step.comparisons.map(({ verdict }) => verdict));

function stepTable(attempt: AttemptedScenario, language: Language): Markup {
  const texts = textsOf(language);
  const shown = attempt.steps.slice(0, stepsShown);
  const isSwitched = attempt.steps.some(({ signals }) => signals.contact !== "open");
  const power = (value: number, other: number, unit: string) =>
    withUnit(plainText(withoutNoise(value, other), language), unit);
  const share = (value: number) => withUnit(numberText(asPercent(value as Ratio), language, 1), "%");
  const rows = shown.map((step): Piece[] => [
    String(step.step + 1),
    step.name,
    isSwitched
      ? markup`<code>${step.signals.hookUp}</code>, ${texts.contact[step.signals.contact]}`
      : markup`<code>${step.signals.hookUp}</code>`,
    durationText(step.hold, language),
    power(step.referencePower.active, step.referencePower.reactive, "W"),
    power(step.referencePower.reactive, step.referencePower.active, "var"),
    step.predictedFraction === null ? "–" : share(step.predictedFraction),
    `${share(step.signals.voltageDistortion)}, ${share(step.signals.currentDistortion)}`,
    balanceText(step.auditResidual, language),
  ]);
  const hidden = attempt.steps.length - shown.length;
  return markup`${table(
    texts.steps,
    [
      { head: texts.step, kind: "number" },
      { head: texts.name, kind: "words" },
      { head: texts.hookUp, kind: "words" },
      { head: texts.held, kind: "number" },
      { head: texts.activePower, kind: "number" },
      { head: texts.reactivePower, kind: "number" },
      { head: texts.predicted, kind: "number" },
      { head: texts.distortion, kind: "number" },
      { head: texts.auditResidual, kind: "number" },
    ],
    rows,
  )}${hidden > 0 ? markup`<p class="soft">${texts.moreSteps(hidden)}</p>` : null}`;
}

interface Row {
  readonly where: string;
  readonly comparison: Comparison;
}

const bar = ({ error, limit, uncertainty }: Comparison): Markup | null =>
  error === null || limit === null || limit === 0 ? null : errorBar(error, Math.abs(limit), uncertainty);

function evidenceTable(attempt: AttemptedScenario, language: Language): Markup {
  const texts = textsOf(language);
  const all: Row[] = [
    ...attempt.steps.flatMap(({ step, comparisons }) =>
      comparisons.map((comparison) => ({ where: String(step + 1), comparison })),
    ),
    ...attempt.comparisons.map((comparison) => ({ where: texts.wholeScenario, comparison })),
  ];
  let passes = 0;
  const shown = all.filter(({ comparison }) => comparison.verdict !== "pass" || passes++ < passesShown);
  const rows = shown.map(({ where, comparison }): Piece[] => {
    const { unit } = comparison;
    const figures = errorFigures(comparison, language);
    const { reference, twin, meter } = comparison;
    const amounts = amountTexts([reference, twin, meter], unit, language);
    return [
      verdictBadge(comparison.verdict, texts),
      where,
      claimSentence(comparison.claim, language),
      ...amounts.map((amount) => amount ?? "–"),
      figures.error ?? "–",
      figures.limit ?? "–",
      figures.uncertainty ?? "–",
      bar(comparison),
    ];
  });
  const hidden = all.length - shown.length;
  const number = (head: string) => ({ head, kind: "number" }) as const;
  return markup`${table(
    texts.evidence,
    [
      { head: texts.verdictOfRun, kind: "text" },
      { head: texts.step, kind: "text" },
      { head: texts.claim, kind: "words" },
      number(texts.reference),
      number(texts.twin),
      number(texts.meterShows),
      number(texts.error),
      number(texts.limit),
      number(texts.uncertainty),
      { head: texts.againstLimit, kind: "text" },
    ],
    rows,
  )}${hidden > 0 ? markup`<p class="soft">${texts.morePasses(hidden)}</p>` : null}`;
}

/** What these are about is how the meter is connected: drawn even where all went well. */
const drawnThemes: readonly string[] = ["wiring", "sequence"];
const hookUpsDrawn = 3;
/** Of more steps than this it is in the sheet of readings only. */
const leftOutShown = 50;

/** The first step of each way of connecting it. */
function hookUpsOf({ theme, steps }: AttemptedScenario): readonly StepRecord[] {
  if (!drawnThemes.includes(theme)) return [];
  const first = new Map<string, StepRecord>();
  for (const step of steps) {
    const { hookUp, transformers } = step.signals;
    const way = JSON.stringify([hookUp, transformers ?? null]);
    if (!first.has(way)) first.set(way, step);
  }
  return [...first.values()].slice(0, hookUpsDrawn);
}

/**
 * Cards of the worst steps that did not pass and of the ways the meter was connected in a scenario about that, in the
 * order they were held.
 */
function cards(record: RunRecord, attempt: AttemptedScenario, language: Language): Markup {
  const texts = textsOf(language);
  const bad = attempt.steps.filter((step) => stepVerdict(step) !== "pass");
  const worstOnes = bad
    .toSorted((a, b) => verdicts.indexOf(stepVerdict(b)) - verdicts.indexOf(stepVerdict(a)))
    .slice(0, cardsShown);
  const chosen = new Set([...worstOnes, ...hookUpsOf(attempt)]);
  const hidden = bad.filter((step) => !chosen.has(step)).length;
  const spec = specOf(record, attempt);
  // What was left out of a step is told even where all went well with what was not.
  const told = attempt.steps
    .filter((step) => step.leftOut.length > 0 && !chosen.has(step))
    .slice(0, leftOutShown);
  const whole = attempt.comparisons.filter(({ verdict }) => isWorse(verdict, "pass"));
  return markup`${attempt.steps.filter((step) => chosen.has(step)).map((step) => stepCard(step, spec, language))}${
    hidden > 0 ? markup`<p class="soft">${texts.moreFigures(hidden)}</p>` : null
  }${told.map((step) => leftOutOfStep(step, language, `${texts.step} ${step.step + 1} – ${step.name}`))}${
    whole.length === 0
      ? null
      : markup`<section class="step-card"><h4>${texts.wholeScenario}</h4>${whole.map((comparison) => claimEvidence(comparison, language))}</section>`
  }`;
}

export function scenarioSection(
  record: RunRecord,
  scenario: ScenarioRecord,
  index: number,
  language: Language,
  unfolded: boolean,
): Markup {
  const texts = textsOf(language);
  const id = scenarioAnchor(index);
  if (scenario.kind === "skipped")
    return markup`<section class="card" id="${id}"><h3>${scenario.title}</h3><p><span class="badge none">${texts.skipped}</span> <span class="soft">${scenario.position}</span></p><p>${scenario.reason}</p></section>`;
  const verdict = verdictOf(record, scenario);
  const others = findingsOfAttempt(record, scenario).filter(({ kind }) => kind !== "claim");
  return markup`<details class="card scenario" id="${id}"${!unfolded && (verdict === "pass" || scenario.superseded) ? null : markup` open`}><summary>${verdictBadge(verdict, texts)}<h3>${scenario.title}</h3><span class="soft">${scenario.position}</span></summary>
${scenario.superseded ? markup`<p class="notice">${texts.superseded}</p>` : null}
<p>${markup`<strong>${texts.teaches}.</strong>`} <span lang="${languageOfWords(scenario, language)}">${scenario.teaches}</span></p>
${facts([
  [texts.meter, scenario.meter],
  [
    texts.scenario,
    markup`<code>${scenario.scenario}</code> <span class="soft">(${texts.theme[scenario.theme] ?? scenario.theme})</span>`,
  ],
  ...(scenario.end === null || scenario.end.reproduce === ""
    ? []
    : ([[texts.reproduce, markup`<code>${scenario.end.reproduce}</code>`]] as const)),
])}
${others.map((finding) => markup`<p class="notice">${verdictBadge(finding.verdict, texts)} ${sentenceMarkup(sentenceOf(finding, language))}</p>`)}
${interruptionsOf(record, scenario).map((each) => markup`<p class="notice">${interruptionSentence(each, language)}</p>`)}
<h4>${texts.steps}</h4>${stepTable(scenario, language)}${unmetOfScenario(scenario, language)}${transformerErrorsOfScenario(scenario, language)}
<h4>${texts.evidence}</h4>${evidenceTable(scenario, language)}
${cards(record, scenario, language)}</details>`;
}
