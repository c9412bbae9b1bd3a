/**
 * A power transformer: two or more windings on common legs, in wye or delta (or one single-phase coil each), with
 * the clock number of its vector group, taps, short-circuit impedance and, where wanted, the no-load branch.
 * The clock says by how many times 30 degrees a winding's voltages lag those of the first one: Dyn11 leads by 30,
 * the ANSI step-down delta-wye lags by 30 (clock 1) and the ANSI step-up leads (clock 11).
 */

import type { StarPoint } from "#models/network/starPoint.ts";
import type { Conductor } from "#models/threePhase.ts";
import { type Percent, percent, type Ratio, type VoltAmperes, type Volts } from "#models/units.ts";

export type Clock = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;

export type WindingConnection =
  | { readonly kind: "wye"; readonly starPoint: StarPoint; readonly clock: Clock }
  | { readonly kind: "delta"; readonly clock: Clock }
  /** A single-phase winding between two conductors, or a conductor and earth; `from` is the dotted end. */
  | { readonly kind: "coil"; readonly from: Conductor | "earth"; readonly to: Conductor | "earth" };

export interface Winding {
  readonly bus: string;
  readonly connection: WindingConnection;
  /** Line to line; across the coil for `coil`. */
  readonly ratedVoltage: Volts;
  /** Turns in use over rated turns: 1.025 is the +2.5 % tap. */
  readonly tap: Ratio;
  /** On the transformer's rated power. */
  readonly resistance: Percent;
}

interface NoLoadBranch {
  /** Iron losses over rated power. */
  readonly loss: Percent;
  /** Reactive part of the no-load current over rated current. */
  readonly magnetisingCurrent: Percent;
  /** The winding it sits on, 1 for the first. */
  readonly winding: number;
}

export interface Transformer {
  readonly type: "transformer";
  readonly id: string;
  /** Of the whole transformer; base of every percentage. */
  readonly ratedPower: VoltAmperes;
  readonly windings: readonly Winding[];
  /** Short-circuit reactance of each pair of windings: 1-2, 1-3, ..., then 2-3, ... */
  readonly reactance: readonly Percent[];
  /** Left out: an ideal core. */
  readonly noLoad?: NoLoadBranch;
  /** Left out: three limbs, as nearly every distribution transformer has. Of a single-phase one it says nothing. */
  readonly core?: Core;
  /** Its own short-circuit data for the zero sequence; left out: those of the positive sequence. */
  readonly zeroSequence?: ZeroSequence;
}

/**
 * What becomes of flux that is the same in all three legs. Three single-phase transformers, a shell or five limbs lead it
 * back through iron (`independent`). Three limbs do not: it has to return through oil and tank, so that a zero-sequence
 * voltage magnetises with an impedance of the order of the rated one.
 */
export type Core =
  | { readonly kind: "independent" }
  /** Zero-sequence magnetising reactance, of the rated impedance. */
  | { readonly kind: "threeLimb"; readonly magnetising: Percent };

/**
 * Half of the rated impedance. Assumed: IEC 60076-8 is remembered to give 0.3 to 1 for three limbs; a test report of the
 * transformer (open-circuit zero-sequence impedance) is better.
 */
export const threeLimbs: Core = { kind: "threeLimb", magnetising: percent(50) };

/** As for the positive sequence: per winding and per pair of windings, on the rated power. */
export interface ZeroSequence {
  readonly resistance: readonly Percent[];
  readonly reactance: readonly Percent[];
}
