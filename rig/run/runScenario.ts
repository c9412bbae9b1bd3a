/**
 * One scenario on the positions that can run it: step by step, apply the signals, read what the claims need, let the time
 * pass, read again, compare. Whatever breaks in it is told, and each position still gets its verdict.
 */
import type { QuantityName } from "#models/meter/quantity.ts";
import { isWorse, type Verdict } from "#models/metrology/verdict.ts";
import { type Seconds, seconds } from "#models/units.ts";
import type { Reading, RigEvent, RigEventOf } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { RigError } from "#rig/rigError.ts";
import type { AppliedInterval, Evidence } from "#rig/run/compare/evidence.ts";
import { defaultComparePolicy } from "#rig/run/compare/policy.ts";
import { isUnprovedSilence } from "#rig/run/compare/staysSilent.ts";
import { ComparingTwin } from "#rig/run/comparingTwin.ts";
import { type Begun, earlierAttempts, firstLook, type Look, noLook } from "#rig/run/firstLook.ts";
import { elapse, faultOf, Interrupted } from "#rig/run/leaving.ts";
import { lookAt } from "#rig/run/look.ts";
import type { Memories } from "#rig/run/memory.ts";
import { quantitiesNeeded } from "#rig/run/needed.ts";
import type { PlannedScenario } from "#rig/run/planned.ts";
import type { RunOptions } from "#rig/run/runOptions.ts";
import { readBetween, readEnd, registersBetween } from "#rig/run/settle/readHeld.ts";
import type { Moment, MomentRules } from "#rig/run/settle/readMoment.ts";
import { heard, judged, judgedAtLast, memoryOf, type Station } from "#rig/run/station.ts";
import { leftOut, looked, sampled, stepStarted } from "#rig/run/stepEvents.ts";
import { joinWindows, type Window } from "#rig/run/window.ts";
import type { Claim } from "#scenarios/claim.ts";

export async function* runScenario(
  planned: PlannedScenario,
  bench: Bench,
  options: RunOptions,
  memories: Memories,
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
      memory: memoryOf(name, bench, memories),
      awaiting: [],
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

    const begun = (station: Station): Begun => ({
      bench,
      position: station.position,
      step,
      since,
      rules: rulesOf(station, applied, bench, options),
    });
    const told = (
      station: Station,
      moment: RigEventOf<"sampled">["moment"],
      { readings, left }: Moment,
    ): RigEvent[] => [
      ...readings.map((reading) => sampled(scenario.id, station.position.name, step.index, moment, reading)),
      ...left.map((one) => leftOut(scenario.id, station.position.name, step.index, moment, one)),
    ];
    const looks = new Map<Station, Look>();
    const answeredBefore = new Map(stations.map((station) => [station, station.memory.answeredAt]));
    for (const station of stations) {
      station.memory.stepBegins();
      const look = await firstLook(begun(station), before);
      yield* told(station, "during", { readings: earlierAttempts(look), left: [] });
      yield* told(station, "before", look);
      looks.set(station, look);
      station.memory.keep(look.readings);
      yield* heard(station, scenario.id, [...look.attempts, ...look.readings]);
    }
    // Where registers were read the hold counts from the reading, so that the window is as long as was planned.
    const from = before.length > 0 ? bench.now() : since;
    for (const { position } of stations) {
      const values = await lookAt(position, step, bench, since, options.interrupted);
      if (values !== null) yield looked(scenario.id, position.name, step.index, bench.now(), values);
    }
    const between = new Map<Station, (readonly Reading[])[]>(stations.map((station) => [station, []]));
    for (const share of [1 / 3, 2 / 3])
      for (const station of stations) {
        const registers = registersBetween({ step }, looks.get(station)?.readings ?? []);
        if (registers.length === 0) continue;
        await elapse(bench, seconds(from + share * step.hold - bench.now()), options.interrupted);
        const { readings, left } = await readBetween(begun(station), registers);
        between.get(station)?.push(readings);
        yield* told(station, "during", { readings: [], left });
      }
    await elapse(bench, seconds(from + step.hold - bench.now()), options.interrupted);

    for (const station of stations) {
      const look = looks.get(station) ?? noLook;
      const held = await readEnd(begun(station), after, look.readings, between.get(station) ?? []);
      const isOut = (reading: Reading) => held.left.some((one) => one.reading === reading);
      const counting = (between.get(station) ?? []).flat().filter((reading) => !isOut(reading));
      yield* told(station, "during", { readings: counting, left: [] });
      yield* told(station, "after", { readings: held.after, left: [] });
      for (const one of held.left)
        yield leftOut(scenario.id, station.position.name, step.index, one.moment, one);
      const now = bench.now();
      const window: Window = {
        before: held.before,
        after: held.after,
        intervals: intervalsUntil(applied, now),
      };
      station.windows.push(window);
      const evidence = (of: Window, attempts: readonly Reading[]): Evidence => ({
        meter: station.position.spec,
        ...of,
        twinReadings: station.twin.readings(now, quantitiesShown([...step.step.claims, ...scenario.claims])),
        referenceReadings: step.referenceReadings,
        referenceUncertainty: bench.referenceUncertainty,
        supply: step.supply,
        clockScale: bench.clockScale,
        attempts,
        began: since,
        around: null,
      });
      const ofStep = evidence(window, [...look.attempts, ...counting]);
      const heardBefore = answeredBefore.get(station) ?? null;
      const waits = (claim: Claim): boolean =>
        claim.type === "staysSilent" && heardBefore !== null && isUnprovedSilence(ofStep);
      for (const claim of step.step.claims)
        if (waits(claim))
          station.awaiting.push({ step: step.index, claim, evidence: ofStep, before: heardBefore ?? 0 });
      const decided = step.step.claims.filter((claim) => !waits(claim));
      yield* judged(station, scenario.id, step.index, decided, ofStep);
      station.memory.keep(held.after);
      yield* heard(station, scenario.id, held.after);
      if (step.index === last) {
        yield* judgedAtLast(station, scenario.id);
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
}

/** What one moment of a step is read by at a station. */
const rulesOf = (
  { memory, position }: Station,
  applied: readonly AppliedInterval[],
  bench: Bench,
  { interrupted }: RunOptions,
): MomentRules => ({
  physics: () => ({
    meter: position.spec,
    intervals: intervalsUntil(applied, bench.now()),
    policy: defaultComparePolicy,
  }),
  earlier: (quantity) => memory.earlier(quantity),
  interrupted,
});

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
