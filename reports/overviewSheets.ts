/**
 * The sheets a reader of a workbook looks at first: every scenario in a row, the meters it was all done on, and what
 * these showed while each load was held.
 */
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import { phases } from "#models/threePhase.ts";
import { inMinutes } from "#models/units.ts";
import { verdictOf } from "#reports/conclusion.ts";
import { type MeterOnTest, metersOnTest } from "#reports/describedMeters.ts";
import { recordIn } from "#reports/inLanguage.ts";
import type { Language } from "#reports/language.ts";
import { comparisonsOf, type RunRecord } from "#reports/record.ts";
import { type Cell, figure, placeCells, placeColumns, type Sheet, text } from "#reports/sheets.ts";
import { sheetTextsOf } from "#reports/texts/sheetTexts.ts";
import { textsOf } from "#reports/texts/texts.ts";

/** Each attempt, and what was left out with the reason. */
export function scenarioSheet(recorded: RunRecord, language: Language): Sheet {
  const record = recordIn(recorded, language);
  const texts = textsOf(language);
  const words = sheetTextsOf(language);
  return {
    name: words.sheets.scenarios,
    columns: [
      text(texts.verdictOfRun, 13),
      text(texts.scenario, 26),
      text(words.title, 44),
      text(words.theme, 18),
      text(texts.position, 12),
      text(texts.meter, 34),
      figure(texts.steps),
      figure(words.claims),
      figure(words.notPassed),
      figure(texts.worstError),
      figure(texts.benchTime, "s"),
      text(words.counted, 10),
      text(words.reason, 44),
      text(words.reproduce, 60),
    ],
    rows: record.scenarios.map((s): readonly Cell[] => {
      if (s.kind === "skipped") {
        const none = [null, null, null, null, null, null, null] as const;
        return [texts.skipped, s.scenario, s.title, null, s.position, ...none, s.reason, null];
      }
      const claims = comparisonsOf(s);
      const shares = claims.flatMap(({ error, limit }) =>
        error === null || limit === null || limit === 0 ? [] : [Math.abs(error / limit)],
      );
      const begun = s.steps[0]?.at ?? null;
      return [
        texts.verdict[verdictOf(record, s)],
        s.scenario,
        s.title,
        texts.theme[s.theme] ?? s.theme,
        s.position,
        s.meter,
        s.steps.length,
        claims.length,
        claims.filter(({ verdict }) => verdict !== "pass").length,
        shares.length === 0 ? null : Math.max(...shares),
        begun === null || s.end === null ? null : s.end.at - begun,
        s.superseded ? words.no : words.yes,
        s.abandoned,
        s.end?.reproduce || null,
      ];
    }),
  };
}

const shownNames: readonly QuantityName[] = [
  ...phases.map((phase) => `voltage ${phase}` as const),
  ...phases.map((phase) => `current ${phase}` as const),
  "current N",
  "active power",
  ...phases.map((phase) => `active power ${phase}` as const),
  "reactive power",
  ...phases.map((phase) => `reactive power ${phase}` as const),
  "apparent power",
  "power factor",
  ...phases.map((phase) => `power factor ${phase}` as const),
  "frequency",
];

/** What the meter showed when it was looked at, a step in a row, beside the true power. */
export function shownSheet(recorded: RunRecord, language: Language): Sheet {
  const record = recordIn(recorded, language);
  const texts = textsOf(language);
  const unitOf = (name: QuantityName) => (quantities[name] === "1" ? undefined : quantities[name]);
  return {
    name: sheetTextsOf(language).sheets.shown,
    columns: [
      ...placeColumns(language),
      figure(texts.at, "s"),
      ...shownNames.map((name) => figure(texts.quantity[name], unitOf(name))),
      figure(`${texts.reference}${texts.colon}${texts.activePower}`, "W"),
      figure(`${texts.reference}${texts.colon}${texts.reactivePower}`, "var"),
    ],
    rows: record.scenarios.flatMap((attempt) =>
      attempt.kind === "skipped"
        ? []
        : attempt.steps.flatMap((step): readonly (readonly Cell[])[] =>
            step.look === null
              ? []
              : [
                  [
                    ...placeCells(attempt, step, language),
                    step.look.at,
                    ...shownNames.map((name) => step.look?.values[name] ?? null),
                    step.referencePower.active,
                    step.referencePower.reactive,
                  ],
                ],
          ),
    ),
  };
}

/** The nameplate of each meter, what was programmed into it, and the map it was read through. */
export function meterSheet(record: RunRecord, language: Language): Sheet {
  const texts = textsOf(language);
  const { nameplate } = texts;
  const pulseText = ({ energy, weight }: ProgrammedParameters["pulse"]) =>
    `${weight} ${energy === "active" ? "Wh" : "varh"}`;
  const row = ({ position, spec, programmed }: MeterOnTest): readonly Cell[] => [
    position,
    spec.model,
    spec.orderCode,
    spec.classes.active.accuracyClass,
    spec.classes.active.standard,
    spec.classes.reactive?.accuracyClass ?? null,
    spec.classes.reactive?.standard ?? null,
    nameplate.connection[spec.current.connection],
    spec.current.reference,
    spec.current.maximum,
    spec.voltage.phaseToNeutral,
    spec.voltage.lineToLine,
    programmed.insertionMode.join(", "),
    programmed.ctRatio.join(", "),
    programmed.vtRatio.join(", "),
    programmed.integrationTime.map((time) => inMinutes(time)).join(", "),
    programmed.pulse.map(pulseText).join(", "),
    programmed.counting.map((way) => nameplate.countings[way]).join(", "),
    spec.registerMap.name,
    spec.registerMap.status,
    spec.registerMap.rows.length,
  ];
  return {
    name: sheetTextsOf(language).sheets.meters,
    columns: [
      text(texts.position, 12),
      text(sheetTextsOf(language).model, 18),
      text(sheetTextsOf(language).orderCode, 14),
      text(nameplate.activeClass("").trim(), 14),
      text(sheetTextsOf(language).standard, 16),
      text(nameplate.reactiveClass("").trim(), 16),
      text(sheetTextsOf(language).standard, 16),
      text(nameplate.currentInput, 12),
      figure("In, Ib", "A"),
      figure("Imax", "A"),
      figure("Un", "V"),
      figure("Un L-L", "V"),
      text(nameplate.insertionModes, 30),
      text(nameplate.ctRatio, 18),
      text(nameplate.vtRatio, 18),
      text(`${nameplate.integrationTime} [min]`, 18),
      text(nameplate.pulse, 14),
      text(nameplate.counting, 26),
      text(nameplate.registerMap, 26),
      text(sheetTextsOf(language).status, 60),
      figure(sheetTextsOf(language).mapRows),
    ],
    rows: metersOnTest(record).map(row),
  };
}
