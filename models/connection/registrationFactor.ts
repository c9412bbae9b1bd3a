/**
 * The registration factor K of a hook-up on a balanced, symmetrical, sinusoidal load: the power measured over the true
 * power, one complex number whatever the load's angle, S_measured = K S_true. It is what tables of wiring errors print:
 * the meter registers Re K - Im K tan(phi) of the active and Re K + Im K / tan(phi) of the reactive energy.
 *
 * It is worked out here from the matrix of the insertion mode and the leads of the hook-up, on unit phasors, without any
 * measuring. On unbalanced or distorted loads there is no such number: what the wiring costs is then found by measuring
 * the terminals twice, as hooked up and as they should be.
 */
import type { HookUp } from "#models/connection/hookUp.ts";
import type { InsertionMode, ThreeWireMode } from "#models/connection/insertionMode.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { Phasor } from "#models/phasor.ts";
import type { Radians, Ratio } from "#models/units.ts";

export interface Registration {
  /** K. */
  readonly factor: Phasor;
  /** Registered over true active energy, for instance "-1/2 + (sqrt3/2) tan(phi)". */
  readonly active: string;
  /** The same of reactive energy by a 90 degree shift; null when the method forms it otherwise. */
  readonly reactive: string | null;
}

export interface PredictedHookUp extends Registration {
  readonly hookUp: HookUp;
}

export declare function predictedRegistration(
  mode: InsertionMode,
  method: MeasuringMethod,
  hookUp: HookUp,
  transformers?: InstrumentTransformers,
  programmed?: { readonly ctRatio: number; readonly vtRatio: number },
): Registration;
export declare function registeredFraction(
  factor: Phasor,
  phi: Radians,
): { readonly active: Ratio; readonly reactive: Ratio };
export declare function fourWireHookUps(): readonly PredictedHookUp[];
export declare function threeWireHookUps(
  mode: ThreeWireMode,
  method?: MeasuringMethod,
): readonly PredictedHookUp[];
