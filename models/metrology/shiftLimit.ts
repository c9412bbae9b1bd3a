/**
 * The permitted shift of a meter's error under one influence quantity, away from the one current and power factor the
 * standard tests it at. Rows tabulated at unity only, or at one current only, are taken to hold elsewhere; the source
 * says where the figure was tabulated.
 */
import type { CurrentRatings } from "#models/meter/spec.ts";
import { iec62053_21 } from "#models/metrology/iec62053-21.ts";
import type { LimitPolicy } from "#models/metrology/limitPolicy.ts";
import type { AccuracyStandard, Influence, ShiftRow } from "#models/metrology/limitTable.ts";
import type { Status } from "#models/metrology/provenance.ts";
import { describeBand, describeFactor, type Factor, findRow } from "#models/metrology/tableLookup.ts";

export interface PermittedShift {
  readonly limit: number;
  readonly source: string;
  readonly status: Status;
}

/** Where a standard has no row of its own (or not for CTs), the row that is nearest in kind. */
const standIns: Partial<Readonly<Record<Influence, Influence>>> = {
  "direct current and even harmonics": "odd harmonics in current",
  "odd harmonics in current": "direct current and even harmonics",
  "sub-harmonics in current": "direct current and even harmonics",
};

/** Null when the standard has no row for the influence and nothing stands in. */
export function shiftOf(
  standard: AccuracyStandard,
  accuracyClass: string,
  influence: Influence,
  factor: Factor,
  current: number,
  ratings: CurrentRatings,
  policy: LimitPolicy,
): PermittedShift | null {
  if (standard.energy === "reactive") {
    const active = influence === "reversed phase sequence" || influence === "voltage unbalance";
    if (active && policy.unlistedReactiveInfluence === "as active") {
      const row = rowOf(
        iec62053_21,
        "2",
        influence,
        { ...factor, side: "lagging" },
        current,
        ratings,
        policy,
      );
      return row === null ? null : describe(row, ratings, iec62053_21, " (none in IEC 62053-23)", "K");
    }
    // Reactive energy is defined for sinusoidal signals only (S23): whatever the tables hold, no limit with harmonics.
    if (influence.includes("harmonics")) return null;
  }
  const own = rowOf(standard, accuracyClass, influence, factor, current, ratings, policy);
  if (own !== null) return describe(own, ratings, standard, "", own.provenance.status);
  const standIn = standIns[influence];
  const other =
    standIn === undefined ? null : rowOf(standard, accuracyClass, standIn, factor, current, ratings, policy);
  return other === null ? null : describe(other, ratings, standard, ` (stands in for ${influence})`, "K");
}

/**
 * The row at this factor and current. Failing that (a current the shift was not tabulated at; a leading factor, of which
 * the shift tables have none) the widest.
 */
function rowOf(
  standard: AccuracyStandard,
  accuracyClass: string,
  influence: Influence,
  factor: Factor,
  current: number,
  ratings: CurrentRatings,
  policy: LimitPolicy,
): ShiftRow | null {
  const rows = standard.shifts.filter(
    (row) =>
      row.accuracyClass === accuracyClass &&
      row.influence === influence &&
      row.current[ratings.connection] !== null,
  );
  const match = findRow(rows, factor, current, ratings, { ...policy, betweenFactors: "wider" });
  if (match.kind === "row") return match.row;
  const widest = rows.toSorted((a, b) => b.limit - a.limit);
  return widest[0] ?? null;
}

function describe(
  row: ShiftRow,
  ratings: CurrentRatings,
  standard: AccuracyStandard,
  note: string,
  status: Status,
): PermittedShift {
  const place = `${describeBand(row.current, ratings)}, ${describeFactor(row.factor, standard.energy)}`;
  return {
    limit: row.limit,
    source: `+ ${row.influence}, ${row.table}, tabulated ${place}: ${row.limit.toFixed(1)} % [${status}]${note}`,
    status,
  };
}
