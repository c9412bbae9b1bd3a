/**
 * Generators of scenarios, as files and as values: meters of the catalogue in any mode, supplies in and out of order,
 * balanced and lopsided loads, transformers with errors, every hook-up, steps that override, profiles that repeat.
 * Every text generated is valid; what a meter makes of it is what the tests are for.
 */
import fc from "fast-check";
import { stringify } from "yaml";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import { formatHookUp } from "#models/connection/hookUp.ts";
import { usesNeutral } from "#models/connection/insertionMode.ts";
import { phasePairs } from "#models/network/load.ts";
import { phases } from "#models/threePhase.ts";
import { anyHookUps } from "#scenarios/arbitraries/electrical.ts";
import { meterChoices } from "#scenarios/arbitraries/meter.ts";
import { formOfMeter } from "#scenarios/form/meterForm.ts";
import type { ScenarioText } from "#scenarios/form/scenarioForm.ts";
import { readScenario } from "#scenarios/read.ts";
import { type Scenario, themes } from "#scenarios/scenario.ts";
import { unwantedIn } from "#scenarios/text/characters.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";

type StepText = ScenarioText["steps"][number];
type Said<K extends keyof StepText> = NonNullable<StepText[K]>;

const tenths = (least: number, most: number) =>
  fc.integer({ min: least * 10, max: most * 10 }).map((n) => n / 10);
const said = (least: number, most: number, unit: string) => tenths(least, most).map((n) => `${n} ${unit}`);
/** A record whose keys may each be left out. */
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] });

export const powerFactorTexts = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant("1"),
    fc
      .tuple(fc.integer({ min: 10, max: 99 }), fc.constantFrom("lag", "lead", "ind", "cap"))
      .map(([n, side]) => `${n / 100} ${side}`),
  );

const harmonics = fc.uniqueArray(
  fc.record({
    order: fc.integer({ min: 2, max: 25 }),
    amount: said(0, 40, "%"),
    angle: said(-180, 180, "deg"),
  }),
  { selector: ({ order }) => order, maxLength: 3, minLength: 1 },
);

const sources = (): fc.Arbitrary<Said<"source">> =>
  fc
    .tuple(
      fc.oneof(
        fc.constant({}),
        fc.record({ voltage: said(50, 120, "%Un") }),
        fc.record({ lineVoltage: said(50, 120, "%Un") }),
      ),
      some({
        L3: said(0, 300, "V"),
        sequence: fc.constantFrom("L1-L2-L3" as const, "L1-L3-L2" as const),
        frequency: said(45, 65, "Hz"),
        harmonics,
      }),
    )
    .map(([voltage, rest]) => ({ ...voltage, ...rest }));

const demands = () =>
  fc.oneof(
    fc.record({ current: said(0, 120, "%In"), powerFactor: powerFactorTexts() }),
    fc.record({
      power: said(0, 3, "kW"),
      powerFactor: powerFactorTexts(),
      direction: fc.constantFrom("import" as const, "export" as const),
    }),
    fc.record({ impedance: said(10, 500, "ohm") }),
  );

const loads = (neutral: boolean): fc.Arbitrary<Said<"load">> =>
  fc.oneof(
    fc.constant("none" as const),
    demands(),
    demands().map((demand) => ({ ...demand, connection: "delta" as const })),
    some(Object.fromEntries(phasePairs.map((pair) => [pair, demands()]))).filter(
      (load) => Object.keys(load).length > 0,
    ),
    ...(neutral
      ? [
          some(Object.fromEntries(phases.map((phase) => [phase, demands()]))).filter(
            (load) => Object.keys(load).length > 0,
          ),
          fc.record({ current: said(0, 120, "%In"), connection: fc.constant("star" as const), harmonics }),
        ]
      : []),
  ) as fc.Arbitrary<Said<"load">>;

const situations = (neutral: boolean) =>
  some({
    source: sources(),
    load: loads(neutral),
    line: fc.record({ impedance: said(0.1, 2, "ohm") }),
    transformers: fc.record({
      current: some({
        ratio: fc.integer({ min: 1, max: 400 }),
        ratioError: said(-1, 1, "%"),
        phaseDisplacement: said(-60, 60, "min"),
        secondary: fc.constantFrom("closed" as const, "open" as const, "shorted" as const),
      }),
    }),
    hookUp: anyHookUps().map(formatHookUp),
    contact: fc.constantFrom("open" as const, "closed" as const),
  });

const holds = () => fc.oneof(fc.constant("planned"), said(1, 60, "min"), said(1, 48, "h"), said(1, 60, "d"));
const limits = () => fc.oneof(fc.constant("class"), said(0.1, 20, "%"));

export const claimTexts = (): fc.Arbitrary<NonNullable<ScenarioText["claims"]>[number]> => {
  const energy = fc.constantFrom("active energy" as const, "reactive energy" as const);
  return fc.oneof(
    fc.record({ energy, limit: limits() }).map((registersWithin) => ({ registersWithin })),
    fc.record({ energy }).map((registersNothing) => ({ registersNothing })),
    fc
      .record({ energy, fraction: fc.constantFrom("1/3", "2/3", "predicted", "0.5"), limit: limits() })
      .map((registersFraction) => ({ registersFraction })),
    fc.record({ quantity: energy, limit: limits() }).map((equalsTwin) => ({ equalsTwin })),
    fc
      .record({
        quantity: fc.constant("voltage L1" as const),
        of: fc.oneof(fc.constant("reference"), said(0, 400, "V")),
        limit: limits(),
      })
      .map((readsWithin) => ({ readsWithin })),
    fc.record({ time: said(1, 10, "s") }).map((startsWithin) => ({ startsWithin })),
    fc.record({ time: said(20, 1000, "ms") }).map((answersWithin) => ({ answersWithin })),
    fc.constant({ staysSilent: {} }),
  );
};

const stepName = (index: number): string => `step ${index + 1}`;

/** French words, with the names of some of the first steps. */
const french = () =>
  fc.record({
    title: fc.constantFrom("Un titre", "Cultivé : 5 % de « ça »", "Élan nº 3"),
    // A file with a control character, half a character or a mark of direction is refused.
    teaches: fc
      .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
      .filter((text) => unwantedIn(text) === null),
    // of each of the three steps there may be: its pair, or nothing
    steps: fc
      .tuple(fc.boolean(), fc.boolean(), fc.boolean())
      .map((said) =>
        said.map((isSaid, index) => (isSaid ? [[stepName(index), `palier nº ${index + 1}`]] : [])),
      ),
  });

/** A scenario file as plain data, before it is written as YAML. */
export const scenarioForms = (): fc.Arbitrary<ScenarioText> =>
  meterChoices().chain((choice) => {
    const spec = meterSpec(choice);
    const neutral = "programmed" in spec && usesNeutral(spec.programmed.insertionMode);
    const plain = fc
      .tuple(
        situations(neutral),
        fc.record({ hold: holds(), claims: fc.array(claimTexts(), { maxLength: 3 }) }),
      )
      .map(([situation, rest]) => ({ ...situation, ...rest }));
    const profile = fc.record({
      profile: fc.array(
        fc.record({ for: said(1, 120, "min"), factor: tenths(0, 2), powerFactor: powerFactorTexts() }),
        { minLength: 1, maxLength: 4 },
      ),
      load: fc.record({ current: said(1, 120, "%In") }),
      repeat: fc.integer({ min: 1, max: 5 }),
    });
    return fc
      .record({
        title: fc.constantFrom("A title", 'Grown: 5 % of "it"', "Élan #3"),
        theme: fc.constantFrom(...themes),
        teaches: fc.string({ minLength: 1, maxLength: 30, unit: "grapheme-ascii" }),
        fr: fc.option(french(), { nil: undefined }),
        meter: fc.constant(formOfMeter(choice)),
        aboutTime: fc.boolean(),
        situation: situations(neutral),
        steps: fc.array(fc.oneof({ weight: 3, arbitrary: plain }, profile), { minLength: 1, maxLength: 3 }),
        claims: fc.array(claimTexts(), { maxLength: 2 }),
      })
      .map(({ situation, steps, fr, ...rest }) => ({
        ...rest,
        ...(fr && {
          fr: {
            ...fr,
            steps: Object.fromEntries(fr.steps.filter((_, index) => index < steps.length).flat()),
          },
        }),
        ...situation,
        steps: steps.map((step, index) => ({ name: stepName(index), ...step })),
      })) as fc.Arbitrary<ScenarioText>;
  });

/** Scenario files. */
export const scenarioTexts = (): fc.Arbitrary<string> =>
  scenarioForms().map((form) => stringify(form, { aliasDuplicateObjects: false }));

/** Scenarios, each as its file describes it. */
export const scenarios = (): fc.Arbitrary<Scenario> =>
  scenarioTexts().map((text) => {
    const { scenario, issues } = readScenario(text, "generated.scenario.yaml");
    if (scenario) return scenario;
    throw new Error(
      `a generated scenario is not valid:\n${issues.map(formatLocatedIssue).join("\n")}\n${text}`,
    );
  });
