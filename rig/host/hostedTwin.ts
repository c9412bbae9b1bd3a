/**
 * A twin that lives by a clock: its terminals are told what they see, and whenever its bus is asked it has lived exactly
 * up to that instant. What is to come can be told in advance (the steps of a scenario): each change then happens at its
 * own instant, however late anybody looks.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { elapse, type Happening } from "#models/meter/elapse.ts";
import { type KeyPress, press } from "#models/meter/program.ts";
import { registerDevice } from "#models/meter/registerImage.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { inMicroseconds, microseconds, type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";

/** From this instant of the clock on, the terminals see these signals. */
interface Change {
  readonly at: Seconds;
  readonly signals: TerminalSignals;
}

export interface HostedTwin {
  readonly device: RegisterDevice;
  /** The meter as it is now. */
  state(): MeterState;
  /** The same without any trace of having looked: what it will show later is bit for bit the same. */
  glance(): MeterState;
  /** A key on its front. */
  press(key: KeyPress): void;
  /** From now on, until told otherwise; what was still to come is forgotten. */
  apply(signals: TerminalSignals): void;
  /** Changes to come, in ascending sequence, in the place of any told before. */
  follow(changes: readonly Change[]): void;
}

/** What its total registers show when it begins, in Wh and varh. */
export interface Registers {
  readonly active: number;
  readonly reactive: number;
}

export interface HostedLife {
  /** When its own clock began, on the clock it lives by; left out: with the call. */
  readonly born?: Seconds;
  /** Told of everything that happens to it, in the sequence it happens. */
  readonly happened?: (happenings: readonly Happening[]) => void;
}

/** A meter first seeing `initial`, new when `registers` is left out; it begins to live with the call. */
export function hostedTwin(
  spec: MeterSpec,
  clock: Clock,
  initial: TerminalSignals,
  registers: Registers = { active: 0, reactive: 0 },
  { born = clock.now(), happened = () => {} }: HostedLife = {},
): HostedTwin {
  let state = initialState(spec, registers);
  let signals = initial;
  let toCome: readonly Change[] = [];
  /** What the signals bring at once - a supply gone, a tariff - has been brought: looking again changes nothing. */
  let settled = false;

  const live = (duration: Seconds): void => {
    const elapsed = elapse(spec, state, signals, duration);
    state = elapsed.state;
    settled = true;
    if (elapsed.happenings.length > 0) happened(elapsed.happenings);
  };
  /** Instants are rounded to the meter's microseconds, not durations: nothing adds up over many looks. */
  const liveUntil = (instant: Seconds): void => {
    const gap = inMicroseconds(seconds(instant - born)) - state.clock;
    if (gap > 0) live(microseconds(gap));
  };
  const catchUp = (instant: Seconds): void => {
    if (toCome.length === 0) {
      liveUntil(instant);
      return;
    }
    const due = toCome.filter(({ at }) => at <= instant);
    toCome = toCome.slice(due.length);
    for (const change of due) {
      liveUntil(change.at);
      signals = change.signals;
      settled = false;
    }
    liveUntil(instant);
  };
  /** Also what the very instant brings: a supply that has just gone is gone. */
  const now = (): MeterState => {
    catchUp(clock.now());
    if (!settled) live(seconds(0));
    return state;
  };
  /** Signals that no time passed under and nobody looked at leave no trace. */
  const follow = (changes: readonly Change[]): void => {
    // Not beyond the first of them, which may lie a moment back when several twins are told one after the other.
    catchUp(seconds(Math.min(clock.now(), changes[0]?.at ?? clock.now())));
    toCome = changes;
  };
  const glance = (): MeterState => {
    const kept = { state, signals, toCome, settled };
    const seen = now();
    ({ state, signals, toCome, settled } = kept);
    return seen;
  };
  return {
    state: now,
    glance,
    press: (key) => {
      state = press(spec, now(), key);
      settled = false;
    },
    follow,
    apply: (next) => follow([{ at: clock.now(), signals: next }]),
    device: registerDevice(spec, {
      state: now,
      update: (next) => {
        state = next;
        settled = false;
      },
    }),
  };
}
