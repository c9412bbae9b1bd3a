/**
 * What there is to run and to run it on: the scenarios of the library, the suites for a sitting at a bench, the embedded
 * benches. For people a line each; for programs a document with a schema number, with every step and how long it would be
 * held on the bench asked for.
 */
import { titleIn } from "#reports/inLanguage.ts";
import type { Language } from "#reports/language.ts";
import { recordedSentence } from "#reports/sentences.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import type { LoadedScenario } from "#rig/cli/suite.ts";
import type { RunPlan } from "#rig/run/planned.ts";

/** Headings are the command's, in English; what it lists is the library's and the benches', in the language asked for. */
export function listText(
  library: readonly LoadedScenario[],
  suites: readonly LoadedScenario[],
  language: Language,
): string {
  const width = Math.max(...[...library, ...suites].map(({ reference }) => reference.length));
  const line = ({ reference, scenario }: LoadedScenario): string =>
    `  ${reference.padEnd(width)}  ${titleIn(scenario, language)}`;
  const lines = [
    "Scenarios of the library:",
    ...library.map(line),
    "",
    "Suites for a sitting at a real bench:",
    ...suites.map(line),
    "",
    "Embedded virtual benches:",
    ...virtualMeters.map(
      ({ name, lie, caughtBy }) =>
        `  ${name.padEnd(width)}  ${recordedSentence(caughtBy === null ? "a meter in order" : `${lie} (caught by ${caughtBy})`, language).text}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** `plan`: of the same scenarios, with planned holds. Holds in seconds; null: the bench can't run it. */
export function listDocument(plan: RunPlan, language: Language): Record<string, unknown> {
  return {
    schema: "conto-rig.list/1",
    scenarios: plan.scenarios.map(({ scenario, reference, steps, skipped, positions }) => ({
      reference,
      id: scenario.id,
      title: titleIn(scenario, language),
      theme: scenario.theme,
      teaches: scenario.teaches,
      model: scenario.meter.model,
      steps: scenario.steps.map((step, index) => ({
        name: step.name,
        hold: step.hold,
        plannedHold: steps[index]?.hold ?? null,
      })),
      ...(positions.length === 0 && { skipped: skipped.map(({ reason }) => reason) }),
    })),
    benches: virtualMeters.map(({ name, lie, caughtBy }) => ({ name, kind: "virtual", lie, caughtBy })),
  };
}
