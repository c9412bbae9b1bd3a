/**
 * The record of a run: everything its events said, put where a reader looks for it (scenario at a position, step,
 * readings, comparisons). It is the fold of the event stream, one event at a time, so that the live view and a report
 * of last year's run are made by the same code. It is plain JSON, and a stream that breaks off anywhere gives a record
 * that can be shown; what such a record is worth is said in conclusion.ts.
 */
import type { MeterChoice } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { UnmetDemand } from "#models/network/unmetDemand.ts";
import type { Comparison, LeftOutWhy, Reading, RigEvent, RigEventOf } from "#reports/events.ts";
import type { Translations } from "#scenarios/scenario.ts";

type Without<T, K extends keyof T> = Omit<T, K>;

/** What runStarted said. */
export type RunFacts = Without<RigEventOf<"runStarted">, "type">;
type RunEnd = Without<RigEventOf<"runFinished">, "type">;
/** The rig, the bench or the bus failed; where, as far as it is known. */
export type Fault = Without<RigEventOf<"faulted">, "type">;
/** A bus that was away for a time and came back. */
export type Interruption = Without<RigEventOf<"linkInterrupted">, "type">;
/** A bus slower than its settings lead to expect. */
export type SlowLine = Without<RigEventOf<"lineFoundSlow">, "type">;

export interface Sample {
  readonly moment: RigEventOf<"sampled">["moment"];
  readonly reading: Reading;
}

/** A reading that does not count, and why. */
interface LeftOut extends Sample {
  readonly why: LeftOutWhy;
}

/** One load held: what was applied, what was read, what was concluded. `step` counts from 0 as in the events. */
export interface StepRecord
  extends Without<RigEventOf<"stepStarted">, "type" | "scenario" | "position" | "unmet"> {
  /** What loads ask for and does not flow; null: the run was recorded before that was told. */
  readonly unmet: readonly UnmetDemand[] | null;
  readonly samples: readonly Sample[];
  /** Readings that were made and do not count. */
  readonly leftOut: readonly LeftOut[];
  /** What the meter showed when it was looked at; null: it was not, or not yet. */
  readonly look: Without<RigEventOf<"looked">, "type" | "scenario" | "position" | "step"> | null;
  readonly comparisons: readonly Comparison[];
}

/** One attempt at a scenario on one position. */
export interface AttemptedScenario {
  readonly kind: "attempted";
  readonly scenario: string;
  readonly position: string;
  readonly title: string;
  readonly theme: string;
  readonly teaches: string;
  readonly meter: string;
  readonly translations?: Translations;
  readonly choice?: MeterChoice;
  /** Which of the record's meters it was made on; null: the run was recorded before they were described. */
  readonly described: number | null;
  /** Seconds of bench time planned for it. */
  readonly planned: number;
  readonly steps: readonly StepRecord[];
  /** Claims over all the steps together. */
  readonly comparisons: readonly Comparison[];
  readonly faults: readonly Fault[];
  /** Why it was given up after it had begun; null: it was not. */
  readonly abandoned: string | null;
  /** What scenarioFinished said; null: it never came. */
  readonly end: Without<RigEventOf<"scenarioFinished">, "type" | "scenario" | "position"> | null;
  /** A later attempt at the same scenario and position takes its place: shown, but not counted. */
  readonly superseded: boolean;
}
/** The meter at this position can't be subjected to this scenario, and why. */
export interface SkippedScenario {
  readonly kind: "skipped";
  readonly scenario: string;
  readonly position: string;
  readonly title: string;
  readonly reason: string;
}
export type ScenarioRecord = AttemptedScenario | SkippedScenario;

/** A meter the run was made on, as the comparing side took it to be. */
export interface DescribedMeter {
  readonly position: string;
  readonly spec: MeterSpec;
}

export interface RunRecord {
  /** null: the stream has not begun. */
  readonly run: RunFacts | null;
  /** The meters described so far, in the order they were; an attempt is on the last one at its position before it. */
  readonly meters: readonly DescribedMeter[];
  /** In the order they began. */
  readonly scenarios: readonly ScenarioRecord[];
  /** Faults of no scenario, or of one that had not begun. */
  readonly faults: readonly Fault[];
  /** Of the buses, in the order they ended. */
  readonly interruptions: readonly Interruption[];
  /** One of each bus at most: the slowest it was. */
  readonly slowLines: readonly SlowLine[];
  /** Events whose beginning is missing: the stream is torn, and its record never counts as a pass. */
  readonly strays: readonly RigEvent[];
  readonly end: RunEnd | null;
}

export const emptyRecord: RunRecord = {
  run: null,
  meters: [],
  scenarios: [],
  faults: [],
  interruptions: [],
  slowLines: [],
  strays: [],
  end: null,
};

/** All comparisons of an attempt, step by step and then those over the whole scenario. */
export const comparisonsOf = (attempt: AttemptedScenario): readonly Comparison[] => [
  ...attempt.steps.flatMap((step) => step.comparisons),
  ...attempt.comparisons,
];

const foundFail = (attempt: AttemptedScenario): boolean =>
  attempt.end?.verdict === "fail" || comparisonsOf(attempt).some(({ verdict }) => verdict === "fail");

const hasEvidence = (attempt: AttemptedScenario) =>
  attempt.steps.length > 0 || attempt.comparisons.length > 0 || attempt.faults.length > 0;

interface At {
  readonly scenario: string;
  readonly position: string;
}
/** The record with the attempt now under way at this place changed; null when there is none. */
function changeAttempt(
  record: RunRecord,
  { scenario, position }: At,
  change: (attempt: AttemptedScenario) => ScenarioRecord | null,
): RunRecord | null {
  const index = record.scenarios.findLastIndex((s) => s.scenario === scenario && s.position === position);
  const attempt = record.scenarios[index];
  if (attempt?.kind !== "attempted") return null;
  const changed = change(attempt);
  return changed && { ...record, scenarios: record.scenarios.with(index, changed) };
}

function changeStep(
  attempt: AttemptedScenario,
  step: number,
  change: (step: StepRecord) => StepRecord,
): AttemptedScenario | null {
  const index = attempt.steps.findLastIndex((s) => s.step === step);
  const found = attempt.steps[index];
  return found === undefined ? null : { ...attempt, steps: attempt.steps.with(index, change(found)) };
}

const titleOf = (record: RunRecord, id: string): string =>
  record.run?.scenarios.find((planned) => planned.id === id)?.title ?? id;

/**
 * A new attempt (after a resume, or asked for again) takes the place of the earlier one, except of one that found the
 * meter failing: that finding stays.
 */
function begin(record: RunRecord, event: RigEventOf<"scenarioStarted">): RunRecord {
  const { type: _, ...about } = event;
  const attempt: AttemptedScenario = {
    kind: "attempted",
    ...about,
    described: latestAt(record, event.position),
    steps: [],
    comparisons: [],
    faults: [],
    abandoned: null,
    end: null,
    superseded: false,
  };
  const earlier = record.scenarios
    .filter((s) => s.kind === "attempted" || !samePlace(s, event))
    .map((s) =>
      s.kind === "attempted" && samePlace(s, event) && !foundFail(s) ? { ...s, superseded: true } : s,
    );
  return { ...record, scenarios: [...earlier, attempt] };
}
const latestAt = ({ meters }: RunRecord, position: string): number | null => {
  const index = meters.findLastIndex((described) => described.position === position);
  return index < 0 ? null : index;
};
const samePlace = (a: At, b: At) => a.scenario === b.scenario && a.position === b.position;

function skip(record: RunRecord, event: RigEventOf<"scenarioSkipped">): RunRecord {
  const { scenario, position, reason } = event;
  const skipped: SkippedScenario = {
    kind: "skipped",
    scenario,
    position,
    title: titleOf(record, scenario),
    reason,
  };
  const begun = changeAttempt(record, event, (attempt) =>
    attempt.end !== null ? null : hasEvidence(attempt) ? { ...attempt, abandoned: reason } : skipped,
  );
  return begun ?? { ...record, scenarios: [...record.scenarios, skipped] };
}

/** A fault of a scenario without a position (the source, the bus) is a fault of every attempt at it under way. */
function fault(record: RunRecord, event: RigEventOf<"faulted">): RunRecord {
  const { type: _, ...fault } = event;
  const struck = record.scenarios.filter(
    (s, index): s is AttemptedScenario =>
      s.kind === "attempted" &&
      s.scenario === event.scenario &&
      (event.position === null ? s.end === null : s.position === event.position) &&
      index === record.scenarios.findLastIndex((other) => samePlace(other, s)),
  );
  if (struck.length === 0) return { ...record, faults: [...record.faults, fault] };
  const scenarios = record.scenarios.map((s) =>
    s.kind === "attempted" && struck.includes(s) ? { ...s, faults: [...s.faults, fault] } : s,
  );
  return { ...record, scenarios };
}

function place(record: RunRecord, event: RigEvent): RunRecord | null {
  switch (event.type) {
    case "runStarted": {
      const { type: _, ...run } = event;
      return { ...record, run, end: null };
    }
    case "meterDescribed": {
      const { position, spec } = event;
      return { ...record, meters: [...record.meters, { position, spec }] };
    }
    case "scenarioStarted":
      return begin(record, event);
    case "scenarioSkipped":
      return skip(record, event);
    case "stepStarted":
      return changeAttempt(record, event, (attempt) => {
        const { type: _, scenario: __, position: ___, unmet = null, ...begun } = event;
        const step: StepRecord = { ...begun, unmet, samples: [], leftOut: [], look: null, comparisons: [] };
        return { ...attempt, steps: [...attempt.steps, step] };
      });
    case "sampled":
      return changeAttempt(record, event, (attempt) =>
        changeStep(attempt, event.step, (step) => ({
          ...step,
          samples: [...step.samples, { moment: event.moment, reading: event.reading }],
        })),
      );
    case "leftOut":
      return changeAttempt(record, event, (attempt) =>
        changeStep(attempt, event.step, (step) => ({
          ...step,
          leftOut: [...step.leftOut, { moment: event.moment, reading: event.reading, why: event.why }],
        })),
      );
    case "looked":
      return changeAttempt(record, event, (attempt) =>
        changeStep(attempt, event.step, (step) => ({
          ...step,
          look: { at: event.at, values: event.values },
        })),
      );
    case "compared": {
      const { step: number, comparison } = event;
      return changeAttempt(record, event, (attempt) =>
        number === null
          ? { ...attempt, comparisons: [...attempt.comparisons, comparison] }
          : changeStep(attempt, number, (step) => ({
              ...step,
              comparisons: [...step.comparisons, comparison],
            })),
      );
    }
    case "faulted":
      return fault(record, event);
    case "linkInterrupted": {
      const { type: _, ...interruption } = event;
      return { ...record, interruptions: [...record.interruptions, interruption] };
    }
    case "lineFoundSlow": {
      const { type: _, ...line } = event;
      const others = record.slowLines.filter(({ bus }) => bus !== line.bus);
      return { ...record, slowLines: [...others, line] };
    }
    case "scenarioFinished":
      return changeAttempt(record, event, (attempt) => {
        const { verdict, reproduce, at } = event;
        return { ...attempt, end: { verdict, reproduce, at } };
      });
    case "runFinished": {
      const { type: _, ...end } = event;
      return { ...record, end };
    }
  }
}

/** The record after one more event; the record given is not changed. */
export const fold = (record: RunRecord, event: RigEvent): RunRecord =>
  place(record, event) ?? { ...record, strays: [...record.strays, event] };

export const recordOf = (events: Iterable<RigEvent>): RunRecord => {
  let record = emptyRecord;
  for (const event of events) record = fold(record, event);
  return record;
};
