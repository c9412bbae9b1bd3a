/**
 * One input of a pulse counter: a volt-free contact somewhere closes and opens, and the input believes it only after
 * the contact has been steady for longer than its filter. A closure believed is a pulse counted; a closure too short,
 * or one that follows before the input has believed the opening, is not seen. Where every pulse of a train stands
 * alone, one is looked at and the rest are counted; only trains denser than that are followed edge by edge.
 */
import { type PulseTrain, pulseStarts } from "#models/metering/pulseOutput.ts";

/**
 * How a contact chatters: before it stays, it changes back and forth so many times more, each position held so long
 * (whole microseconds), on closing and on opening alike. `{ returns: 0, dwell: 0 }` is an opto-coupler.
 */
export interface ContactBounce {
  readonly returns: number;
  readonly dwell: number;
}
export const noBounce: ContactBounce = { returns: 0, dwell: 0 };

export interface InputRule {
  /** A closure (opening) is believed when it lasts longer than this, whole microseconds. */
  readonly closedLongerThan: number;
  readonly openLongerThan: number;
  readonly bounce: ContactBounce;
}

/** What the contact of a source does: a train of its pulses, or the one under way cut short. */
export type Closure =
  | { readonly kind: "pulses"; readonly train: PulseTrain }
  | { readonly kind: "pulseCut"; readonly at: number };

interface Edge {
  readonly at: number;
  readonly isClosed: boolean;
}

export interface PulseInput {
  /** Pulses seen since the counter was new; its register shows them modulo its digits. */
  readonly count: number;
  readonly isClosed: boolean;
  /** Clock of the contact's last change, whole microseconds. */
  readonly since: number;
  /** What the input believes. */
  readonly isSeenClosed: boolean;
  /** Changes already certain and still to come, ascending. */
  readonly toCome: readonly Edge[];
}

export const newPulseInput = (count = 0): PulseInput => ({
  count,
  isClosed: false,
  since: Number.NEGATIVE_INFINITY,
  isSeenClosed: false,
  toCome: [],
});

/** Belief brought up to a clock at which the contact has not changed since. */
function settled(input: PulseInput, rule: InputRule, at: number): PulseInput {
  const { isClosed, isSeenClosed, since, count } = input;
  if (isClosed === isSeenClosed) return input;
  const longer = isClosed ? rule.closedLongerThan : rule.openLongerThan;
  return at - since > longer
    ? { ...input, isSeenClosed: isClosed, count: isClosed ? count + 1 : count }
    : input;
}

function changed(input: PulseInput, rule: InputRule, { at, isClosed }: Edge): PulseInput {
  const before = settled(input, rule, at);
  return before.isClosed === isClosed ? before : { ...before, isClosed, since: at };
}

/** Every change that has come by a clock, and belief at that clock. */
function followed(input: PulseInput, rule: InputRule, until: number): PulseInput {
  let after = input;
  let done = 0;
  for (const edge of input.toCome) {
    if (edge.at > until) break;
    after = changed(after, rule, edge);
    done++;
  }
  if (done > 0) after = { ...after, toCome: input.toCome.slice(done) };
  return settled(after, rule, until);
}

/** The chatter with which a contact comes to rest in a position. */
const burst = (at: number, isClosed: boolean, { returns, dwell }: ContactBounce): Edge[] =>
  Array.from({ length: 2 * returns + 1 }, (_, n) => ({
    at: at + n * dwell,
    isClosed: n % 2 === 0 ? isClosed : !isClosed,
  }));

/** A pulse beginning: what was to come of the one before is over, and so is its opening when it falls on this instant. */
function pulsed(input: PulseInput, rule: InputRule, start: number, width: number): PulseInput {
  const before = followed(input, rule, start - 1);
  const opening = start + width;
  const closing = burst(start, true, rule.bounce).filter(({ at }) => at < opening);
  return { ...before, toCome: [...closing, ...burst(opening, false, rule.bounce)] };
}

function cutShort(input: PulseInput, rule: InputRule, at: number): PulseInput {
  const before = followed(input, rule, at - 1);
  if (!before.toCome.some((edge) => !edge.isClosed) && !before.isClosed) return before;
  return { ...before, toCome: burst(at, false, rule.bounce) };
}

/**
 * Changes of the contact in one train that are followed one by one; of a longer one, how many are seen goes by these, to
 * within a pulse. (A counter asked once a year for a meter that pulses as fast as its contact moves.)
 */
const mostEdges = 400_000;

function trained(input: PulseInput, rule: InputRule, train: PulseTrain): PulseInput {
  const { width, count, first, last } = train;
  const chatter = 2 * rule.bounce.returns * rule.bounce.dwell;
  const shortestPause = train.law.rule.spacing - width - chatter;
  if (count < 3 || shortestPause <= rule.openLongerThan) {
    const closely = Math.min(count, Math.max(3, Math.floor(mostEdges / (4 * rule.bounce.returns + 2))));
    const half = Math.floor(closely / 2);
    let after = input;
    let atHalf = input.count;
    let pulse = 0;
    for (const start of pulseStarts(train)) {
      if (pulse === closely) break;
      after = pulsed(after, rule, start, width);
      pulse++;
      if (pulse === half) atHalf = after.count;
    }
    if (closely === count) return after;
    // Under one constant power the pulses to come are as far apart as the latest ones.
    const seen = (after.count - atHalf) / (closely - half);
    return pulsed(
      { ...after, count: after.count + Math.round((count - closely - 1) * seen) },
      rule,
      last,
      width,
    );
  }
  const begun = pulsed(input, rule, first, width);
  const alone = followed(begun, rule, first + width + chatter + rule.openLongerThan + 1);
  // The one looked at stands between two openings believed, as all after the first do.
  const each = followed(
    pulsed(newPulseInput(), rule, 0, width),
    rule,
    width + chatter + rule.openLongerThan + 1,
  ).count;
  return pulsed({ ...alone, count: alone.count + (count - 2) * each }, rule, last, width);
}

/** The input at a clock, after what its contact did since (ascending, none of it later than that clock). */
export function advanceInput(
  input: PulseInput,
  rule: InputRule,
  closures: readonly Closure[],
  until: number,
): PulseInput {
  let after = input;
  for (const closure of closures)
    after =
      closure.kind === "pulses" ? trained(after, rule, closure.train) : cutShort(after, rule, closure.at);
  return followed(after, rule, until);
}

/**
 * The input at the return of its supply: it has seen nothing, but the contact went on. `counts`: a contact found closed
 * is a pulse, once steady for long enough from now.
 */
export function awoken(
  asleep: PulseInput,
  rule: InputRule,
  at: number,
  closedContact: "counts" | "isKnown",
): PulseInput {
  const present = followed(asleep, rule, at);
  const { isClosed, toCome } = present;
  return {
    count: asleep.count,
    isClosed,
    since: at,
    isSeenClosed: closedContact === "isKnown" && isClosed,
    toCome,
  };
}
