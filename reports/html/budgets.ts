/**
 * How sure the run is of its errors: the claim of each scenario whose uncertainty takes most of its limit, with the parts
 * of its budget. Where it takes a large share, the verdict hangs on the rig as much as on the meter.
 */
import { asPercent, type Ratio } from "#models/units.ts";
import { attemptsOf } from "#reports/conclusion.ts";
import type { Comparison, UncertaintyPart } from "#reports/events.ts";
import { scenarioAnchor, table } from "#reports/html/parts.ts";
import type { Language } from "#reports/language.ts";
import { type Markup, markup, type Piece } from "#reports/markup.ts";
import { numberText, plainText, withUnit } from "#reports/numberText.ts";
import { type AttemptedScenario, comparisonsOf, type RunRecord } from "#reports/record.ts";
import { claimSentence, errorFigures } from "#reports/sentences.ts";
import { textsOf } from "#reports/texts/texts.ts";

const budgetsShown = 15;
/** Percent; what is less than this does not show in any expanded uncertainty. */
const smallest = 1e-4;

interface Budgeted {
  readonly attempt: AttemptedScenario;
  readonly comparison: Comparison;
  /** Expanded uncertainty over limit. */
  readonly share: number;
}

function largestOf(attempt: AttemptedScenario): readonly Budgeted[] {
  const all = comparisonsOf(attempt).flatMap((comparison): Budgeted[] => {
    const { budget, uncertainty, limit } = comparison;
    if (budget.length === 0 || uncertainty === null || limit === null || limit === 0) return [];
    return [{ attempt, comparison, share: uncertainty / Math.abs(limit) }];
  });
  return all.toSorted((a, b) => b.share - a.share).slice(0, 1);
}

export function budgetSection(record: RunRecord, language: Language): Markup | null {
  const texts = textsOf(language);
  const all = attemptsOf(record)
    .flatMap(largestOf)
    .toSorted((a, b) => b.share - a.share);
  if (all.length === 0) return null;
  const shown = all.slice(0, budgetsShown);
  const sources = [
    ...new Set(shown.flatMap(({ comparison }) => comparison.budget.map(({ source }) => source))),
  ];
  const standard = (budget: readonly UncertaintyPart[], source: UncertaintyPart["source"]): string => {
    const part = budget.find((each) => each.source === source);
    if (part === undefined) return "–";
    const isSmall = part.standard < smallest;
    return withUnit(
      `${isSmall ? "<\u202f" : ""}${plainText(isSmall ? smallest : part.standard, language)}`,
      "%",
    );
  };
  const rows = shown.map(({ attempt, comparison, share }): Piece[] => {
    const figures = errorFigures(comparison, language);
    const anchor = scenarioAnchor(record.scenarios.indexOf(attempt));
    return [
      markup`<a href="#${anchor}">${attempt.title}</a> <span class="soft">${attempt.position}</span>`,
      claimSentence(comparison.claim, language),
      ...sources.map((source) => standard(comparison.budget, source)),
      figures.uncertainty ?? "–",
      figures.limit ?? "–",
      withUnit(numberText(asPercent(share as Ratio), language, 1), "%"),
    ];
  });
  const number = (head: string) => ({ head, kind: "number" }) as const;
  return markup`<section class="card"><h2>${texts.budget}</h2><p>${texts.budgetsMeaning}</p>${table(
    texts.budget,
    [
      { head: texts.scenario, kind: "words" },
      { head: texts.claim, kind: "words" },
      ...sources.map((source) => number(texts.uncertaintySource[source])),
      number(texts.budgetExpanded),
      number(texts.limit),
      number(texts.shareOfLimit),
    ],
    rows,
  )}${all.length > shown.length ? markup`<p class="soft">${texts.moreBudgets(all.length - shown.length)}</p>` : null}</section>`;
}
