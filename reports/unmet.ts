/**
 * What loads ask for and does not flow, as a reader is told: a phase without voltage as what it is, a voltage below a
 * load's minimum with what is taken there, a given current without a way back. It is a fact of the network that was
 * applied, often the very one a scenario is about: no finding, and no verdict rests on it.
 */
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import { type Ratio, ratio } from "#models/units.ts";
import { attemptsOf } from "#reports/conclusion.ts";
import type { Language } from "#reports/language.ts";
import { roughText, withUnit } from "#reports/numberText.ts";
import type { RunRecord, StepRecord } from "#reports/record.ts";
import { textsOf } from "#reports/texts/texts.ts";
import { type Demander, unmetWordsOf } from "#reports/texts/unmetWords.ts";
import { loadOfShortForm } from "#scenarios/loadOfShortForm.ts";

type BelowMinimum = Extract<UnmetDemand, { kind: "belowMinimumVoltage" }>;
type NoWayBack = Extract<UnmetDemand, { kind: "noWayBack" }>;

/** Of a load's minimum voltage, or of the power asked for: less than this is rounding, and reads as none. */
const deadShare = ratio(1e-6);

/** A load that has collapsed has next to none and still draws a current: that is told with its figure. */
const isWithoutVoltage = ({ voltage, minimum }: BelowMinimum, share: Ratio = deadShare): boolean =>
  voltage <= share * minimum;

/** More of them are counted. */
const mostSaid = 6;

const demanderOf = (demand: UnmetDemand): Demander => {
  const [kind, id] =
    demand.kind === "noWayBack" ? (["source", demand.source] as const) : (["load", demand.load] as const);
  return { kind, id: id === loadOfShortForm ? null : id };
};
/** "load kitchen L1, L2": what has the demands, and its phases. */
const placeOf = (demands: readonly [UnmetDemand, ...UnmetDemand[]], language: Language): string => {
  const phases = new Set(demands.map(({ phase }) => phase));
  return `${unmetWordsOf(language).demander(demanderOf(demands[0]))} ${[...phases].join(", ")}`;
};

/** One line for each thing that is not as asked; phases without voltage share one. The worst first, the rest counted. */
export function unmetLines(
  unmet: readonly UnmetDemand[],
  language: Language,
  most: number = mostSaid,
): readonly string[] {
  const words = unmetWordsOf(language);
  const dead = unmet.filter(isDead);
  const low = grouped(
    unmet
      .filter((demand) => demand.kind === "belowMinimumVoltage")
      .filter((demand) => !isWithoutVoltage(demand)),
    ({ load, minimum, voltage }) => `${load} ${minimum} ${roughText(voltage, language)}`,
  ).toSorted(([a], [b]) => a.voltage / a.minimum - b.voltage / b.minimum);
  const wayless = grouped(
    unmet.filter((demand) => demand.kind === "noWayBack"),
    ({ source, phase }) => `${source} ${phase}`,
  );
  const lines = [
    ...(dead.length === 0 ? [] : [words.noVoltage(placesOf(dead, language, most))]),
    ...low.map((alike) => lowLine(alike, language)),
    ...wayless.map((currents) => waylessLine(currents, language)),
  ];
  const hidden = lines.length - most;
  return hidden > 1 ? [...lines.slice(0, most), words.more(hidden)] : lines;
}

const isDead = (demand: UnmetDemand): demand is BelowMinimum =>
  demand.kind === "belowMinimumVoltage" && isWithoutVoltage(demand);

/** "load kitchen L1, L2; load oven L1; and 3 more". */
function placesOf(dead: readonly BelowMinimum[], language: Language, most: number): string {
  const words = unmetWordsOf(language);
  const loads = grouped(dead, ({ load }) => load).map((phases) => placeOf(phases, language));
  const hidden = loads.length - most;
  return (hidden > 1 ? [...loads.slice(0, most), words.more(hidden)] : loads).join("; ");
}

/** Phases of one load at one voltage, with what they take together. */
function lowLine(phases: readonly [BelowMinimum, ...BelowMinimum[]], language: Language): string {
  const words = unmetWordsOf(language);
  const [{ voltage, minimum }] = phases;
  const sum = (of: "asked" | "taken", kind: "active" | "reactive"): number =>
    phases.reduce((total, demand) => total + demand[of][kind], 0);
  const [kind, unit] =
    Math.abs(sum("asked", "active")) >= Math.abs(sum("asked", "reactive"))
      ? (["active", "W"] as const)
      : (["reactive", "var"] as const);
  const [asked, taken] = [sum("asked", kind), sum("taken", kind)];
  const volts = (value: number) => withUnit(roughText(value, language), "V");
  const power = (value: number) => withUnit(roughText(Math.abs(value), language), unit);
  const has = words.belowMinimum(
    placeOf(phases, language),
    phases.length === 1 ? volts(voltage) : words.each(volts(voltage)),
    volts(minimum),
  );
  const said = asked < 0 ? words.gives : words.takes;
  return has + said(power(Math.abs(taken) < deadShare * Math.abs(asked) ? 0 : taken), power(asked));
}

/** All orders of one source and phase together, as effective values. */
function waylessLine(currents: readonly [NoWayBack, ...NoWayBack[]], language: Language): string {
  const amperes = (values: readonly number[]) => withUnit(roughText(Math.hypot(...values), language), "A");
  return unmetWordsOf(language).noWayBack(
    placeOf(currents, language),
    currents.map(({ order }) => order),
    amperes(currents.map(({ flowing }) => flowing)),
    amperes(currents.map(({ asked }) => asked)),
  );
}

/** How far from what was asked a step is: the worst is told, those like it are counted. */
const least = (unmet: readonly UnmetDemand[]): number =>
  Math.min(
    ...unmet.map((demand) =>
      demand.kind === "noWayBack" ? demand.flowing / demand.asked : demand.voltage / demand.minimum,
    ),
  );

/** Where what is missing, whatever the figures: the hours of a profile with one dead phase are alike. */
const alike = (unmet: readonly UnmetDemand[]): string =>
  JSON.stringify(
    unmet.map((demand) =>
      demand.kind === "noWayBack"
        ? [demand.source, demand.phase, demand.order]
        : [demand.load, demand.phase, isWithoutVoltage(demand)],
    ),
  );

/** "Step 2 and 39 more steps like it: load L1: no voltage". Steps that lack nothing are not told. */
export function unmetOfSteps(steps: readonly StepRecord[], language: Language): readonly string[] {
  const lacking = steps.flatMap(({ step, unmet }) =>
    unmet === null || unmet.length === 0 ? [] : [{ step, unmet }],
  );
  return grouped(lacking, ({ unmet }) => alike(unmet)).map((group) => {
    const worst = group.reduce((a, b) => (least(b.unmet) < least(a.unmet) ? b : a));
    const where = unmetWordsOf(language).inStep(worst.step + 1, group.length - 1);
    return `${where}${textsOf(language).colon}${unmetLines(worst.unmet, language).join(textsOf(language).semicolon)}`;
  });
}

/**
 * What is told of a whole run where steps are not shown one by one: where a step did not pass, or a load has a voltage
 * too low for it. A phase without voltage in a step that passed is what the scenario was about.
 */
export function unmetOfRun(record: RunRecord, language: Language): readonly string[] {
  const isWorthIt = ({ comparisons, unmet }: StepRecord): boolean =>
    comparisons.some(({ verdict }) => verdict !== "pass") || unmet?.every(isDead) === false;
  return attemptsOf(record).flatMap(({ scenario, steps }) =>
    unmetOfSteps(steps.filter(isWorthIt), language).map(
      (line) => `${scenario}, ${line.charAt(0).toLowerCase()}${line.slice(1)}`,
    ),
  );
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return [...groups.values()];
}
