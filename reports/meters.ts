/**
 * The meters of a run, as few lines as they need: scenarios programme one meter for one insertion mode after the other,
 * and a reader wants to see the meter once, with its modes.
 */
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { AttemptedScenario, RunRecord } from "#reports/record.ts";

export interface TestedMeter {
  /** Model and order code. */
  readonly meter: string;
  /** What stands after the last comma of its description (the insertion mode), in the order first met; may be empty. */
  readonly modes: readonly string[];
  readonly positions: readonly string[];
}

export function metersOf(record: RunRecord): readonly TestedMeter[] {
  const meters = new Map<string, { modes: Set<string>; positions: Set<string> }>();
  for (const s of record.scenarios) {
    if (s.kind !== "attempted") continue;
    const comma = s.meter.lastIndexOf(", ");
    const [meter, mode] = comma < 0 ? [s.meter, null] : [s.meter.slice(0, comma), s.meter.slice(comma + 2)];
    const found = meters.get(meter) ?? { modes: new Set(), positions: new Set() };
    meters.set(meter, found);
    if (mode !== null) found.modes.add(mode);
    found.positions.add(s.position);
  }
  return [...meters].map(([meter, { modes, positions }]) => ({
    meter,
    modes: [...modes],
    positions: [...positions],
  }));
}

/** "Conto D4-s 6017 7900, 3N3E, 3N1E". */
export const meterText = ({ meter, modes }: TestedMeter): string => [meter, ...modes].join(", ");

/**
 * The meter of an attempt, as it was programmed for it. Runs recorded before meters were described say only what was
 * ordered: the catalogue has the rest. null: neither the run nor the catalogue knows it.
 */
export function specOf(
  { meters }: Pick<RunRecord, "meters">,
  { described, choice }: Pick<AttemptedScenario, "described" | "choice">,
): MeterSpec | null {
  const spec = described === null ? undefined : meters[described]?.spec;
  if (spec !== undefined) return { ...spec, programmed: { ...spec.programmed, ...choice?.programmed } };
  if (choice === undefined) return null;
  const ordered = meterSpec(choice);
  return isSpec(ordered) ? ordered : null;
}
