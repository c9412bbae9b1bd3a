/**
 * The shape of an accuracy standard as data: rows of permitted percentage errors over a band of currents and a power
 * factor (base limits), and rows of permitted error shifts, one per influence quantity. Currents are fractions of the
 * reference current (Ib direct, In on CTs), so that one row serves every rating; limits are plus or minus, in percent.
 */
import type { Provenance } from "#models/metrology/provenance.ts";

export type MaximumCurrent = "Imax";
/** From (included) to a current; the upper end belongs to the next, tighter band unless it is the last one. */
export interface CurrentBand {
  readonly from: number;
  readonly to: number | MaximumCurrent;
  readonly toIncluded: boolean;
}

/** Null: the row does not exist for this connection. */
export interface Bands {
  readonly direct: CurrentBand | null;
  readonly ct: CurrentBand | null;
}

/**
 * A tabulated power factor: cos phi for active, sin phi for reactive energy, with its side. A range (EN 50470-3) covers
 * every power factor between its two ends.
 */
export type TabulatedFactor =
  | { readonly kind: "unity" }
  | { readonly kind: "lagging"; readonly value: number }
  | { readonly kind: "leading"; readonly value: number }
  | { readonly kind: "either"; readonly value: number }
  | { readonly kind: "range"; readonly lagging: number; readonly leading: number };

export interface LimitRow {
  readonly accuracyClass: string;
  readonly load: "balanced" | "single-phase";
  readonly current: Bands;
  readonly factor: TabulatedFactor;
  readonly limit: number;
  /** Table and its title, as a reader would look it up. */
  readonly table: string;
  readonly provenance: Provenance;
}

const influences = [
  "temperature",
  "voltage within 10 %",
  "voltage beyond 10 %",
  "frequency",
  "reversed phase sequence",
  "voltage unbalance",
  "harmonics in current and voltage",
  "direct current and even harmonics",
  "odd harmonics in current",
  "sub-harmonics in current",
  "continuous magnetic induction",
  "magnetic induction 0.5 mT",
  "radiated radio frequency",
  "conducted radio frequency",
  "fast transient bursts",
  "damped oscillatory waves",
  "operation of accessories",
  "self-heating",
  "short over-current",
] as const;
export type Influence = (typeof influences)[number];

/** Permitted shift of the error against reference conditions, same current and power factor; temperature: per kelvin. */
export interface ShiftRow {
  readonly influence: Influence;
  readonly accuracyClass: string;
  readonly current: Bands;
  readonly factor: TabulatedFactor;
  readonly limit: number;
  readonly table: string;
  readonly provenance: Provenance;
}

/** Permitted difference between the errors with single-phase and with balanced load, at one current, unity factor. */
export interface DifferenceRow {
  readonly accuracyClass: string;
  readonly current: { readonly direct: number; readonly ct: number };
  readonly limit: number;
  readonly provenance: Provenance;
}

export interface AccuracyStandard {
  readonly name: string;
  readonly energy: "active" | "reactive";
  readonly base: readonly LimitRow[];
  readonly shifts: readonly ShiftRow[];
  readonly differences: readonly DifferenceRow[];
}

/** The rows of one line of a printed table: the limits stand in the order of the classes, null where there is none. */
export const limitRows = (
  classes: readonly string[],
  row: Omit<LimitRow, "accuracyClass" | "limit">,
  limits: readonly (number | null)[],
): LimitRow[] =>
  classes.flatMap((accuracyClass, i) => {
    const limit = limits[i] ?? null;
    return limit === null ? [] : [{ ...row, accuracyClass, limit }];
  });

export const shiftRows = (
  classes: readonly string[],
  row: Omit<ShiftRow, "accuracyClass" | "limit">,
  limits: readonly number[],
): ShiftRow[] =>
  classes.flatMap((accuracyClass, i) => {
    const limit = limits[i];
    return limit === undefined ? [] : [{ ...row, accuracyClass, limit }];
  });

export const unity: TabulatedFactor = { kind: "unity" };
export const lagging = (value: number): TabulatedFactor => ({ kind: "lagging", value });
export const leading = (value: number): TabulatedFactor => ({ kind: "leading", value });
export const either = (value: number): TabulatedFactor => ({ kind: "either", value });

/** A band that ends before `to`, where the next one begins. */
export const below = (from: number, to: number): CurrentBand => ({ from, to, toIncluded: false });
export const upTo = (from: number, to: number | MaximumCurrent): CurrentBand => ({
  from,
  to,
  toIncluded: true,
});
export const at = (current: number): CurrentBand => upTo(current, current);
