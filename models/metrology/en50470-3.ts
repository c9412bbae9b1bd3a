/**
 * EN 50470-3:2006, the standard behind the European directive (MID), classes A, B and C: intrinsic errors at reference
 * conditions (its table 4), single-phase load (table 5) and shifts. It counts in Itr and Imin, here as fractions of the
 * reference current: Itr is Iref/10 direct and Iref/20 on CTs, Imin a fraction of Itr that depends on the class. Its
 * classes are never mixed with those of IEC 62053-21, whatever the likeness of the figures.
 */
import {
  type AccuracyStandard,
  type Bands,
  below,
  type DifferenceRow,
  type Influence,
  type LimitRow,
  lagging,
  limitRows,
  type ShiftRow,
  shiftRows,
  type TabulatedFactor,
  unity,
  upTo,
} from "#models/metrology/limitTable.ts";
import { mark, type Provenance } from "#models/metrology/provenance.ts";

const classes = ["A", "B", "C"] as const;
type ClassName = (typeof classes)[number];

/** Transitional current over the reference current (S6, S8). */
export const transitional = { direct: 0.1, ct: 0.05 } as const;

/** MID annex V table 1: currents over Itr. Imin of class A and C is recalled, B was read (S10). */
export const currentsOverTransitional = {
  A: { direct: { starting: 0.05, minimum: 0.5 }, ct: { starting: 0.06, minimum: 0.4 } },
  B: { direct: { starting: 0.04, minimum: 0.5 }, ct: { starting: 0.04, minimum: 0.2 } },
  C: { direct: { starting: 0.04, minimum: 0.3 }, ct: { starting: 0.02, minimum: 0.2 } },
} as const satisfies Record<ClassName, unknown>;

const belowTransitional = (name: ClassName): Bands => {
  const of = currentsOverTransitional[name];
  return {
    direct: below(of.direct.minimum * transitional.direct, transitional.direct),
    ct: below(of.ct.minimum * transitional.ct, transitional.ct),
  };
};
const fromTransitional: Bands = {
  direct: upTo(transitional.direct, "Imax"),
  ct: upTo(transitional.ct, "Imax"),
};
/** From 0.5 lagging over unity to 0.8 leading. */
const fullRange: TabulatedFactor = { kind: "range", lagging: 0.5, leading: 0.8 };

const read = mark("V", "H", ["S10"]);
const sameAsR46 = mark("K", "H", ["S5b"], "the row of OIML R 46 agrees");
const recalled = mark("K", "M-H");
const recalledLess = mark("K", "M");

const table4 = (
  current: (name: ClassName) => Bands,
  factor: TabulatedFactor,
  limits: Readonly<Record<ClassName, number>>,
  others: Provenance,
): LimitRow[] =>
  classes.flatMap((name) =>
    limitRows(
      [name],
      {
        load: "balanced",
        current: current(name),
        factor,
        table: "table 4",
        provenance: name === "B" ? read : others,
      },
      [limits[name]],
    ),
  );
const table5 = (factor: TabulatedFactor): LimitRow[] =>
  limitRows(
    classes,
    {
      load: "single-phase",
      current: fromTransitional,
      factor,
      table: "table 5 (single-phase load)",
      provenance: recalledLess,
    },
    [3.0, 2.0, 1.0],
  );

const base: readonly LimitRow[] = [
  ...table4(belowTransitional, unity, { A: 2.5, B: 1.5, C: 1.0 }, sameAsR46),
  ...table4(() => fromTransitional, unity, { A: 2.0, B: 1.0, C: 0.5 }, sameAsR46),
  ...table4(() => fromTransitional, fullRange, { A: 2.0, B: 1.0, C: 0.6 }, recalled),
  ...table5(unity),
  ...table5(lagging(0.5)),
];

const anywhere: Bands = { direct: upTo(0, "Imax"), ct: upTo(0, "Imax") };
const shift = (
  influence: Influence,
  factor: TabulatedFactor,
  limits: readonly number[],
  provenance: Provenance,
): ShiftRow[] =>
  shiftRows(
    classes,
    { influence, current: anywhere, factor, table: "critical change values", provenance },
    limits,
  );
const asInSister = mark("K", "H", ["S1"], "A and B equal classes 2 and 1 of IEC 62053-21, which were read");
const high = mark("K", "H");

const shifts: readonly ShiftRow[] = [
  ...shift("temperature", unity, [0.1, 0.05, 0.03], recalled),
  ...shift("temperature", lagging(0.5), [0.15, 0.07, 0.05], recalled),
  ...shift("voltage within 10 %", unity, [1.0, 0.7, 0.2], recalledLess),
  ...shift("voltage within 10 %", lagging(0.5), [1.5, 1.0, 0.4], recalledLess),
  ...shift("frequency", unity, [0.8, 0.5, 0.2], recalledLess),
  ...shift("frequency", lagging(0.5), [1.0, 0.7, 0.2], recalledLess),
  ...shift("reversed phase sequence", unity, [1.5, 1.5, 0.3], asInSister),
  ...shift("voltage unbalance", unity, [4, 2, 1], asInSister),
  ...shift("harmonics in current and voltage", unity, [1, 0.8, 0.5], asInSister),
  ...shift("direct current and even harmonics", unity, [6, 3, 1.5], asInSister),
  ...shift("fast transient bursts", unity, [6, 4, 2], high),
  ...shift("continuous magnetic induction", unity, [3, 2, 1], high),
  ...shift("radiated radio frequency", unity, [3, 2, 1], high),
  ...shift("conducted radio frequency", unity, [3, 2, 1], high),
  ...shift("damped oscillatory waves", unity, [3, 2, 1], high),
];

/** At 10 Itr (direct) or In (CT). */
const difference = (accuracyClass: ClassName, limit: number): DifferenceRow => ({
  accuracyClass,
  current: { direct: 1, ct: 1 },
  limit,
  provenance: recalledLess,
});

export const en50470_3: AccuracyStandard = {
  name: "EN 50470-3:2006",
  energy: "active",
  base,
  shifts,
  differences: [difference("A", 2.5), difference("B", 1.5), difference("C", 1.0)],
};
