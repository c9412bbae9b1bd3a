/**
 * What consumes (or, with negative power, produces): in wye between phases and a star point, or in delta between
 * phases. Each phase has its own demand, so a single-phase load is a load with one phase. A demand is a constant
 * power, a current of constant magnitude and power factor, a constant impedance, or a power that follows the
 * voltage by exponents, P = P0 (U/U0)^a and Q = Q0 (U/U0)^b (0 power, 1 current, 2 impedance: the ZIP family).
 */

import type { Element, PhasePair, TerminalMaker } from "#models/network/element.ts";
import { divide, modulus, type Phasor, rectangular } from "#models/phasor.ts";
import { type Phase, phases } from "#models/threePhase.ts";
import {
  type Amperes,
  type Radians,
  type Ratio,
  ratio,
  type Vars,
  type Volts,
  type Watts,
} from "#models/units.ts";

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

/** Where a load turns into an impedance when nothing is said: a tenth of the rated voltage. */
export const defaultMinimumVoltage = ratio(0.1);

export type LoadDemand = WyeLoad["demand"] | DeltaLoad["demand"];

/** What loads demand, by the id of the load. */
export type LoadDemands = ReadonlyMap<string, LoadDemand>;

const demandOf = (demand: LoadDemand, phase: Phase | PhasePair): Demand | undefined =>
  (demand as Readonly<Partial<Record<Phase | PhasePair, Demand>>>)[phase];

export function loadElements(load: Load, make: TerminalMaker): Element[] {
  if (load.connection === "delta")
    return phasePairs
      .filter((pair) => demandOf(load.demand, pair) !== undefined)
      .map((pair): Element => {
        const [from, to] = pair.split("-") as [Phase, Phase];
        return {
          kind: "demand",
          from: make.at("terminals", load.bus, from),
          to: make.at("terminals", load.bus, to),
          load: load.id,
          phase: pair,
        };
      });
  const star =
    load.starPoint === "neutral"
      ? make.at("terminals", load.bus, "N")
      : load.starPoint === "earth"
        ? make.earth()
        : make.inside("star");
  return phases
    .filter((phase) => demandOf(load.demand, phase) !== undefined)
    .map(
      (phase): Element => ({
        kind: "demand",
        from: make.at("terminals", load.bus, phase),
        to: star,
        load: load.id,
        phase,
      }),
    );
}

/** Every demand as power at a voltage and the exponents by which it follows the voltage. */
export interface PowerLaw {
  readonly active: number;
  readonly reactive: number;
  readonly activeExponent: number;
  readonly reactiveExponent: number;
}

function powerLaw(demand: Demand, ratedVoltage: Volts): PowerLaw {
  switch (demand.kind) {
    case "power":
      return { active: demand.active, reactive: demand.reactive, activeExponent: 0, reactiveExponent: 0 };
    case "current": {
      const apparent = demand.current * ratedVoltage;
      return {
        active: apparent * Math.cos(demand.phi),
        reactive: apparent * Math.sin(demand.phi),
        activeExponent: 1,
        reactiveExponent: 1,
      };
    }
    case "impedance": {
      const factor = (ratedVoltage / modulus(demand.impedance)) ** 2;
      return {
        active: demand.impedance.re * factor,
        reactive: demand.impedance.im * factor,
        activeExponent: 2,
        reactiveExponent: 2,
      };
    }
    case "exponential":
      return demand;
  }
}

/** The law in force for one phase of a load; undefined when that phase demands nothing. */
export function lawOf(load: Load, demand: LoadDemand, phase: Phase | PhasePair): PowerLaw | undefined {
  const found = demandOf(demand, phase);
  return found === undefined ? undefined : powerLaw(found, load.ratedVoltage);
}
