/**
 * A register map: what a meter puts at which address of its field bus, and how. No map of the catalogue's meters is
 * public, so a map is data with provenance: every row says where it comes from and how sure it is, and a bench can
 * point at another map. Addresses are wire (PDU) addresses; K is the product of the CT and VT ratios.
 */
import type { ExceptionCode } from "#models/devices/registerDevice.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { Phase } from "#models/threePhase.ts";

/** A: the maker's text. B: a third party citing it, or two agreeing. C: one third party. D: inference. */
type Confidence = "A" | "B" | "C" | "D";
export interface Provenance {
  readonly source: string;
  readonly confidence: Confidence;
}

/** Words on the wire. `signMagnitude`: the top bit is the sign, the rest the magnitude. */
export type WordType = "u16" | "s16" | "signMagnitude16" | "u32" | "s32" | "signMagnitude32";
export type WordOrder = "highFirst" | "lowFirst";

/** Units of the quantity per count: always the same, or by K in steps (the first whose `below` exceeds K). */
export type Scale =
  | { readonly kind: "fixed"; readonly perCount: number }
  | { readonly kind: "byRatio"; readonly steps: readonly ScaleStep[] };
interface ScaleStep {
  /** null: every K not taken by the steps before. */
  readonly below: number | null;
  readonly perCount: number;
}

export type RowContent =
  /** `magnitude`: the sign is in a row of its own. */
  | {
      readonly kind: "quantity";
      readonly quantity: QuantityName;
      readonly form: "value" | "magnitude";
      readonly scale: Scale;
    }
  /** 0 positive, 1 negative. */
  | { readonly kind: "sign"; readonly quantity: QuantityName }
  /** Of the power factor: 0 unity, 1 inductive, 2 capacitive. */
  | { readonly kind: "sector"; readonly of: "total" | Phase }
  | { readonly kind: "parameter"; readonly parameter: "ctRatio" | "vtRatio"; readonly perCount: number }
  /** 1 right, 2 wrong, 0 not known. */
  | { readonly kind: "sequence" }
  /** Whole hours the meter has run. */
  | { readonly kind: "operatingHours" }
  /** A constant, or an item of the family that this meter does not keep. */
  | { readonly kind: "constant"; readonly name: string; readonly value: number };

export interface RegisterRow {
  readonly address: number;
  readonly type: WordType;
  readonly content: RowContent;
  readonly provenance: Provenance;
}

export const resettable = [
  "partial active energy",
  "partial reactive energy",
  "maximum average power",
  "average power",
] as const;
export type Resettable = (typeof resettable)[number];

export interface ProgrammingWrites {
  /** Written before any other; the next write uses it up. */
  readonly unlock: { readonly address: number; readonly value: number; readonly provenance: Provenance };
  readonly reset: {
    readonly address: number;
    readonly bits: readonly { readonly bit: number; readonly resets: Resettable }[];
    readonly provenance: Provenance;
  };
  /** Writes parameters to EEPROM; until then they are lost at power-off. */
  readonly save: { readonly address: number; readonly provenance: Provenance };
  /** Brings the parameters in EEPROM back. */
  readonly restore: { readonly address: number; readonly provenance: Provenance };
  readonly parameters: readonly {
    readonly address: number;
    readonly parameter: "ctRatio" | "vtRatio";
    readonly perCount: number;
    readonly provenance: Provenance;
  }[];
  /** What an unknown or locked write, and a bad value, are answered with. */
  readonly refusals: {
    readonly unknown: ExceptionCode;
    readonly locked: ExceptionCode;
    readonly value: ExceptionCode;
  };
}

export interface RegisterMap {
  readonly name: string;
  /** What a report prints beside every figure read through this map. */
  readonly status: string;
  readonly wordOrder: WordOrder;
  readonly functionCodes: readonly number[];
  readonly maximumReadWords: number;
  /** An address without a row inside a read that touches rows: answered as zero, or refused with exception 02. */
  readonly gaps: "zero" | "refuse";
  /** A read that begins or ends inside a 32-bit value. */
  readonly halves: "answer" | "refuse";
  readonly rows: readonly RegisterRow[];
  readonly writes: ProgrammingWrites | null;
}

const words: Readonly<Record<WordType, 1 | 2>> = {
  u16: 1,
  s16: 1,
  signMagnitude16: 1,
  u32: 2,
  s32: 2,
  signMagnitude32: 2,
};
export const wordsOf = (type: WordType): 1 | 2 => words[type];

/** Units per count at ratio K; throws only when the steps do not end in `below: null` (see checkRegisterMap). */
export function perCount(scale: Scale, ratioK: number): number {
  if (scale.kind === "fixed") return scale.perCount;
  for (const step of scale.steps) if (step.below === null || ratioK < step.below) return step.perCount;
  throw new RangeError(`no scale step for K = ${ratioK}`);
}
