/**
 * What consumes (or, with negative power, produces): in wye between phases and a star point, or in delta between
 * phases. Each phase has its own demand, so a single-phase load is a load with one phase. A demand is a constant
 * power, a current of constant magnitude and power factor, a constant impedance, or a power that follows the
 * voltage by exponents, P = P0 (U/U0)^a and Q = Q0 (U/U0)^b (0 power, 1 current, 2 impedance: the ZIP family).
 */
import { divide, type Phasor, rectangular } from "#models/phasor.ts";
import type { Phase } from "#models/threePhase.ts";
import type { Amperes, Radians, Ratio, Vars, Volts, Watts } from "#models/units.ts";

export type Demand =
  | { readonly kind: "power"; readonly active: Watts; readonly reactive: Vars }
  /** `phi` > 0: the current lags the voltage across this phase of the load. */
  | { readonly kind: "current"; readonly current: Amperes; readonly phi: Radians }
  /** Ohms at the fundamental. */
  | { readonly kind: "impedance"; readonly impedance: Phasor }
  /** Power at the load's rated voltage, and the exponents by which it follows the voltage. */
  | {
      readonly kind: "exponential";
      readonly active: Watts;
      readonly reactive: Vars;
      readonly activeExponent: number;
      readonly reactiveExponent: number;
    };

export type PhasePair = "L1-L2" | "L2-L3" | "L3-L1";
export const phasePairs = ["L1-L2", "L2-L3", "L3-L1"] as const;

interface LoadFacts {
  readonly type: "load";
  readonly id: string;
  readonly bus: string;
  /** Across one phase of the load: line to neutral in wye, line to line in delta. */
  readonly ratedVoltage: Volts;
  /**
   * Below this fraction of the rated voltage a demand that is not an impedance goes on as the impedance it has
   * there, so that a dead phase draws nothing. Left out: 0.1.
   */
  readonly minimumVoltage?: Ratio;
}

export interface WyeLoad extends LoadFacts {
  readonly connection: "wye";
  readonly starPoint: "neutral" | "earth" | "floating";
  readonly demand: Readonly<Partial<Record<Phase, Demand>>>;
}

export interface DeltaLoad extends LoadFacts {
  readonly connection: "delta";
  readonly demand: Readonly<Partial<Record<PhasePair, Demand>>>;
}

export type Load = WyeLoad | DeltaLoad;

export const constantPower = (active: Watts, reactive: Vars): Demand => ({ kind: "power", active, reactive });
export const constantCurrent = (current: Amperes, phi: Radians): Demand => ({
  kind: "current",
  current,
  phi,
});
export const constantImpedance = (impedance: Phasor): Demand => ({ kind: "impedance", impedance });
export const exponential = (
  active: Watts,
  reactive: Vars,
  activeExponent: number,
  reactiveExponent: number,
): Demand => ({ kind: "exponential", active, reactive, activeExponent, reactiveExponent });

/** The impedance that draws the given power at the given voltage: Z = U^2 / conj(S). */
export const impedanceDrawing = (active: Watts, reactive: Vars, voltage: Volts): Demand =>
  constantImpedance(divide(rectangular(voltage * voltage, 0), rectangular(active, -reactive)));
