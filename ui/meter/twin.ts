/**
 * The twin of this page: an ideal meter of the model and programming of the meter under test, living through the signals
 * of the run's events, reckoned anew from them whenever they go on. It begins at the registers the meter under test was
 * first read with, so that the two can be compared digit by digit.
 */
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { elapse } from "#models/meter/elapse.ts";
import { type KeyPress, press } from "#models/meter/program.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { inMicroseconds, microseconds, seconds } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";
import type { AttemptedScenario, StepRecord } from "#reports/record.ts";

export interface Twin {
  readonly spec: MeterSpec;
  readonly state: MeterState;
}

export function signalsOf({ setting }: SignalSummary): TerminalSignals | null {
  if (setting === undefined) return null;
  const signals = parseSettingLine(setting);
  return Array.isArray(signals) ? null : (signals as TerminalSignals);
}

/** Where a register of the meter stood when it was first read; null: it never was. */
export function firstReading(
  { steps }: Pick<AttemptedScenario, "steps">,
  quantity: QuantityName,
): number | null {
  for (const { samples } of steps)
    for (const { reading } of samples)
      if (reading.kind === "read" && reading.quantity === quantity) return reading.value;
  return null;
}

/** The bench instant a step is known to have reached: that of its last reading, or its end where the next began. */
const reachedIn = ({ at, samples }: StepRecord): number =>
  Math.max(at, ...samples.map(({ reading }) => reading.sampledAt));

/** A key pressed on this twin, at an instant of its own clock (whole microseconds). */
export interface Pressed {
  readonly at: number;
  readonly key: KeyPress;
}

/**
 * `spec` of the meter in that attempt, null when nobody knows it; `now`: bench time as of the last look, null when there
 * was none; `pressed` in the order of the presses.
 */
export function twinOf(
  attempt: AttemptedScenario,
  spec: MeterSpec | null,
  now: number | null,
  pressed: readonly Pressed[] = [],
): Twin | null {
  if (spec === null) return null;
  let state = initialState(spec, {
    active: firstReading(attempt, "active energy") ?? 0,
    reactive: firstReading(attempt, "reactive energy") ?? 0,
  });
  for (const [i, step] of attempt.steps.entries()) {
    const signals = signalsOf(step.signals);
    if (signals === null) return null;
    const next = attempt.steps[i + 1];
    const until = next?.at ?? attempt.end?.at ?? Math.max(reachedIn(step), now ?? 0);
    const end = state.clock + inMicroseconds(seconds(Math.max(0, until - step.at)));
    for (const { at, key } of pressed) {
      if (at < state.clock || at >= end) continue;
      state = elapse(spec, state, signals, microseconds(at - state.clock)).state;
      state = press(spec, state, key);
    }
    state = elapse(spec, state, signals, microseconds(end - state.clock)).state;
  }
  for (const { at, key } of pressed) if (at >= state.clock) state = press(spec, state, key);
  return { spec, state };
}

const twinsWhenRead = new WeakMap<AttemptedScenario, Twin | null>();
/** The twin as it stood when the meter was last read: its registers and the meter's are of one instant. */
export function twinWhenRead(attempt: AttemptedScenario, spec: MeterSpec | null): Twin | null {
  const known = twinsWhenRead.get(attempt);
  if (known !== undefined) return known;
  const lastRead = attempt.steps.findLastIndex(({ samples }) => samples.length > 0);
  const until = { ...attempt, end: null, steps: attempt.steps.slice(0, Math.max(1, lastRead + 1)) };
  const twin = twinOf(until, spec, null);
  twinsWhenRead.set(attempt, twin);
  return twin;
}
