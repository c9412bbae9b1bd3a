/**
 * Finding the row of an accuracy table that a load point falls in: the band its current lies in (a break-point belongs
 * to the tighter band above it) and the tabulated power factor it is at, or the next one further from unity.
 */
import type { CurrentRatings } from "#models/meter/spec.ts";
import type { LimitPolicy } from "#models/metrology/limitPolicy.ts";
import type { Bands, CurrentBand, TabulatedFactor } from "#models/metrology/limitTable.ts";
import { degrees, type Radians, radians } from "#models/units.ts";

/**
 * A power factor as the tables see it: how far it is from unity, in angle, and on which side. Unity is cos phi = 1 for
 * active and sin phi = 1 for reactive energy, whose tables make no difference between the sides.
 */
export interface Factor {
  readonly departure: Radians;
  readonly side: "lagging" | "leading" | "either";
}

/** Null when active power flows backwards: import limits don't apply. */
export function factorOf(energy: "active" | "reactive", phi: Radians): Factor | null {
  if (energy === "reactive")
    return { departure: radians(Math.abs(degrees(90) - Math.abs(phi))), side: "either" };
  if (Math.abs(phi) > degrees(90)) return null;
  return { departure: radians(Math.abs(phi)), side: phi >= 0 ? "lagging" : "leading" };
}

const angleOf = (value: number): Radians => radians(Math.acos(value));

/** Departure of a tabulated factor on a side; null when it is on the other side. */
function tabulated(factor: TabulatedFactor, side: Factor["side"]): Radians | null {
  if (factor.kind === "unity") return degrees(0);
  if (factor.kind === "range") return angleOf(side === "leading" ? factor.leading : factor.lagging);
  return factor.kind === side || factor.kind === "either" ? angleOf(factor.value) : null;
}

/** Rounding of solved currents and of the products of the tables. */
const exactly = 1e-9;

function carries(
  bands: Bands,
  current: number,
  ratings: CurrentRatings,
  tolerance: number = exactly,
): boolean {
  const band = bands[ratings.connection];
  if (band === null) return false;
  const fraction = current / ratings.reference;
  const to = bandEnd(band, ratings);
  if (fraction < band.from * (1 - tolerance)) return false;
  return band.toIncluded ? fraction <= to * (1 + tolerance) : fraction < to * (1 - exactly);
}

const bandEnd = (band: CurrentBand, ratings: CurrentRatings): number =>
  band.to === "Imax" ? ratings.maximum / ratings.reference : band.to;

interface TableRow {
  readonly factor: TabulatedFactor;
  readonly current: Bands;
}
export type Match<R> =
  | { readonly kind: "row"; readonly row: R; readonly widened: boolean }
  | { readonly kind: "none"; readonly why: "factor" | "current" };

/** The row for a factor and a current; `widened` when the next tabulated factor stands in. */
export function findRow<R extends TableRow>(
  rows: readonly R[],
  factor: Factor,
  current: number,
  ratings: CurrentRatings,
  policy: LimitPolicy,
): Match<R> {
  const { departure, side } = factor;
  const seen = rows.flatMap((row) => {
    const of = tabulated(row.factor, side);
    return of === null ? [] : [{ row, of }];
  });
  const near = seen.filter(
    ({ row, of }) =>
      Math.abs(of - departure) <= policy.angleTolerance || (row.factor.kind === "range" && of >= departure),
  );
  const wider = seen.filter(({ of }) => of > departure);
  const next = Math.min(...wider.map(({ of }) => of));
  const exact = near.length > 0;
  const candidates = exact ? near : wider.filter(({ of }) => of === next);
  if (candidates.length === 0 || (!exact && policy.betweenFactors === "none"))
    return { kind: "none", why: "factor" };
  const nearestFirst = candidates.toSorted((a, b) => Math.abs(a.of - departure) - Math.abs(b.of - departure));
  const within = (tolerance: number) =>
    nearestFirst.find(({ row }) => carries(row.current, current, ratings, tolerance));
  const found = within(exactly) ?? within(policy.currentTolerance);
  if (found === undefined) return { kind: "none", why: "current" };
  return { kind: "row", row: found.row, widened: !exact };
}

const reference = { direct: "Ib", ct: "In" } as const;
export function describeBand(bands: Bands, ratings: CurrentRatings): string {
  const band = bands[ratings.connection];
  if (band === null) return "not applicable";
  const unit = reference[ratings.connection];
  const figure = (value: number) => `${Number(value.toPrecision(4))} ${unit}`;
  if (band.to === band.from) return `at ${figure(band.from)}`;
  const to = band.to === "Imax" ? "Imax" : figure(band.to);
  return `${figure(band.from)} <= I ${band.toIncluded ? "<=" : "<"} ${to}`;
}

export function describeFactor(factor: TabulatedFactor, energy: "active" | "reactive"): string {
  const word = energy === "active" ? "PF" : "sin phi";
  switch (factor.kind) {
    case "unity":
      return `${word} 1`;
    case "either":
      return `${word} ${factor.value}`;
    case "range":
      return `${word} ${factor.lagging} lagging to ${factor.leading} leading`;
    case "lagging":
    case "leading":
      return `${word} ${factor.value} ${factor.kind}`;
  }
}
