/**
 * The pulse output: a contact that closes for a set width each time another pulse weight of energy is registered. A
 * pulse is due at the first microsecond the energy is reached, and starts then, or as soon as the pulse before it and
 * the pause after that are over: when energy comes faster than the width allows, pulses queue and none is lost.
 * Under constant power the starts are a closed form, so millions of them cost as much as one.
 */
import {
  addEnergy,
  type Energy,
  reaches,
  subtractEnergy,
  timesWeight,
  timeToReach,
  weightsIn,
} from "#models/metering/register.ts";

export interface PulseOutput {
  /** Energy at which the next pulse is due. */
  readonly next: Energy;
  /** Pulses due that have not started. */
  readonly waiting: number;
  /** Clock before which no pulse can start, whole microseconds. */
  readonly free: number;
  /** Pulses started since the meter was new. */
  readonly started: number;
}

export interface PulseRule {
  /** Wh (varh) per pulse, whole or one over a whole number. */
  readonly weight: number;
  /** Whole microseconds the contact stays closed. */
  readonly width: number;
  /** Shortest time between the starts of two pulses, whole microseconds. */
  readonly spacing: number;
}

/**
 * Pulses that started under one constant power: how many, when the first and the last, and what every start in
 * between follows from (see `pulseStarts`). Clock values in whole microseconds.
 */
export interface PulseTrain {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly law: {
    readonly from: number;
    readonly earliest: number;
    readonly waiting: number;
    readonly power: number;
    readonly gap: Energy;
    readonly rule: PulseRule;
  };
}

export const startPulses = (energy: Energy, rule: PulseRule): PulseOutput => ({
  next: addEnergy(energy, timesWeight(rule.weight, 1)),
  waiting: 0,
  free: 0,
  started: 0,
});

/** Start of the nth pulse (from 1) of a train: queued ones one spacing apart, the rest when due or one spacing on. */
function startOf(law: PulseTrain["law"], n: number): number {
  const queued = law.earliest + (n - 1) * law.rule.spacing;
  const fresh = n - law.waiting;
  if (fresh < 1) return queued;
  // Due instants are equally spaced up to rounding up, so the latest constraint is the first's or the nth's own.
  const dueFirst = law.from + timeToReach(law.power, law.gap);
  const due = law.from + timeToReach(law.power, addEnergy(law.gap, timesWeight(law.rule.weight, fresh - 1)));
  return Math.max(queued, dueFirst + (fresh - 1) * law.rule.spacing, due);
}

/** Clock of every start, one at a time. */
export function* pulseStarts(train: PulseTrain): Generator<number> {
  for (let n = 1; n <= train.count; n++) yield startOf(train.law, n);
}

/** How many starts, one spacing apart from the first, fit until a clock. */
const startsThatFit = (first: number, until: number, rule: PulseRule): number =>
  Math.max(0, 1 + Math.floor((until - first) / rule.spacing));

/**
 * The output after a constant power (whole microwatts) brought its energy from `before` to `after` between two
 * clocks. Returns the same object, and no train, when nothing happened.
 */
export function advancePulses(
  output: PulseOutput,
  rule: PulseRule,
  load: {
    readonly from: number;
    readonly until: number;
    readonly before: Energy;
    readonly after: Energy;
    readonly power: number;
  },
): { readonly output: PulseOutput; readonly train: PulseTrain | null } {
  const due = reaches(load.after, output.next)
    ? 1 + weightsIn(subtractEnergy(load.after, output.next), rule.weight)
    : 0;
  if (due === 0 && output.waiting === 0) return { output, train: null };
  const law = {
    from: load.from,
    earliest: Math.max(output.free, load.from),
    waiting: output.waiting,
    power: load.power,
    gap: subtractEnergy(output.next, load.before),
    rule,
  };
  const fresh =
    due === 0
      ? 0
      : Math.min(due, startsThatFit(load.from + timeToReach(load.power, law.gap), load.until, rule));
  const count = Math.min(output.waiting + fresh, startsThatFit(law.earliest, load.until, rule));
  const next = addEnergy(output.next, timesWeight(rule.weight, due));
  const waiting = output.waiting + due - count;
  if (count === 0) return { output: { ...output, next, waiting }, train: null };
  const last = startOf(law, count);
  return {
    output: { next, waiting, free: last + rule.spacing, started: output.started + count },
    train: { count, first: startOf(law, 1), last, width: rule.width, law },
  };
}
