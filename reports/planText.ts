/**
 * A plan as it is read at a terminal: scenario by scenario, every step with its hold and what decides it, then what is
 * skipped and why, and the total. And what is said of it before anybody arms a source: that it takes longer than a
 * working day, that some of it can't be decided, that much of it is skipped.
 */

import { sentenceRows } from "#reports/columns.ts";
import type { Decision, HoldOrigin, Undecidable } from "#reports/holdReason.ts";
import { durationText, numberText } from "#reports/numberText.ts";
import { printableLine } from "#reports/printable.ts";
import {
  longerThan,
  longestSteps,
  type PlannedClaim,
  type RunPlanDocument,
  type ScenarioOfPlan,
  type StepOfPlan,
  skippedReasons,
  undecidableClaims,
  wholeTime,
} from "#reports/runPlan.ts";
import { claimSentence } from "#reports/sentences.ts";
import type { Claim } from "#scenarios/claim.ts";

const duration = (seconds: number): string => printableLine(durationText(seconds, "en"));
/** Two significant digits at least. */
const percent = (value: number): string => {
  const decimals = value === 0 || value >= 10 ? 1 : Math.min(4, 1 - Math.floor(Math.log10(Math.abs(value))));
  return `${printableLine(numberText(value, "en", decimals))} %`;
};

/** As the reports say it. */
const claimWords = (claim: Claim): string => printableLine(claimSentence(claim, "en"));

function undecidableWords(why: Undecidable): string {
  switch (why.kind) {
    case "reference":
      return `the reference leaves no room: U = ${percent(why.reference)} (k = 2) of a limit of ${percent(why.limit)}; it takes a better reference`;
    case "display":
      return `the display and the reference are uncertain by ${percent(why.uncertainty)}, the limit is ${percent(why.limit)}`;
    case "noLimit":
      return `no limit to judge it by: ${why.reason}`;
    case "noPower":
      return "nothing flows that could be counted";
    case "noReference":
      return "there is nothing to compare it with";
  }
}

function decisionWords(decision: Decision): string {
  switch (decision.kind) {
    case "resolution":
      return `${duration(decision.hold)}, until its counts resolve the limit of ${percent(decision.limit)}; reference U = ${percent(decision.reference)}, ${percent(decision.remaining)} left for the meter`;
    case "stillness":
      return `${duration(decision.hold)}, ${decision.source}`;
    case "settling":
      return `${duration(decision.hold)}, two integration times`;
    case "start":
      return `${duration(decision.hold)}, until it must have started and counted`;
    case "display":
      return "read at once";
    case "silence":
      return "heard at once";
    case "answers":
      return "seen at every question";
    case "undecidable":
      return `CAN'T BE DECIDED: ${undecidableWords(decision.why)}`;
  }
}

function originWords(origin: HoldOrigin): string {
  if (origin.kind === "planned") return "planned";
  switch (origin.because) {
    case "asked":
      return "as the file says";
    case "about time":
      return "as the file says: the scenario is about time";
    case "claims over all steps":
      return "as the file says: claims look back over all steps";
    case "no claims":
      return "as the file says: it prepares another step";
    case "average":
      return "as the file says: an average is claimed";
  }
}

function wrapped(indent: number, text: string, width: number): string[] {
  const [first = "", ...rest] = sentenceRows(text, Math.max(20, width - indent - 2));
  return [`${" ".repeat(indent)}${first}`, ...rest.map((row) => `${" ".repeat(indent + 2)}${row}`)];
}

/** Displays that can be decided are read in one look, and told in one line; the others claim by claim. */
function claimLines(claims: readonly PlannedClaim[], width: number): string[] {
  const isLook = ({ decision }: PlannedClaim): boolean => decision.kind === "display";
  const looks = claims.filter(isLook);
  const rest = claims.filter((claim) => !isLook(claim));
  const line = (text: string): string[] => wrapped(6, printableLine(`- ${text}`), width);
  return [
    ...(looks.length === 0 ? [] : line(lookWords(looks))),
    ...rest.flatMap(({ claim, method, decision }) =>
      line(`${claimWords(claim)} (${method}): ${decisionWords(decision)}`),
    ),
  ];
}

/** "voltage L1, current L1 (display, read once): at once; at least 0.40 % left for the meter". */
function lookWords(looks: readonly PlannedClaim[]): string {
  const names = looks.map(({ claim }) => ("quantity" in claim ? claim.quantity : claim.type));
  const rooms = looks.flatMap(({ decision }) =>
    decision.kind === "display" && decision.remaining !== null ? [decision.remaining] : [],
  );
  const room = rooms.length === 0 ? "" : `; at least ${percent(Math.min(...rooms))} left for the meter`;
  return `${names.join(", ")} (${looks[0]?.method}): at once${room}`;
}

/** Repeated steps - the rows of a profile, cycles - are told once, with how often they come. */
function stepLines(steps: readonly StepOfPlan[], width: number): string[] {
  const groups: { step: StepOfPlan; times: number }[] = [];
  const alike = (a: StepOfPlan, b: StepOfPlan): boolean =>
    a.hold === b.hold && JSON.stringify([a.origin, a.claims]) === JSON.stringify([b.origin, b.claims]);
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && alike(last.step, step)) last.times += 1;
    else groups.push({ step, times: 1 });
  }
  return groups.flatMap(({ step, times }) => [
    ...wrapped(
      4,
      printableLine(
        `${step.name}${times > 1 ? ` and ${times - 1} more like it` : ""}: ${times > 1 ? `${times} x ` : ""}${duration(step.hold)}, ${originWords(step.origin)}`,
      ),
      width,
    ),
    ...claimLines(step.claims, width),
  ]);
}

function scenarioLines(scenario: ScenarioOfPlan, width: number): string[] {
  const { reference, title, positions, ctRatio, steps } = scenario;
  const head = `${reference} @ ${positions.join(", ")}, ${duration(scenario.duration)}: ${title}`;
  const ratio =
    ctRatio === null
      ? []
      : wrapped(
          4,
          `at the bench's CT ratio of ${ctRatio.bench}, written for ${ctRatio.written}: the same secondary currents`,
          width,
        );
  return ["", ...wrapped(0, printableLine(head), width), ...ratio, ...stepLines(steps, width)];
}

const settingsWords = ({ settings }: RunPlanDocument): string =>
  settings === null
    ? ""
    : ` and ${settings.count} setting${settings.count === 1 ? "" : "s"} by hand, ${duration(settings.each)} allowed for each`;

/** The whole plan; lines joined by "\n" and ended by one. */
export function planText(plan: RunPlanDocument, width: number): string {
  const { bench, holds, scenarios } = plan;
  const running = scenarios.filter(({ positions }) => positions.length > 0);
  const lines = [
    ...wrapped(
      0,
      printableLine(
        `Plan for bench "${bench.name}" (${bench.kind}), reference uncertain by U = ${percent(bench.uncertainty)} (k = 2), steps held ${holds === "planned" ? "as planned" : "as the files say"} (--hold ${holds})`,
      ),
      width,
    ),
    ...running.flatMap((scenario) => scenarioLines(scenario, width)),
    "",
    ...skippedLines(plan, width, Number.POSITIVE_INFINITY),
    ...wrapped(0, totalWords(plan), width),
  ];
  return `${lines.join("\n")}\n`;
}

/** "12 steps of 4 scenarios: 12 min held and 12 settings by hand, 1 min allowed for each: 24 min in all". */
export function totalWords(plan: RunPlanDocument): string {
  const running = plan.scenarios.filter(({ positions }) => positions.length > 0);
  const steps = running.reduce((sum, each) => sum + each.steps.length, 0);
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  const whole =
    plan.settings === null || plan.settings.count === 0 ? "" : `: ${duration(wholeTime(plan))} in all`;
  const pace = plan.bench.scale === 1 ? "" : `, rehearsed ${plan.bench.scale} times as fast`;
  return `${count(steps, "step")} of ${count(running.length, "scenario")}: ${duration(plan.duration)} held${settingsWords(plan)}${whole}${pace}`;
}

function skippedLines(plan: RunPlanDocument, width: number, mostNamed: number): string[] {
  const reasons = skippedReasons(plan);
  if (reasons.length === 0) return [];
  const count = reasons.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  return [
    `${count} of ${plan.scenarios.length} scenario${plan.scenarios.length === 1 ? "" : "s"} skipped:`,
    ...reasons.flatMap(({ reason, scenarios }) => {
      const named = scenarios.slice(0, mostNamed).join(", ");
      const more = scenarios.length > mostNamed ? ` and ${scenarios.length - mostNamed} more` : "";
      const remedy = remedyFor(reason);
      return [
        ...wrapped(2, printableLine(`${scenarios.length} x ${reason}: ${named}${more}`), width),
        ...(remedy === null ? [] : wrapped(6, remedy, width)),
      ];
    }),
    "",
  ];
}

/** What can be done about a reason, where something can. */
function remedyFor(reason: string): string | null {
  if (reason.includes("is programmed to"))
    return "to run them: program the meter so and say it under `programmed` in the bench file, or put a position with such a meter on the bench";
  if (/ has a .*, the scenario asks for a /.test(reason))
    return "to run them: --model puts every scenario to one model, where it is the same test there";
  if (reason.includes("longer than this bench's"))
    return "to run them: raise `longestHold` in the bench file";
  return null;
}

export interface PlanWarningOptions {
  readonly width: number;
  /** Seconds of bench time after which a run is longer than a working day. */
  readonly workingDay: number;
}

/** What a person should know before a source is armed; nothing when all is well. */
export function planWarnings(plan: RunPlanDocument, { width, workingDay }: PlanWarningOptions): string[] {
  const undecided = undecidableClaims(plan).map(
    ({ reference, step, claim, why }) =>
      `${reference}, ${step}: ${claimWords(claim)}: ${undecidableWords(why)}`,
  );
  const long = longerThan(plan, workingDay);
  return [
    ...skippedLines(plan, width, 3),
    ...(undecided.length === 0
      ? []
      : [
          `This bench can't decide ${undecided.length} claim${undecided.length === 1 ? "" : "s"}:`,
          ...undecided.slice(0, mostListed).flatMap((line) => wrapped(2, printableLine(line), width)),
          ...(undecided.length > mostListed
            ? [`  and ${undecided.length - mostListed} more (--plan shows all)`]
            : []),
          "",
        ]),
    ...(long === null
      ? []
      : [
          ...wrapped(
            0,
            `This takes ${duration(long)}, longer than a working day (${duration(workingDay)}). The longest steps:`,
            width,
          ),
          ...longestSteps(plan, mostListed).flatMap(({ reference, name, hold, origin }) =>
            wrapped(
              2,
              printableLine(`${duration(hold)}  ${reference}, ${name} (${originWords(origin)})`),
              width,
            ),
          ),
          "  --plan shows every step and why it is held so long; bench-half-hour is a suite for one sitting",
          "",
        ]),
  ];
}
const mostListed = 5;
