/**
 * IEC 62053-23:2003 (EN 62053-23), static meters for reactive energy, classes 2 and 3. The factor is sin phi, inductive
 * or capacitive alike. The standard defines reactive energy for sinusoidal signals only: it has no harmonic rows, and
 * none is known for reversed sequence or voltage unbalance. All its influence rows are recalled.
 */
import {
  type AccuracyStandard,
  at,
  type Bands,
  below,
  type DifferenceRow,
  either,
  type Influence,
  type LimitRow,
  limitRows,
  type ShiftRow,
  shiftRows,
  type TabulatedFactor,
  unity,
  upTo,
} from "#models/metrology/limitTable.ts";
import { type Confidence, mark, type Provenance } from "#models/metrology/provenance.ts";

const classes = ["2", "3"] as const;

const class2 = mark("V", "H", ["S10"], "read for CT meters, recalled for direct ones");
const class3 = mark("K", "H", [], "S5 prints 3.5 at light load and calls itself unfinished");
const low = mark("K", "M-H");
const indirect = mark("I", "H", ["S5"]);

const belowTenth: Bands = { direct: below(0.05, 0.1), ct: below(0.02, 0.05) };
const belowFifth: Bands = { direct: below(0.1, 0.2), ct: below(0.05, 0.1) };
const fromTenth: Bands = { direct: upTo(0.1, "Imax"), ct: upTo(0.05, "Imax") };
const fromFifth: Bands = { direct: upTo(0.2, "Imax"), ct: upTo(0.1, "Imax") };

const table6 = (
  current: Bands,
  factor: TabulatedFactor,
  [second, third]: readonly [number, number],
  [ofSecond, ofThird]: readonly [Provenance, Provenance],
): LimitRow[] => {
  const row = { load: "balanced", current, factor, table: "table 6" } as const;
  return [
    ...limitRows(["2"], { ...row, provenance: ofSecond }, [second]),
    ...limitRows(["3"], { ...row, provenance: ofThird }, [third]),
  ];
};
const table7 = (current: Bands, factor: TabulatedFactor): LimitRow[] =>
  limitRows(
    classes,
    { load: "single-phase", current, factor, table: "table 7 (single-phase load)", provenance: indirect },
    [3.0, 4.0],
  );

const base: readonly LimitRow[] = [
  ...table6(belowTenth, unity, [2.5, 4.0], [class2, class3]),
  ...table6(fromTenth, unity, [2.0, 3.0], [class2, class3]),
  ...table6(belowFifth, either(0.5), [2.5, 4.0], [class2, class3]),
  ...table6(fromFifth, either(0.5), [2.0, 3.0], [class2, class3]),
  ...table6(fromFifth, either(0.25), [2.5, 4.0], [low, low]),
  ...table7(fromTenth, unity),
  ...table7(fromFifth, either(0.5)),
];

const fromTwentieth: Bands = { direct: upTo(0.05, "Imax"), ct: upTo(0.02, "Imax") };
const reference: Bands = { direct: at(1), ct: at(1) };
const twentieth: Bands = { direct: at(0.05), ct: at(0.05) };

const shift = (
  influence: Influence,
  current: Bands,
  factor: TabulatedFactor,
  limits: readonly number[],
  confidence: Confidence,
): ShiftRow[] =>
  shiftRows(
    classes,
    { influence, current, factor, table: "table 8", provenance: mark("K", confidence) },
    limits,
  );

const shifts: readonly ShiftRow[] = [
  ...shift("temperature", fromTenth, unity, [0.1, 0.15], "M-H"),
  ...shift("temperature", fromFifth, either(0.5), [0.15, 0.25], "M-H"),
  ...shift("voltage within 10 %", fromTwentieth, unity, [1.0, 2.0], "M-H"),
  ...shift("voltage within 10 %", fromTenth, either(0.5), [1.5, 3.0], "M-H"),
  ...shift("voltage beyond 10 %", fromTwentieth, unity, [3.0, 6.0], "M"),
  ...shift("voltage beyond 10 %", fromTenth, either(0.5), [4.5, 9.0], "M"),
  ...shift("frequency", fromTwentieth, unity, [2.5, 2.5], "M"),
  ...shift("frequency", fromTenth, either(0.5), [2.5, 2.5], "M"),
  // The direct component alone, at Imax/sqrt2, directly connected meters.
  ...shift("direct current and even harmonics", { direct: upTo(0, "Imax"), ct: null }, unity, [6, 6], "M"),
  ...shift("continuous magnetic induction", reference, unity, [3.0, 3.0], "M"),
  ...shift("magnetic induction 0.5 mT", reference, unity, [3.0, 3.0], "M"),
  ...shift("radiated radio frequency", reference, unity, [3.0, 3.0], "M"),
  ...shift("conducted radio frequency", reference, unity, [3.0, 3.0], "M"),
  ...shift("fast transient bursts", reference, unity, [4.0, 4.0], "L-M"),
  ...shift("operation of accessories", twentieth, unity, [1.0, 1.0], "L-M"),
];

const difference = (accuracyClass: string, limit: number): DifferenceRow => ({
  accuracyClass,
  current: { direct: 1, ct: 1 },
  limit,
  provenance: mark("K", "H"),
});

export const iec62053_23: AccuracyStandard = {
  name: "IEC 62053-23:2003",
  energy: "reactive",
  base,
  shifts,
  differences: [difference("2", 2.5), difference("3", 3.5)],
};
