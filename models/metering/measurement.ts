/**
 * What a meter measures of its terminals in a steady state, on the secondary side, before any imperfection, threshold or
 * sign policy: true RMS values and, per measuring element, the mean power (harmonics included).
 */
import type { Conductor, PerPhase } from "#models/threePhase.ts";
import type { Amperes, Hertz, Vars, Volts, Watts } from "#models/units.ts";

export interface Measurement {
  readonly frequency: Hertz;
  /**
   * Each terminal to the meter's neutral (its N terminal in four-wire modes, the artificial star in three-wire); zero
   * for a terminal the mode does not use.
   */
  readonly voltage: PerPhase<Volts>;
  /** Zero in 1N1E, which sees one phase only. */
  readonly lineVoltage: Readonly<Record<"L1L2" | "L2L3" | "L3L1", Volts>>;
  /**
   * Of the inputs in use. What a meter knows without an input: the third current of 3-2E, -(Ia + Ib); the neutral's of
   * 3N3E, the sum, and of 1N1E. Zero elsewhere.
   */
  readonly current: Readonly<Record<Conductor, Amperes>>;
  /**
   * Power of each measuring element, under the name of its current input; zero where the mode has no element. The one
   * element of 3-1E and 3N1E holds the power of all three phases.
   */
  readonly activePower: PerPhase<Watts>;
  readonly reactivePower: PerPhase<Vars>;
  readonly totalActivePower: Watts;
  /** The sum of the elements, except for Aron by the power triangle, whose elements' triangles do not add up. */
  readonly totalReactivePower: Vars;
  /** Sequence of the fundamental voltages at the terminals; null when it can't be told (fewer than three). */
  readonly sequence: "L1-L2-L3" | "L1-L3-L2" | null;
}
