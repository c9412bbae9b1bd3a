/**
 * The specification of one meter, complete: nameplate of its catalogue entry and variant, what is programmed into it,
 * how it measures, and the assumptions where the catalogue is silent. A twin is this plus a state; a comparing side
 * knows this and nothing of the imperfections of the meter in front of it.
 */
import type { Imperfections } from "#models/meter/imperfections.ts";
import type {
  CommunicationParameters,
  Counting,
  ProgrammableRanges,
  ProgrammedParameters,
} from "#models/meter/programmedParameters.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { RegisterMap, Scale } from "#models/meter/registerMap.ts";
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
  readonly singlePhase: Volts;
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

export type Key = "page" | "enter";

/** What one page of the display shows at once, the main figure first. */
export type Page = readonly QuantityName[];
/** What the display pages show, in the order the key turns them, by what the registers count. */
export type Pages = Readonly<Record<Counting, readonly Page[]>>;

/** Where the catalogue is silent: one chosen behaviour each, replaceable by the user of the rig. */
export interface MeterAssumptions {
  /** 1N1E, supply "between L1 and L2": the fitter bridges it to L1 and N, or only what is wired feeds it. */
  readonly singlePhaseSupply: "bridged" | "asWired";
  /** Shortest time between two pulses: as long as the pulse itself, or so many seconds. */
  readonly pulsePause: "asLongAsPulse" | Seconds;
  /** The integration time is cut in so many parts and slides by one part; 1: windows follow one another. */
  readonly demandSubintervals: number;
  /** A change of tariff begins a new integration time, or the window goes on and counts for the tariff it ends in. */
  readonly demandAtTariffChange: "restart" | "continue";
  /** Position of the contact in which tariff 2 counts. */
  readonly secondTariff: "closed" | "open";
  /** Whether energy the sign policy leaves out is kept in export registers. */
  readonly exportRegisters: boolean;
  /** One count of an energy register, whole Wh (varh), by K = KTA x KTV. */
  readonly energyUnit: Scale;
  /** One count of a displayed power, W, by K. */
  readonly powerUnit: Scale;
  readonly accessCode: number;
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
  /** Between which terminals its supply lies; `any`: any two of them feed it. */
  readonly selfSupply: "L1-L2" | "L1-N" | "any";
  readonly outputs: { readonly pulse: boolean; readonly rs485: boolean };
  readonly sealed: boolean;
  readonly assumptions: MeterAssumptions;
  /** As delivered; a person changes it with the keys. */
  readonly communication: CommunicationParameters;
  /** What the two keys may program: everything else is refused. */
  readonly programmable: ProgrammableRanges;
  /** The keys its front has. */
  readonly keys: readonly Key[];
  readonly pages: Pages;
  readonly registerMap: RegisterMap;
  readonly imperfections: Imperfections;
}
