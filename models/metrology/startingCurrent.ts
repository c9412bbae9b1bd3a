/**
 * The starting current: the smallest current at Un and unity power factor (sin phi 1), balanced in polyphase meters, at
 * which a meter must start and go on registering. Fractions of Ib (direct) or In (CT).
 */
import type { AccuracyClasses, CurrentRatings } from "#models/meter/spec.ts";
import { currentsOverTransitional, transitional } from "#models/metrology/en50470-3.ts";
import { mark, type Provenance } from "#models/metrology/provenance.ts";
import { type Amperes, amperes, hours, type Seconds, type Volts } from "#models/units.ts";

interface StartingRow {
  readonly direct: number;
  readonly ct: number;
  readonly provenance: Provenance;
}
const rows: Readonly<Record<string, StartingRow | undefined>> = {
  "IEC 62053-21 class 1": {
    direct: 0.004,
    ct: 0.002,
    provenance: mark("V2", "H", ["S5b", "S6", "S24"]),
  },
  "IEC 62053-21 class 2": { direct: 0.005, ct: 0.003, provenance: mark("V2", "H", ["S5b", "S6"]) },
  "IEC 62053-23 class 2": { direct: 0.005, ct: 0.003, provenance: mark("V2", "H", ["S6", "S5b"]) },
  "IEC 62053-23 class 3": { direct: 0.01, ct: 0.005, provenance: mark("V2", "H", ["S6", "S5b"]) },
  "IEC 61036 class 1": { direct: 0.004, ct: 0.002, provenance: mark("V", "M-H", ["S5b"]) },
  "IEC 61036 class 2": { direct: 0.005, ct: 0.003, provenance: mark("V", "M-H", ["S5b"]) },
};
const en50470 = mark("V", "H", ["S8", "S6"]);

/** Secondary amperes, null where the meter has no such class. */
export function startingCurrent(
  classes: AccuracyClasses,
  ratings: CurrentRatings,
  energy: "active" | "reactive",
): { readonly current: Amperes; readonly provenance: Provenance } | null {
  const declared = classes[energy];
  if (declared === null) return null;
  if (declared.standard === "EN 50470-3") {
    const name = declared.accuracyClass;
    if (name !== "A" && name !== "B" && name !== "C") return null;
    const overItr = currentsOverTransitional[name][ratings.connection].starting;
    const current = amperes(overItr * transitional[ratings.connection] * ratings.reference);
    return { current, provenance: en50470 };
  }
  const row = rows[`${declared.standard} class ${declared.accuracyClass}`];
  if (row === undefined) return null;
  return { current: amperes(row[ratings.connection] * ratings.reference), provenance: row.provenance };
}

/** Time between two pulses of an errorless meter at the starting current: 3.6e6 / (k m Un Ist) seconds. */
export const startingPulseInterval = (
  pulsesPerKilowattHour: number,
  m: number,
  Un: Volts,
  current: Amperes,
): Seconds => hours(1000 / (pulsesPerKilowattHour * m * Un * current));
