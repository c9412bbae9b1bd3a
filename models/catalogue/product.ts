/**
 * A product of the catalogue as data: its nameplate, the variants its order codes stand for, what its owner may
 * program, its display pages, and what the catalogue leaves in doubt, each doubt with the default chosen and why.
 * Every model of the family is one such value; nothing else in the rig knows a model by name.
 */
import type { Doubt } from "#models/catalogue/doubt.ts";
import type { Enclosure } from "#models/catalogue/enclosure.ts";
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type {
  CommunicationParameters,
  Counting,
  ProgrammableRanges,
  ProgrammedParameters,
} from "#models/meter/programmedParameters.ts";
import type { RegisterMap } from "#models/meter/registerMap.ts";
import type {
  AccuracyClasses,
  CurrentRatings,
  MeterAssumptions,
  MeterSpec,
  Pages,
  VoltageRatings,
} from "#models/meter/spec.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import type { Seconds } from "#models/units.ts";

/** What an order code stands for. */
export interface Variant {
  readonly orderCode: string;
  readonly voltage: VoltageRatings;
  /** `vt`: the voltage inputs hang on voltage transformers and KTV is programmable. */
  readonly voltageInput: "direct" | "vt";
  readonly outputs: MeterSpec["outputs"];
  /** What its registers can be programmed to count; as delivered, the first. */
  readonly countings: readonly Counting[];
  /** The currents it serves, of the product's; null: all of them. */
  readonly current: CurrentRatings | null;
  readonly registerMap: RegisterMap;
}

export interface InsertionDiagram {
  readonly mode: InsertionMode;
  readonly diagram: string;
  readonly currentTransformers: number;
}

interface MeterFacts {
  readonly kind: "meter";
  readonly model: string;
  readonly document: string;
  readonly enclosure: Enclosure;
  readonly variants: readonly Variant[];
  readonly defaultOrderCode: string;
  /** Reference currents one input serves, the default first. */
  readonly currents: readonly CurrentRatings[];
  readonly classes: AccuracyClasses;
  readonly startingCurrent: MeterSpec["startingCurrent"];
  readonly startUp: Seconds;
  readonly selfSupply: MeterSpec["selfSupply"];
  readonly digits: number;
  readonly keys: MeterSpec["keys"];
  readonly pages: Pages;
  /** Numbers of the terminals by what they are for, as the diagrams print them. */
  readonly terminals: Readonly<Record<string, string>>;
  readonly sealable: boolean;
  readonly diagrams: readonly InsertionDiagram[];
  readonly programmable: Omit<ProgrammableRanges, "countings">;
  readonly delivered: Omit<ProgrammedParameters, "counting">;
  readonly communication: CommunicationParameters;
  readonly method: MeasuringMethod;
  readonly assumptions: MeterAssumptions;
}

export interface Product extends MeterFacts {
  readonly doubts: readonly Doubt<MeterFacts>[];
}
