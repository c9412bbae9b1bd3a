/**
 * The accuracy class of a meter: the largest percentage error its standard permits at a load point. Inside the reference
 * conditions that is a row of the base table; outside, the base limit plus the permitted shift of every influence that
 * acts. The answer says in words which rows it was made of and how sure their figures are.
 */
import type { AccuracyClasses, CurrentRatings } from "#models/meter/spec.ts";
import { en50470_3 } from "#models/metrology/en50470-3.ts";
import { iec61036 } from "#models/metrology/iec61036.ts";
import { iec62053_21 } from "#models/metrology/iec62053-21.ts";
import { iec62053_23 } from "#models/metrology/iec62053-23.ts";
import { actingInfluences } from "#models/metrology/influence.ts";
import { defaultLimitPolicy, type LimitPolicy } from "#models/metrology/limitPolicy.ts";
import type { AccuracyStandard, LimitRow } from "#models/metrology/limitTable.ts";
import type { LoadPoint } from "#models/metrology/loadPoint.ts";
import { type Status, weakest } from "#models/metrology/provenance.ts";
import { shiftOf } from "#models/metrology/shiftLimit.ts";
import {
  describeBand,
  describeFactor,
  type Factor,
  factorOf,
  findRow,
  type Match,
} from "#models/metrology/tableLookup.ts";
import { phases } from "#models/threePhase.ts";
import { degrees, inDegrees, type Percent, percent, radians } from "#models/units.ts";

export const accuracyStandards = {
  "IEC 62053-21": iec62053_21,
  "IEC 61036": iec61036,
  "EN 50470-3": en50470_3,
  "IEC 62053-23": iec62053_23,
} as const satisfies Record<string, AccuracyStandard>;

/** The nominal facts a limit depends on; a meter specification is one. */
export interface ClassedMeter {
  readonly classes: AccuracyClasses;
  readonly current: CurrentRatings;
}

export type LimitAt =
  | {
      readonly kind: "limit";
      readonly limit: Percent;
      /** The rows the limit was made of, in words. */
      readonly source: string;
      /** The weakest mark among them. */
      readonly status: Status;
    }
  | { readonly kind: "none"; readonly reason: string };

const none = (reason: string): LimitAt => ({ kind: "none", reason });

/** The largest permitted error, plus or minus percent, of a meter's active or reactive energy at a load point. */
export function limitAt(
  meter: ClassedMeter,
  energy: "active" | "reactive",
  point: LoadPoint,
  policy: LimitPolicy = defaultLimitPolicy,
): LimitAt {
  const declared = meter.classes[energy];
  if (declared === null) return none("the meter declares no class for reactive energy");
  const standard: AccuracyStandard = accuracyStandards[declared.standard];
  const { accuracyClass } = declared;
  const name = `${standard.name} class ${accuracyClass}`;
  const factor = factorOf(energy, point.phi);
  if (factor === null) return none(`${name} has no limit for power that flows backwards`);
  const acting = actingInfluences(point, accuracyClass, policy.referenceFrequencies);
  if (acting.kind === "beyond") return none(`${name} sets no limit: ${acting.reason}`);
  const current = tableCurrent(point);
  if (current === null) return none(`${name} sets no limit without load`);
  const load = tableLoad(point, policy);
  if (load === null) return none(`${name} tabulates no unbalanced load`);
  const rows = standard.base.filter((row) => row.accuracyClass === accuracyClass && row.load === load);
  if (rows.length === 0) return none(`${standard.name} has no class ${accuracyClass}`);
  const match = baseRow(rows, factor, current, meter.current, load, policy);
  if (match.kind === "none")
    return none(`${name} sets no limit at ${describePoint(energy, point, current, meter, match.why)}`);

  const parts = [describeBase(match, point, standard, meter)];
  const marks: Status[] = [match.row.provenance.status];
  let limit = match.row.limit;
  for (const influence of acting.influences) {
    const shift = shiftOf(standard, accuracyClass, influence, factor, current, meter.current, policy);
    if (shift === null) return none(`${name} has no row for ${influence}`);
    limit += shift.limit;
    parts.push(shift.source);
    marks.push(shift.status);
  }
  return {
    kind: "limit",
    limit: percent(Number(limit.toPrecision(12))),
    source: `${name}, ${parts.join("; ")}`,
    status: weakest(marks),
  };
}

/** The current a table is entered with: the mean of the loaded phases, secondary; null without any. */
function tableCurrent(point: LoadPoint): number | null {
  const values = phases.flatMap((phase) => {
    const value = point.current[phase];
    return value === null ? [] : [value];
  });
  const largest = Math.max(...values);
  if (point.load === "none" || !(largest > 0)) return null;
  if (point.load === "single-phase") return largest;
  const loaded = values.filter((value) => value > 0.005 * largest);
  return loaded.reduce((a, b) => a + b, 0) / loaded.length;
}

function tableLoad(point: LoadPoint, policy: LimitPolicy): LimitRow["load"] | null {
  if (point.load === "balanced" || point.load === "single-phase") return point.load;
  return policy.unbalancedLoad === "none" ? null : policy.unbalancedLoad;
}

function baseRow(
  rows: readonly LimitRow[],
  factor: Factor,
  current: number,
  ratings: CurrentRatings,
  load: LimitRow["load"],
  policy: LimitPolicy,
): Match<LimitRow> {
  const match = findRow(rows, factor, current, ratings, policy);
  if (match.kind === "row" || match.why === "current" || factor.side !== "leading") return match;
  const covered = factor.departure <= Math.acos(0.8) + policy.angleTolerance;
  if (load !== "single-phase" || policy.leadingSinglePhase === "none" || !covered) return match;
  const standIn = findRow(rows, { ...factor, side: "lagging" }, current, ratings, policy);
  return standIn.kind === "row" ? { ...standIn, widened: true } : standIn;
}

function describeBase(
  match: Extract<Match<LimitRow>, { kind: "row" }>,
  point: LoadPoint,
  standard: AccuracyStandard,
  meter: ClassedMeter,
): string {
  const { row, widened } = match;
  const assumed = [
    ...(widened ? ["the next tabulated power factor"] : []),
    ...(point.load === "unbalanced" ? ["unbalanced load, taken as single-phase load"] : []),
  ];
  const note = assumed.length > 0 ? ` (not tabulated: ${assumed.join(", ")})` : "";
  const place = `${describeBand(row.current, meter.current)}, ${describeFactor(row.factor, standard.energy)}`;
  return `${row.table}, ${place}: ${row.limit.toFixed(1)} % [${row.provenance.status}]${note}`;
}

function describePoint(
  energy: "active" | "reactive",
  point: LoadPoint,
  current: number,
  meter: ClassedMeter,
  why: "factor" | "current",
): string {
  const unit = meter.current.connection === "direct" ? "Ib" : "In";
  const fraction = `${Number((current / meter.current.reference).toPrecision(3))} ${unit}`;
  const angle = radians(energy === "active" ? point.phi : degrees(90) - Math.abs(point.phi));
  const value = Math.abs(Math.cos(angle)).toFixed(2);
  const side = energy === "reactive" || point.phi === 0 ? "" : point.phi > 0 ? " lagging" : " leading";
  const factor = `${energy === "active" ? "PF" : "sin phi"} ${value}${side}`;
  return why === "current"
    ? `${fraction}, ${factor}`
    : `${factor} (${inDegrees(point.phi).toFixed(1)} degrees)`;
}
