/**
 * A run: the plan applied to the bench, told as a stream of events. Whoever consumes the stream
 * stores it, draws it or prints it; nobody can hold the run up for longer than it takes to ask for the next event.
 * However it ends - done, interrupted, bench broken, or left by its consumer in the middle - the bench is made safe: at
 * once when it is interrupted, and before the last event in any case.
 */
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Verdict, worst } from "#models/metrology/verdict.ts";
import type { RigEvent, RigEventOf } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { failureOf, faultOf, Interrupted } from "#rig/run/leaving.ts";
import type { Memories } from "#rig/run/memory.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import type { RunOptions } from "#rig/run/runOptions.ts";
import { runScenario } from "#rig/run/runScenario.ts";

export async function* run(plan: RunPlan, bench: Bench, options: RunOptions): AsyncGenerator<RigEvent> {
  const { interrupted } = options;
  let leaving: Promise<void> | null = null;
  const safe = (): Promise<void> => {
    leaving ??= Promise.resolve().then(() => bench.safe());
    return leaving;
  };
  // Whatever the run is waiting for, and whoever has not asked for the next event yet, the source does not wait.
  const onInterrupted = (): void => void safe().catch(() => {});
  interrupted.addEventListener("abort", onInterrupted);
  let isTold = false;
  try {
    yield* wholeRun(plan, bench, options, async () => {
      isTold = true;
      await safe();
    });
  } finally {
    interrupted.removeEventListener("abort", onInterrupted);
    // The consumer threw, or wants no more: there is no event left to say it in.
    if (!isTold) await safe();
  }
}

/** `safe`: awaited once, before the last event. */
async function* wholeRun(
  plan: RunPlan,
  bench: Bench,
  options: RunOptions,
  safe: () => Promise<void>,
): AsyncGenerator<RigEvent> {
  const verdicts: Verdict[] = [];
  let interrupted = false;
  let broken = false;
  let skipped = 0;
  const began = bench.now();
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
      ...(bench.clockScale !== 1 && { scale: bench.clockScale }),
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
    notes: [...(options.notes ?? []), ...registerMapNotes(plan), ...holdNotes(plan), ...ratioNotes(plan)],
  };
  try {
    for await (const event of scenarioEvents(plan, bench, options)) {
      if (event.type === "scenarioSkipped") skipped++;
      if (event.type === "scenarioFinished") verdicts.push(event.verdict);
      yield event;
    }
  } catch (error) {
    interrupted = error instanceof Interrupted || options.interrupted.aborted;
    const cause = interrupted ? failureOf(options.interrupted) : error;
    if (cause !== null) {
      interrupted = false;
      broken = true;
      yield { type: "faulted", scenario: null, position: null, step: null, ...faultOf(cause) };
    }
  }
  let source: RigEventOf<"runFinished">["source"] = "off";
  try {
    await safe();
  } catch (error) {
    broken = true;
    source = "notConfirmed";
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
    ...(bench.kind === "hardware" && { source }),
  };
}

/** The events of all scenarios; a meter is described again only where it is another one. */
async function* scenarioEvents(plan: RunPlan, bench: Bench, options: RunOptions): AsyncGenerator<RigEvent> {
  const described = new Map<string, MeterSpec>();
  const memories: Memories = new Map();
  let step: number | null = null;
  for (const planned of plan.scenarios) {
    for (const { position, reason } of planned.skipped)
      yield { type: "scenarioSkipped", scenario: planned.scenario.id, position, reason };
    if (planned.positions.length === 0) continue;
    const scenario = planned.scenario.id;
    for await (const event of runScenario(planned, bench, options, memories)) {
      // What came back while the event was made is told before it, in the step it fell into.
      for (const interruption of bench.takeInterruptions())
        yield { type: "linkInterrupted", scenario, step, ...interruption };
      for (const line of bench.takeSlowLines()) yield { type: "lineFoundSlow", ...line };
      if (event.type === "stepStarted") step = event.step;
      if (event.type === "scenarioFinished") step = null;
      if (event.type === "meterDescribed") {
        const before = described.get(event.position);
        if (before !== undefined && isSameMeter(before, event.spec)) continue;
        described.set(event.position, event.spec);
      }
      yield event;
    }
  }
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
