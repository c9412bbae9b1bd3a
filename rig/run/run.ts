/**
 * A run: the plan applied to the bench, told as a stream of events. Scenario by scenario, step by step: apply the
 * signals, read what the claims need, let the time pass, read again, compare. Whoever consumes the stream stores it,
 * draws it or prints it; nobody can hold the run up for longer than it takes to ask for the next event. However it
 * ends - done, interrupted, bench broken - the source is made safe before the last event.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { isWorse, type Verdict, worst } from "#models/metrology/verdict.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Comparison, Reading, RigEvent } from "#reports/events.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { RigError } from "#rig/rigError.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { AppliedInterval, Evidence } from "#rig/run/compare/evidence.ts";
import { ComparingTwin } from "#rig/run/comparingTwin.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import type { PlannedScenario, PlannedStep, RunPlan } from "#rig/run/planned.ts";
import { joinWindows, type Window } from "#rig/run/window.ts";
import type { Claim } from "#scenarios/claim.ts";

export interface RunOptions {
  readonly run: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Name and version of the rig. */
  readonly rig: string;
  readonly seed: number;
  readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  /** The command that runs a scenario again. */
  readonly reproduce: (reference: string) => string;
  /** Stops the run at the next instant it can be stopped. */
  readonly interrupted: AbortSignal;
  /** Seconds of real time, for the closing event. */
  readonly wallTime: () => number;
}

/** How often a meter that should be starting is asked whether it is there. */
const pollWhileStarting = seconds(0.25);
/** A meter is given twice its start-up limit before its silence is taken for an answer. */
const patience = 2;

/** Thrown inside a run to leave it early; never leaves this file. */
class Interrupted extends Error {}

export async function* run(plan: RunPlan, bench: Bench, options: RunOptions): AsyncGenerator<RigEvent> {
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
    bench: { name: bench.name, kind: bench.kind, positions: bench.positions },
    scenarios: plan.scenarios.map(({ scenario }) => ({
      id: scenario.id,
      title: scenario.title,
      steps: scenario.steps.length,
    })),
    planned: plan.duration,
    sources: options.sources,
    notes: registerMapNotes(plan),
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

const faultOf = (error: unknown): { readonly code: string; readonly message: string } => {
  const { message, code } = error as { message?: string; code?: string };
  return { code: code ?? "unforeseen", message: message ?? String(error) };
};

/** What one position has seen of the scenario so far. */
interface Station {
  readonly position: Position;
  readonly twin: ComparingTwin;
  /** Windows of steps, for claims over the whole scenario. */
  readonly windows: Window[];
  verdict: Verdict | null;
}

async function* runScenario(
  planned: PlannedScenario,
  bench: Bench,
  options: RunOptions,
): AsyncGenerator<RigEvent> {
  const { scenario } = planned;
  const stations: Station[] = [];
  for (const { name, spec } of planned.positions) {
    const prepared = await bench.prepare(name, scenario.meter);
    if ("notApplicable" in prepared)
      throw new RigError(
        "positionChanged",
        `${name} can no longer run ${scenario.id}: ${prepared.notApplicable}`,
      );
    stations.push({
      position: prepared,
      twin: new ComparingTwin(spec, bench.now()),
      windows: [],
      verdict: null,
    });
    yield {
      type: "scenarioStarted",
      scenario: scenario.id,
      title: scenario.title,
      theme: scenario.theme,
      teaches: scenario.teaches,
      position: name,
      meter: `${spec.model} ${spec.orderCode}, ${spec.programmed.insertionMode}`,
      choice: { model: spec.model, orderCode: spec.orderCode, programmed: spec.programmed },
      planned: planned.duration,
    };
  }
  let failure: unknown = null;
  try {
    yield* runSteps(planned, stations, bench, options);
  } catch (error) {
    failure = options.interrupted.aborted ? new Interrupted() : error;
    if (!(failure instanceof Interrupted))
      yield { type: "faulted", scenario: scenario.id, position: null, step: null, ...faultOf(error) };
  }
  for (const station of stations) {
    const ended: Verdict =
      failure === null ? "pass" : failure instanceof Interrupted ? "inconclusive" : "error";
    const verdict = station.verdict ?? "inconclusive";
    yield {
      type: "scenarioFinished",
      scenario: scenario.id,
      position: station.position.name,
      verdict: isWorse(ended, verdict) ? ended : verdict,
      reproduce: options.reproduce(planned.reference),
      at: bench.now(),
    };
  }
  if (failure !== null) throw failure;
}

async function* runSteps(
  planned: PlannedScenario,
  stations: readonly Station[],
  bench: Bench,
  options: RunOptions,
): AsyncGenerator<RigEvent> {
  const { scenario } = planned;
  const applied: AppliedInterval[] = [];
  const wholeNeeded = quantitiesNeeded(scenario.claims);
  const last = planned.steps.length - 1;
  for (const step of planned.steps) {
    if (options.interrupted.aborted) throw new Interrupted();
    const since = await bench.apply(step.signals, step.step.name);
    endInterval(applied, since);
    applied.push({ ...step.load, from: since, to: Number.POSITIVE_INFINITY });
    for (const { twin } of stations) twin.apply(step.signals, since);
    for (const { position } of stations) yield stepStarted(scenario.id, position.name, step, since);

    const seamless = bench.transitions === "seamless";
    const stepNeeded = quantitiesNeeded(step.step.claims);
    const before = [...new Set([...stepNeeded, ...(!seamless || step.index === 0 ? wholeNeeded : [])])];
    const after = [...new Set([...stepNeeded, ...(!seamless || step.index === last ? wholeNeeded : [])])];

    const looks = new Map<Station, { attempts: Reading[]; before: readonly Reading[] }>();
    for (const station of stations) {
      const look = await firstLook(station, step, before, bench, since);
      for (const reading of look.attempts)
        yield sampled(scenario.id, station.position.name, step.index, "during", reading);
      for (const reading of look.before)
        yield sampled(scenario.id, station.position.name, step.index, "before", reading);
      looks.set(station, look);
    }
    // Where registers were read the hold counts from the reading, so that the window is as long as was planned.
    const from = before.length > 0 ? bench.now() : since;
    await elapse(bench, seconds(from + step.hold - bench.now()), options.interrupted);

    for (const station of stations) {
      const readings = after.length === 0 ? [] : await bench.read(station.position.name, after);
      for (const reading of readings)
        yield sampled(scenario.id, station.position.name, step.index, "after", reading);
      const look = looks.get(station) ?? { attempts: [], before: [] };
      const now = bench.now();
      const window: Window = {
        before: look.before,
        after: readings,
        intervals: intervalsUntil(applied, now),
      };
      station.windows.push(window);
      const evidence = (of: Window, attempts: readonly Reading[]): Evidence => ({
        meter: station.position.spec,
        ...of,
        twinReadings: station.twin.readings(now, quantitiesShown([...step.step.claims, ...scenario.claims])),
        referenceReadings: step.referenceReadings,
        referenceUncertainty: bench.referenceUncertainty,
        link: "up",
        alive: step.alive,
        attempts,
        began: since,
      });
      yield* judged(station, scenario.id, step.index, step.step.claims, evidence(window, look.attempts));
      if (step.index === last)
        yield* judged(
          station,
          scenario.id,
          null,
          scenario.claims,
          evidence(whole(station.windows, applied, now, seamless), []),
        );
    }
  }
}

/** The window of the whole scenario: one where nothing is unknown between the steps, else those of the steps joined. */
function whole(
  windows: readonly Window[],
  applied: readonly AppliedInterval[],
  now: Seconds,
  seamless: boolean,
): Window {
  if (!seamless) return joinWindows(windows);
  return {
    before: windows[0]?.before ?? [],
    after: windows.at(-1)?.after ?? [],
    intervals: intervalsUntil(applied, now),
  };
}

const endInterval = (applied: AppliedInterval[], at: Seconds): void => {
  const current = applied.pop();
  if (current !== undefined) applied.push({ ...current, to: at });
};

/** What was applied so far. Only the last interval is still open: the others are kept as they are, however many. */
const intervalsUntil = (applied: readonly AppliedInterval[], now: Seconds): readonly AppliedInterval[] => {
  const current = applied.at(-1);
  return current === undefined ? [] : applied.with(-1, { ...current, to: Math.min(current.to, now) });
};

const isInstantaneous = (claim: Claim): claim is Extract<Claim, { quantity: QuantityName }> =>
  "quantity" in claim;
const quantitiesShown = (claims: readonly Claim[]): readonly QuantityName[] =>
  claims.filter(isInstantaneous).map(({ quantity }) => quantity);

/**
 * The first reading of a step. A meter that should be alive may still be starting: it is asked again until it answers
 * or its patience runs out. Every attempt is kept, since some claims are about just that.
 */
async function firstLook(
  station: Station,
  step: PlannedStep,
  quantities: readonly QuantityName[],
  bench: Bench,
  since: Seconds,
): Promise<{ readonly attempts: Reading[]; readonly before: readonly Reading[] }> {
  const { name, spec } = station.position;
  const attempts: Reading[] = [];
  if (quantities.length === 0) return { attempts, before: [] };
  for (;;) {
    const readings = await bench.read(name, quantities);
    const answered = readings.every(({ kind }) => kind !== "silent");
    if (answered || !step.alive || bench.now() - since > patience * spec.startUp) {
      attempts.push(...readings.slice(0, 1));
      return { attempts, before: readings };
    }
    attempts.push(...readings.slice(0, 1));
    await bench.elapse(pollWhileStarting);
  }
}

async function elapse(bench: Bench, duration: Seconds, interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) throw new Interrupted();
  if (duration <= 0) return;
  let stop: () => void = () => {};
  const abort = new Promise<never>((_, reject) => {
    stop = () => reject(new Interrupted());
    interrupted.addEventListener("abort", stop, { once: true });
  });
  try {
    await Promise.race([bench.elapse(duration), abort]);
  } finally {
    interrupted.removeEventListener("abort", stop);
  }
}

function* judged(
  station: Station,
  scenario: string,
  step: number | null,
  claims: readonly Claim[],
  evidence: Evidence,
): Generator<RigEvent> {
  for (const claim of claims) {
    const comparison: Comparison = compareClaim(claim, evidence);
    station.verdict =
      station.verdict === null ? comparison.verdict : worst([station.verdict, comparison.verdict]);
    yield { type: "compared", scenario, position: station.position.name, step, comparison };
  }
}

const sampled = (
  scenario: string,
  position: string,
  step: number,
  moment: "before" | "during" | "after",
  reading: Reading,
): RigEvent => ({ type: "sampled", scenario, position, step, moment, reading });

const stepStarted = (scenario: string, position: string, step: PlannedStep, at: Seconds): RigEvent => ({
  type: "stepStarted",
  scenario,
  position,
  step: step.index,
  name: step.step.name,
  hold: step.hold,
  at,
  signals: step.summary,
  referencePower: step.load.referencePower,
  predictedFraction: step.load.predictedFraction.active,
  auditResidual: step.auditResidual,
});
