/**
 * What a person programs into a meter by its two keys: how it is inserted, the ratios of its transformers, the
 * integration time of the average power, and what its pulse output counts.
 */
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { Seconds, WattHours } from "#models/units.ts";

export interface PulseParameters {
  readonly energy: "active" | "reactive";
  /** Energy per pulse, primary side: whole Wh (varh), or one over a whole number (2000 imp/kWh is 1/2 Wh). */
  readonly weight: WattHours;
  readonly width: Seconds;
}

/**
 * What the energy registers count beside the totals. `total and partial`: the partials count all the time; `partial by
 * contact`: only while the external contact stands in its second position; `double tariff`: the contact chooses which of
 * two registers of each energy counts.
 */
export const countings = ["total and partial", "partial by contact", "double tariff"] as const;
export type Counting = (typeof countings)[number];

export interface ProgrammedParameters {
  readonly insertionMode: InsertionMode;
  /** KTA: primary over secondary current of the CTs, 1 when direct. */
  readonly ctRatio: number;
  /** KTV: primary over secondary voltage of the VTs, 1 when direct. */
  readonly vtRatio: number;
  readonly integrationTime: Seconds;
  readonly pulse: PulseParameters;
  readonly counting: Counting;
}

/** How a meter is spoken to on its field bus: its address, and the speed in bit/s. */
export interface CommunicationParameters {
  readonly address: number;
  readonly speed: number;
}

/** Everything programmed. */
export interface Settings {
  readonly programmed: ProgrammedParameters;
  readonly communication: CommunicationParameters;
}

/** A meter as a person orders it: model, order code (the catalogue's default one when left out), programming. */
export interface MeterChoice {
  readonly model: string;
  readonly orderCode: string | null;
  readonly programmed: Partial<ProgrammedParameters>;
}

/** What a model lets its owner program: whole ratios within a range, everything else from a list. */
export interface ProgrammableRanges {
  readonly insertionModes: readonly InsertionMode[];
  readonly ctRatio: { readonly lowest: number; readonly highest: number };
  readonly vtRatio: { readonly lowest: number; readonly highest: number };
  readonly integrationTimes: readonly Seconds[];
  readonly pulseEnergies: readonly PulseParameters["energy"][];
  readonly pulseWeights: readonly WattHours[];
  readonly pulseWidths: readonly Seconds[];
  readonly countings: readonly Counting[];
  readonly addresses: { readonly lowest: number; readonly highest: number };
  readonly speeds: readonly number[];
}
