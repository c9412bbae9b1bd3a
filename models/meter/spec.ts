/**
 * The specification of one meter, complete: nameplate of its catalogue entry and variant, what is programmed into it,
 * how it measures, and the assumptions where the catalogue is silent. A twin is this plus a state; a comparing side
 * knows this and nothing of the imperfections of the meter in front of it.
 */
import type { Imperfections } from "#models/meter/imperfections.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { Amperes, Ratio, Seconds, Volts } from "#models/units.ts";

export interface CurrentRatings {
  /** `ct`: IEC 62053-21 rated current In; `direct`: basic current Ib. */
  readonly connection: "ct" | "direct";
  readonly reference: Amperes;
  readonly maximum: Amperes;
}

export interface VoltageRatings {
  /** Reference voltages Un. */
  readonly phaseToNeutral: Volts;
  readonly lineToLine: Volts;
  /** Range of the line voltage inside which the meter measures and its supply works. */
  readonly lowest: Volts;
  readonly highest: Volts;
}

export interface AccuracyClasses {
  readonly active: {
    readonly standard: "IEC 62053-21" | "IEC 61036" | "EN 50470-3";
    readonly accuracyClass: string;
  };
  readonly reactive: { readonly standard: "IEC 62053-23"; readonly accuracyClass: string } | null;
}

export interface MeterSpec {
  readonly model: string;
  readonly orderCode: string;
  readonly current: CurrentRatings;
  readonly voltage: VoltageRatings;
  readonly classes: AccuracyClasses;
  readonly programmed: ProgrammedParameters;
  readonly method: MeasuringMethod;
  /** Digits of a register before it rolls over. */
  readonly digits: number;
  /** Starting currents, as a fraction of the reference current, at Un and unity power factor. */
  readonly startingCurrent: { readonly active: Ratio; readonly reactive: Ratio };
  /** Time from power-up to functional. */
  readonly startUp: Seconds;
  readonly selfSupply: "L1-L2" | "any";
  readonly tariff: "single" | "doubleByContact";
  readonly outputs: { readonly pulse: boolean; readonly rs485: boolean };
  readonly sealed: boolean;
  readonly registerMap: RegisterMap;
  readonly imperfections: Imperfections;
}
