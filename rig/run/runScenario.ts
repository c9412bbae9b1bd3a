/**
 * One scenario on the positions that can run it: step by step, apply the signals, read what the claims need, let the time
 * pass, read again, compare. Whatever breaks in it is told, and each position still gets its verdict.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { isWorse, type Verdict, worst } from "#models/metrology/verdict.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Comparison, Reading, RigEvent, RigEventOf } from "#reports/events.ts";
import type { Bench, Position } from "#rig/bench/bench.ts";
import { RigError } from "#rig/rigError.ts";
import { compareClaim } from "#rig/run/compare/compareClaim.ts";
import type { AppliedInterval, Evidence } from "#rig/run/compare/evidence.ts";
import { ComparingTwin } from "#rig/run/comparingTwin.ts";
import { firstLook, type Look } from "#rig/run/firstLook.ts";
import { elapse, faultOf, Interrupted } from "#rig/run/leaving.ts";
import { lookAt } from "#rig/run/look.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import type { PlannedScenario, PlannedStep } from "#rig/run/planned.ts";
import type { RunOptions } from "#rig/run/runOptions.ts";
import { joinWindows, type Window } from "#rig/run/window.ts";
import type { Claim } from "#scenarios/claim.ts";

/** What one position has seen of the scenario so far. */
interface Station {
  readonly position: Position;
  readonly twin: ComparingTwin;
  /** Windows of steps, for claims over the whole scenario. */
  readonly windows: Window[];
  verdict: Verdict | null;
}

export async function* runScenario(
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
    yield { type: "meterDescribed", position: name, spec };
    yield {
      type: "scenarioStarted",
      scenario: scenario.id,
      title: scenario.title,
      theme: scenario.theme,
      teaches: scenario.teaches,
      ...(scenario.translations && { translations: scenario.translations }),
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

    const looks = new Map<Station, Look>();
    for (const station of stations) {
      const look = await firstLook(station.position, step, before, bench, since);
      for (const reading of look.attempts)
        yield sampled(scenario.id, station.position.name, step.index, "during", reading);
      for (const reading of look.before)
        yield sampled(scenario.id, station.position.name, step.index, "before", reading);
      looks.set(station, look);
    }
    // Where registers were read the hold counts from the reading, so that the window is as long as was planned.
    const from = before.length > 0 ? bench.now() : since;
    for (const { position } of stations) {
      const values = await lookAt(position, step, bench, since, options.interrupted);
      if (values !== null) yield looked(scenario.id, position.name, step.index, bench.now(), values);
    }
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

const looked = (
  scenario: string,
  position: string,
  step: number,
  at: Seconds,
  values: RigEventOf<"looked">["values"],
): RigEvent => ({ type: "looked", scenario, position, step, at, values });

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
