/**
 * A register map: what a meter puts at which address of its field bus, and how. No map of the catalogue's meters is
 * public, so a map is data with provenance: every row says where it comes from and how sure it is, and a bench can
 * point at another map. Addresses are wire (PDU) addresses; K is the product of the CT and VT ratios.
 */
import { insertionModes } from "#models/connection/insertionMode.ts";
import type { ExceptionCode } from "#models/devices/registerDevice.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { Phase } from "#models/threePhase.ts";

/** A: the maker's text. B: a third party citing it, or two agreeing. C: one third party. D: inference. */
type Confidence = "A" | "B" | "C" | "D";
export interface Provenance {
  readonly source: string;
  readonly confidence: Confidence;
}

/** IEEE 754 numbers: they say the quantity in the row's unit, not a count of steps. */
export type FloatType = "float32" | "float64";
/** Words on the wire. `signMagnitude`: the top bit is the sign, the rest the magnitude. */
export type WordType =
  | "u16"
  | "s16"
  | "signMagnitude16"
  | "u32"
  | "s32"
  | "signMagnitude32"
  | "u64"
  | "s64"
  | FloatType;
type WordOrder = "highFirst" | "lowFirst";

/** In what order the parts of a value of several words go over the wire. */
export interface WireOrder {
  readonly wordOrder: WordOrder;
  /** Of the two bytes of every word; left out: high first, as Modbus has it. */
  readonly byteOrder?: WordOrder;
}

/** 03 reads holding registers, 04 input registers. */
export type ReadFunction = 3 | 4;

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
  /**
   * `magnitude`: the sign is in a row of its own. `step`, of a float only: the meter's own step, in counts; left out:
   * as fine as the type.
   */
  | {
      readonly kind: "quantity";
      readonly quantity: QuantityName;
      readonly form: "value" | "magnitude";
      readonly scale: Scale;
      readonly step?: number;
    }
  /** 0 positive, 1 negative. */
  | { readonly kind: "sign"; readonly quantity: QuantityName }
  /** Of the power factor: 0 unity, 1 inductive, 2 capacitive. */
  | { readonly kind: "sector"; readonly of: "total" | Phase }
  | { readonly kind: "parameter"; readonly parameter: "ctRatio" | "vtRatio"; readonly perCount: number }
  /** 1 right, 2 wrong, 0 not known. */
  | { readonly kind: "sequence" }
  /** What the meter is in or programmed to, each state with the count that says it; a state without one says 0. */
  | {
      readonly kind: "enum";
      readonly of: EnumSubject;
      readonly values: Readonly<Partial<Record<string, number>>>;
    }
  /** Whole hours the meter has run. */
  | { readonly kind: "operatingHours" }
  /** Whole seconds of the same. */
  | { readonly kind: "operatingSeconds" }
  /** A constant, or an item of the family that this meter does not keep. */
  | { readonly kind: "constant"; readonly name: string; readonly value: number };

/** What a row of states may be about, and the states there are. */
export const enumStates = {
  "phase sequence": ["L1-L2-L3", "L1-L3-L2", "none"],
  "insertion mode": insertionModes,
} as const;
export type EnumSubject = keyof typeof enumStates;

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

export interface RegisterMap extends WireOrder {
  readonly name: string;
  /** What a report prints beside every figure read through this map. */
  readonly status: string;
  /** What the device answers; a reader uses the first of 03 and 04 in it. */
  readonly functionCodes: readonly number[];
  readonly maximumReadWords: number;
  /** An address without a row inside a read that touches rows: answered as 0 or FFFFh, or refused with exception 02. */
  readonly gaps: "zero" | "ones" | "refuse";
  /** A read that begins or ends inside a value of several words. */
  readonly halves: "answer" | "refuse";
  readonly rows: readonly RegisterRow[];
  readonly writes: ProgrammingWrites | null;
}

type WordCount = 1 | 2 | 4;
const words: Readonly<Record<WordType, WordCount>> = {
  u16: 1,
  s16: 1,
  signMagnitude16: 1,
  u32: 2,
  s32: 2,
  signMagnitude32: 2,
  u64: 4,
  s64: 4,
  float32: 2,
  float64: 4,
};
export const wordTypes = Object.keys(words) as readonly WordType[];
export const wordsOf = (type: WordType): WordCount => words[type];
export const isFloat = (type: WordType): type is FloatType => type === "float32" || type === "float64";

/** The function code a reader asks with. */
export const readFunctionOf = ({ functionCodes }: RegisterMap): ReadFunction =>
  functionCodes.find((code): code is ReadFunction => code === 3 || code === 4) ?? 3;

const addressesCovered = new WeakMap<RegisterMap, ReadonlySet<number>>();
/** Every address a row covers; reckoned once for each map, which never changes. */
export function mappedAddresses(map: RegisterMap): ReadonlySet<number> {
  const known = addressesCovered.get(map);
  if (known !== undefined) return known;
  const covered = new Set(
    map.rows.flatMap(({ address, type }) =>
      Array.from({ length: wordsOf(type) }, (_, word) => address + word),
    ),
  );
  addressesCovered.set(map, covered);
  return covered;
}

/** Units per count at ratio K; throws only when the steps do not end in `below: null` (see checkRegisterMap). */
export function perCount(scale: Scale, ratioK: number): number {
  if (scale.kind === "fixed") return scale.perCount;
  for (const step of scale.steps) if (step.below === null || ratioK < step.below) return step.perCount;
  throw new RangeError(`no scale step for K = ${ratioK}`);
}
