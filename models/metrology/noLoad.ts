/**
 * The no-load (creep) test: current circuit open, voltage at 1.15 Un, and the test output may give at most one pulse.
 * The standards ask for a minimum time, so that a meter that creeps has the time to show it: the less a pulse weighs
 * and the larger the meter, the shorter. k is in pulses per kWh (kvarh) on the secondary side; where registers are read
 * instead of pulses, a count of the register is the pulse.
 */
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { AccuracyClasses, CurrentRatings, VoltageRatings } from "#models/meter/spec.ts";
import { currentsOverTransitional, transitional } from "#models/metrology/en50470-3.ts";
import { mark, type Provenance } from "#models/metrology/provenance.ts";
import { minutes, type Seconds } from "#models/units.ts";

/** Minutes are this coefficient over k m Un Imax. IEC 62053-21 and -23 clause 8.3 (no-load condition). */
const coefficients: Readonly<
  Record<string, { readonly minutes: number; readonly provenance: Provenance } | undefined>
> = {
  "IEC 62053-21 class 1": { minutes: 600e6, provenance: mark("V2", "H", ["S5b", "S7", "S11"]) },
  "IEC 62053-21 class 2": { minutes: 480e6, provenance: mark("V2", "H", ["S5b", "S7"]) },
  "IEC 62053-23 class 2": { minutes: 480e6, provenance: mark("V", "H", ["S7"]) },
  "IEC 62053-23 class 3": { minutes: 300e6, provenance: mark("K", "M") },
  "IEC 61036 class 1": { minutes: 600e6, provenance: mark("K", "L", [], "taken from IEC 62053-21") },
  "IEC 61036 class 2": { minutes: 480e6, provenance: mark("K", "L", [], "taken from IEC 62053-21") },
};
/** EN 50470-3: minutes are 240e3 / (k m Utest Ist) with Utest = 1.15 Un, four theoretical pulse periods. */
const en50470: { readonly minutes: number; readonly voltage: number; readonly provenance: Provenance } = {
  minutes: 240e3,
  voltage: 1.15,
  provenance: mark("K", "M-H", ["S7b"], "the form was read, the coefficient is recalled"),
};

/**
 * Measuring elements m and the voltage each of them sees; one element that stands for three phases counts as three,
 * as k m Un Imax is the largest power. Three wires on two elements: IEC counts m = 2 at the line voltage; a bench
 * program uses sqrt3, hence `m` can be given.
 */
function elementsOf(mode: InsertionMode, voltage: VoltageRatings): { m: number; Un: number } {
  if (mode === "1N1E") return { m: 1, Un: voltage.singlePhase };
  if (mode.startsWith("3-2E")) return { m: 2, Un: voltage.lineToLine };
  return { m: 3, Un: voltage.phaseToNeutral };
}

export interface NoLoadTest {
  readonly classes: AccuracyClasses;
  readonly current: CurrentRatings;
  readonly voltage: VoltageRatings;
  readonly insertionMode: InsertionMode;
  /** Pulses (or counts of the register) per kWh or kvarh, secondary. */
  readonly pulsesPerKilowattHour: number;
  readonly m?: number;
}

export interface NoLoadTime {
  readonly time: Seconds;
  readonly source: string;
  readonly provenance: Provenance;
}

/** Null where the meter has no class for that energy, or its standard no known time. */
export function noLoadTime(test: NoLoadTest, energy: "active" | "reactive"): NoLoadTime | null {
  const declared = test.classes[energy];
  if (declared === null) return null;
  const elements = elementsOf(test.insertionMode, test.voltage);
  const m = test.m ?? elements.m;
  const k = test.pulsesPerKilowattHour;
  const name = `${declared.standard} class ${declared.accuracyClass}`;
  if (declared.standard === "EN 50470-3") {
    const starting = startingOverReference(declared.accuracyClass, test.current.connection);
    if (starting === null) return null;
    const Utest = en50470.voltage * elements.Un;
    const time = minutes(en50470.minutes / (k * m * Utest * starting * test.current.reference));
    return { time, source: `${name}, no-load: 240e3 / (k m Utest Ist) min`, provenance: en50470.provenance };
  }
  const coefficient = coefficients[name];
  if (coefficient === undefined) return null;
  const time = minutes(coefficient.minutes / (k * m * elements.Un * test.current.maximum));
  const source = `${name}, no-load: ${coefficient.minutes / 1e6}e6 / (k m Un Imax) min`;
  return { time, source, provenance: coefficient.provenance };
}

function startingOverReference(accuracyClass: string, connection: "direct" | "ct"): number | null {
  if (accuracyClass !== "A" && accuracyClass !== "B" && accuracyClass !== "C") return null;
  return currentsOverTransitional[accuracyClass][connection].starting * transitional[connection];
}
