/**
 * A run: the plan applied to the bench, told as a stream of events. Whoever consumes the stream
 * stores it, draws it or prints it; nobody can hold the run up for longer than it takes to ask for the next event.
 * However it ends - done, interrupted, bench broken - the source is made safe before the last event.
 */
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Verdict, worst } from "#models/metrology/verdict.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { faultOf, Interrupted } from "#rig/run/leaving.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import type { RunOptions } from "#rig/run/runOptions.ts";
import { runScenario } from "#rig/run/runScenario.ts";

export async function* run(plan: RunPlan, bench: Bench, options: RunOptions): AsyncGenerator<RigEvent> {
  const verdicts: Verdict[] = [];
  let interrupted = false;
  let broken = false;
  let skipped = 0;
  const began = bench.now();
  const described = new Map<string, MeterSpec>();
  yield {
    type: "runStarted",
    schema: 1,
    run: options.run,
    startedAt: options.startedAt,
    rig: options.rig,
    seed: options.seed,
    bench: {
      name: bench.name,
      kind: bench.kind,
      positions: bench.positions,
      ...(bench.scale !== undefined && bench.scale !== 1 && { scale: bench.scale }),
    },
    scenarios: plan.scenarios.map(({ scenario }) => ({
      id: scenario.id,
      title: scenario.title,
      steps: scenario.steps.length,
      theme: scenario.theme,
      ...(scenario.translations && { translations: scenario.translations }),
    })),
    planned: plan.duration,
    holds: plan.holds,
    sources: options.sources,
    notes: [...registerMapNotes(plan), ...holdNotes(plan), ...ratioNotes(plan)],
  };
  try {
    for (const planned of plan.scenarios) {
      for (const { position, reason } of planned.skipped) {
        skipped++;
        yield { type: "scenarioSkipped", scenario: planned.scenario.id, position, reason };
      }
      if (planned.positions.length === 0) continue;
      for await (const event of runScenario(planned, bench, options)) {
        if (event.type === "scenarioFinished") verdicts.push(event.verdict);
        if (event.type === "meterDescribed") {
          const before = described.get(event.position);
          if (before !== undefined && isSameMeter(before, event.spec)) continue;
          described.set(event.position, event.spec);
        }
        yield event;
      }
    }
  } catch (error) {
    interrupted = error instanceof Interrupted || options.interrupted.aborted;
    if (!interrupted) {
      broken = true;
      yield { type: "faulted", scenario: null, position: null, step: null, ...faultOf(error) };
    }
  }
  try {
    await bench.safe();
  } catch (error) {
    broken = true;
    yield { type: "faulted", scenario: null, position: null, step: null, ...faultOf(error) };
  }
  const counted = (of: Verdict): number => verdicts.filter((verdict) => verdict === of).length;
  yield {
    type: "runFinished",
    verdict: worst([
      ...verdicts,
      ...(broken ? ["error" as const] : []),
      ...(interrupted ? ["inconclusive" as const] : []),
    ]),
    counts: {
      pass: counted("pass"),
      inconclusive: counted("inconclusive"),
      fail: counted("fail"),
      error: counted("error"),
    },
    skipped,
    benchTime: bench.now() - began,
    wallTime: options.wallTime(),
    interrupted,
  };
}

/** Whatever is programmed into it. Most of a specification is the catalogue's own, so looking at what is the same is quick. */
const isSameMeter = (a: MeterSpec, b: MeterSpec): boolean =>
  (Object.keys(a) as (keyof MeterSpec)[]).every(
    (part) =>
      part === "programmed" || a[part] === b[part] || JSON.stringify(a[part]) === JSON.stringify(b[part]),
  );

/** How sure the registers are that the readings come from. */
const registerMapNotes = (plan: RunPlan): readonly string[] => [
  ...new Set(
    plan.scenarios.flatMap(({ positions }) =>
      positions.map(
        ({ name, spec }) => `${name}: register map "${spec.registerMap.name}", ${spec.registerMap.status}`,
      ),
    ),
  ),
];

/** Whether the times are the files' or the plan's, where a reader may not expect it. */
const holdNotes = ({ holds, scenarios }: RunPlan): readonly string[] =>
  holds === "planned" && scenarios.some(({ steps }) => steps.some(({ origin }) => origin.kind === "planned"))
    ? ["steps are held as planned: the shortest time that decides their claims, not what the files say"]
    : [];

/** Scenarios put to another CT ratio than they were written for. */
const ratioNotes = ({ scenarios }: RunPlan): readonly string[] => {
  const ratios = new Map<number, string[]>();
  for (const { ctRatio, scenario } of scenarios)
    if (ctRatio !== null) ratios.set(ctRatio.bench, [...(ratios.get(ctRatio.bench) ?? []), scenario.id]);
  return [...ratios].map(
    ([ratio, ids]) =>
      `put to the bench's CT ratio of ${ratio}, with the secondary currents they were written for: ${ids.join(", ")}`,
  );
};
