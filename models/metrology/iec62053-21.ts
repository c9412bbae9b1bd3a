/**
 * IEC 62053-21:2003 (EN 62053-21), static meters for active energy, classes 1 and 2: the percentage error limits of its
 * tables 6 (balanced load) and 7 (single-phase load of polyphase meters), the difference rule, and the error shifts of
 * table 8 (and 5, self-heating). The edition with Ib and In; the edition of 2020 re-cuts the tables and is another one.
 */
import {
  type AccuracyStandard,
  at,
  type Bands,
  below,
  type DifferenceRow,
  type Influence,
  type LimitRow,
  lagging,
  leading,
  limitRows,
  type ShiftRow,
  shiftRows,
  type TabulatedFactor,
  unity,
  upTo,
} from "#models/metrology/limitTable.ts";
import { mark, type Provenance } from "#models/metrology/provenance.ts";

const classes = ["1", "2"] as const;

const agreed = mark("V2", "H", ["S2", "S3", "S4", "S5"]);
const disputed = mark("V", "L-M", ["S2", "S5"], "S3 and S4 print no class 2 limit at 0.8 leading");
const onRequest = mark(
  "V",
  "M",
  ["S5"],
  "only where the user asks for it; the range of currents is recalled",
);
const singlePhase = mark("V2", "H", ["S1", "S2", "S5"]);

const belowTenth: Bands = { direct: below(0.05, 0.1), ct: below(0.02, 0.05) };
const belowFifth: Bands = { direct: below(0.1, 0.2), ct: below(0.05, 0.1) };
const fromTenth: Bands = { direct: upTo(0.1, "Imax"), ct: upTo(0.05, "Imax") };
const fromFifth: Bands = { direct: upTo(0.2, "Imax"), ct: upTo(0.1, "Imax") };
const requested: Bands = { direct: upTo(0.2, 1), ct: upTo(0.1, 1) };

const rows =
  (load: LimitRow["load"], table: string) =>
  (
    current: Bands,
    factor: TabulatedFactor,
    limits: readonly (number | null)[],
    provenance: Provenance,
  ): LimitRow[] =>
    limitRows(classes, { load, current, factor, table, provenance }, limits);
const table6 = rows("balanced", "table 6");
const table7 = rows("single-phase", "table 7 (single-phase load)");

const base: readonly LimitRow[] = [
  ...table6(belowTenth, unity, [1.5, 2.5], agreed),
  ...table6(fromTenth, unity, [1.0, 2.0], agreed),
  ...table6(belowFifth, lagging(0.5), [1.5, 2.5], agreed),
  ...table6(belowFifth, leading(0.8), [1.5, null], agreed),
  ...table6(belowFifth, leading(0.8), [null, 2.5], disputed),
  ...table6(fromFifth, lagging(0.5), [1.0, 2.0], agreed),
  ...table6(fromFifth, leading(0.8), [1.0, null], agreed),
  ...table6(fromFifth, leading(0.8), [null, 2.0], disputed),
  ...table6(requested, lagging(0.25), [3.5, null], onRequest),
  ...table6(requested, leading(0.5), [2.5, null], onRequest),
  ...table7(fromTenth, unity, [2.0, 3.0], singlePhase),
  ...table7(fromFifth, lagging(0.5), [2.0, 3.0], singlePhase),
];

const read = mark("V", "H", ["S1"]);
const readTwice = mark("V", "H", ["S1", "S20"]);
const recalled = mark("K", "H");
const recalledLess = mark("K", "M");
const tripled = mark("K", "H", ["S8"], "three times the row within 10 %; the rule was read for class 0.2 S");
const sister = mark("K", "H", ["S20"], "the sister table of induction meters agrees");

const fromTwentieth: Bands = { direct: upTo(0.05, "Imax"), ct: upTo(0.02, "Imax") };
const reference: Bands = { direct: at(1), ct: at(1) };
const tenth: Bands = { direct: at(0.1), ct: at(0.1) };
const half: Bands = { direct: at(0.5), ct: at(0.5) };
const twentieth: Bands = { direct: at(0.05), ct: at(0.05) };
/** Tabulated at a fraction of Imax, which fractions of the reference current can't say. */
const anywhere: Bands = { direct: upTo(0, "Imax"), ct: upTo(0, "Imax") };
const directOnly: Bands = { direct: upTo(0, "Imax"), ct: null };
const directAtReference: Bands = { direct: at(1), ct: null };
const ctAtReference: Bands = { direct: null, ct: at(1) };

const shift = (
  influence: Influence,
  current: Bands,
  factor: TabulatedFactor,
  limits: readonly number[],
  provenance: Provenance,
  table = "table 8",
): ShiftRow[] => shiftRows(classes, { influence, current, factor, table, provenance }, limits);

const shifts: readonly ShiftRow[] = [
  ...shift("temperature", fromTenth, unity, [0.05, 0.1], readTwice),
  ...shift("temperature", fromFifth, lagging(0.5), [0.07, 0.15], readTwice),
  ...shift("voltage within 10 %", fromTwentieth, unity, [0.7, 1.0], read),
  ...shift("voltage within 10 %", fromTenth, lagging(0.5), [1.0, 1.5], read),
  ...shift("voltage beyond 10 %", fromTwentieth, unity, [2.1, 3.0], tripled),
  ...shift("voltage beyond 10 %", fromTenth, lagging(0.5), [3.0, 4.5], tripled),
  ...shift("frequency", fromTwentieth, unity, [0.5, 0.8], read),
  ...shift("frequency", fromTenth, lagging(0.5), [0.7, 1.0], read),
  ...shift("reversed phase sequence", tenth, unity, [1.5, 1.5], read),
  ...shift("voltage unbalance", reference, unity, [2.0, 4.0], read),
  // At 0.5 Imax: U5 10 % of Un, I5 40 % of I1, in phase at the zero crossing; true power 1.04 P1.
  ...shift("harmonics in current and voltage", anywhere, unity, [0.8, 1.0], read),
  // At Imax/sqrt2, half-wave rectified.
  ...shift("direct current and even harmonics", directOnly, unity, [3.0, 6.0], read),
  ...shift("odd harmonics in current", half, unity, [3.0, 6.0], recalled),
  ...shift("sub-harmonics in current", half, unity, [3.0, 6.0], recalled),
  ...shift("continuous magnetic induction", reference, unity, [2.0, 3.0], recalled),
  ...shift("magnetic induction 0.5 mT", reference, unity, [2.0, 3.0], sister),
  ...shift("radiated radio frequency", reference, unity, [2.0, 3.0], recalled),
  ...shift("conducted radio frequency", reference, unity, [2.0, 3.0], recalled),
  ...shift("fast transient bursts", reference, unity, [4.0, 6.0], recalled),
  ...shift("damped oscillatory waves", ctAtReference, unity, [2.0, 3.0], recalledLess),
  ...shift("operation of accessories", twentieth, unity, [0.5, 1.0], sister),
  ...shift("self-heating", anywhere, unity, [0.7, 1.0], recalledLess, "table 5"),
  ...shift("self-heating", anywhere, lagging(0.5), [1.0, 1.5], recalledLess, "table 5"),
  ...shift("short over-current", directAtReference, unity, [1.5, 1.5], recalledLess),
  ...shift("short over-current", ctAtReference, unity, [0.5, 1.0], recalledLess),
];

const difference = (accuracyClass: string, limit: number): DifferenceRow => ({
  accuracyClass,
  current: { direct: 1, ct: 1 },
  limit,
  provenance: mark("K", "H", ["S1"], "rule and point were read, the figure is recalled"),
});

export const iec62053_21: AccuracyStandard = {
  name: "IEC 62053-21:2003",
  energy: "active",
  base,
  shifts,
  differences: [difference("1", 1.5), difference("2", 2.5)],
};
