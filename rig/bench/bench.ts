/**
 * A bench as a run sees it: somewhere signals are applied to one or more meters, time passes, and registers are read.
 * The virtual bench and the hardware bench are two of them behind this one interface; nothing above it knows which.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { Display } from "#models/meter/display.ts";
import type { KeyPress } from "#models/meter/program.ts";
import type { MeterChoice, ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Seconds } from "#models/units.ts";
import type { BusProof, Reading } from "#reports/events.ts";
import type { SlowLine } from "#rig/bench/slowLines.ts";
import type { Cancel } from "#rig/clock.ts";

export interface Position {
  readonly name: string;
  /** What the comparing side is told of the meter: its nominal specification, never its imperfections. */
  readonly spec: MeterSpec;
}

/** A bus that was away for a time and came back; what was asked meanwhile was read again. */
interface BusInterruption {
  readonly bus: string;
  readonly positions: readonly string[];
  readonly from: Seconds;
  readonly to: Seconds;
  /** In the words of the system, or of the port. */
  readonly cause: string;
}

/** What of a bench a plan is made with; nothing of it has to be open. */
export type PlannableBench = Pick<
  Bench,
  | "name"
  | "kind"
  | "positions"
  | "referenceUncertainty"
  | "sampledWithin"
  | "longestHold"
  | "clockScale"
  | "programmedIn"
  | "prepare"
>;

export interface Bench {
  readonly name: string;
  readonly kind: "virtual" | "hardware";
  readonly positions: readonly string[];
  /**
   * `seamless`: one step follows the other without a gap, so energy may be compared across steps.
   * `operator`: someone sets the source between steps; only what happens inside a step is known.
   */
  readonly transitions: "seamless" | "operator";
  /** Standard uncertainty of the applied energy, percent: the source's or the reference meter's. */
  readonly referenceUncertainty: number;
  /** How far off in bench time the instant of a reading may be, for planning; each reading says its own. */
  readonly sampledWithin: Seconds;
  /** Bench seconds in one second of the wire and of the meters: 1, more in a rehearsal. */
  readonly clockScale: number;
  /** The longest a step may be held here; null: no limit (virtual time). */
  readonly longestHold: Seconds | null;
  /**
   * Puts a position's meter in the state a scenario asks for (fresh and programmed on a virtual bench; checked
   * against the declared programming on hardware). A string says why this meter can't run it.
   */
  prepare(position: string, choice: MeterChoice): Promise<Position | { readonly notApplicable: string }>;
  /** How the meter in a position is programmed, where that can't be changed from here; left out: as each scenario asks. */
  programmedIn?(position: string): ProgrammedParameters;
  /** Bench time, seconds since it was opened. */
  now(): Seconds;
  /** Applies the signals; resolves when they stand. Returns the instant they have stood since. */
  apply(signals: TerminalSignals, label: string): Promise<Seconds>;
  /**
   * Lets bench time pass; `interrupted` ends the waiting early.
   * @throws {RigError} when something the bench can't do without is lost meanwhile.
   */
  elapse(duration: Seconds, interrupted?: AbortSignal): Promise<void>;
  /** Reads values that enter a verdict: one bus exchange where the map allows, doubled or tagged. */
  read(position: string, quantities: readonly QuantityName[]): Promise<Reading[]>;
  /** The times a bus was away while it was to be read, in bench seconds; those since the last call. */
  takeInterruptions(): readonly BusInterruption[];
  /** The buses found slower than expected, or slower yet, since the last call. */
  takeSlowLines(): readonly SlowLine[];
  /**
   * What proves, within the same minute, that the bus of a silent meter carries answers: who else is on it is asked, and
   * the meter itself for something else. null: nothing does, and the silence may be the bus's.
   */
  provedAlive(position: string, silentFor: readonly QuantityName[]): Promise<BusProof | null>;
  /**
   * Source off; called on every way out, also by `close`. It is asked once: later calls share the answer.
   * @throws {RigError} `sourceNotOff` when nobody and nothing confirms it.
   */
  safe(): Promise<void>;
  /** What a person before the bench sees on a meter's front now, without a trace; null: it can't be seen from here. */
  front(position: string): Display | null;
  /** A key on a meter's front; false: nobody can press it from here. */
  press(position: string, key: KeyPress): boolean;
  /** Bench time stands still until the returned function is called; time that really passes is not held. */
  hold(): Cancel;
  /** Never before the source is off, or is known to be confirmed by nobody. */
  close(): Promise<void>;
}
