/**
 * Two rules of the type test over a whole table of results. The zero line may be shifted: results that miss their limits
 * only because of the measurement's own uncertainty are accepted if one displacement, the same for every point and not
 * too large, brings them all inside. And the error with single-phase load may differ from that with balanced load by no
 * more than a limit of its own. Neither has an equivalent in MID verification.
 */
import { accuracyStandards, type ClassedMeter } from "#models/metrology/accuracyClass.ts";
import type { AccuracyStandard, DifferenceRow } from "#models/metrology/limitTable.ts";
import { mark, type Provenance } from "#models/metrology/provenance.ts";
import { type Percent, percent } from "#models/units.ts";

export interface PointError {
  readonly error: Percent;
  readonly limit: Percent;
}

/** IEC 62053-21 clause 8.6 and 62053-23 idem: recalled, none verified. */
const displacements: Readonly<Record<string, { readonly limit: number; readonly provenance: Provenance }>> = {
  "IEC 62053-21 class 1": { limit: 0.5, provenance: mark("K", "M-H") },
  "IEC 62053-21 class 2": { limit: 1.0, provenance: mark("K", "M-H") },
  "IEC 62053-23 class 2": { limit: 1.0, provenance: mark("K", "L-M") },
  "IEC 62053-23 class 3": { limit: 1.0, provenance: mark("K", "L-M") },
};

/** Null where the standard of the class is not known to permit a displacement. */
export function permittedDisplacement(
  meter: ClassedMeter,
  energy: "active" | "reactive",
): { readonly limit: number; readonly provenance: Provenance } | null {
  const declared = meter.classes[energy];
  if (declared === null) return null;
  return displacements[`${declared.standard} class ${declared.accuracyClass}`] ?? null;
}

/**
 * The smallest displacement of the zero line that brings every result inside its limit, as subtracted from the errors;
 * null when there is none within the permitted one.
 */
export function zeroLineShift(points: readonly PointError[], permitted: number): Percent | null {
  const lowest = Math.max(-permitted, ...points.map(({ error, limit }) => error - limit));
  const highest = Math.min(permitted, ...points.map(({ error, limit }) => error + limit));
  if (lowest > highest) return null;
  return percent(Math.max(lowest, Math.min(highest, 0)));
}

/** Largest permitted | e(single-phase load) - e(balanced load) | at the reference current and unity factor. */
export function permittedDifference(
  meter: ClassedMeter,
  energy: "active" | "reactive",
): DifferenceRow | null {
  const declared = meter.classes[energy];
  if (declared === null) return null;
  const standard: AccuracyStandard = accuracyStandards[declared.standard];
  return standard.differences.find(({ accuracyClass }) => accuracyClass === declared.accuracyClass) ?? null;
}
