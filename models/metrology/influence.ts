/**
 * Influence quantities: what departs from the reference conditions at a load point (voltage, frequency, phase sequence,
 * a phase interrupted, harmonics). Inside the reference conditions the base limits stand alone; outside, each influence
 * grants the meter its permitted shift; further outside the standard asks for nothing that a limit could say.
 */
import type { Influence } from "#models/metrology/limitTable.ts";
import type { Distortion, LoadPoint } from "#models/metrology/loadPoint.ts";
import { phases } from "#models/threePhase.ts";
import { asPercent, type Hertz, hertz, type Ratio, ratio } from "#models/units.ts";

/** Reference conditions, IEC 62053-21 and -23 and the French order of 2013, annex 2. */
interface ReferenceConditions {
  readonly voltage: Ratio;
  readonly frequency: Ratio;
  readonly distortion: Ratio;
}
const strict: ReferenceConditions = {
  voltage: ratio(0.01),
  frequency: ratio(0.003),
  distortion: ratio(0.02),
};
const wide: ReferenceConditions = { voltage: ratio(0.01), frequency: ratio(0.005), distortion: ratio(0.03) };

/** Classes 1, B and C have the strict set; 2, 3 and A the wide one. */
const referenceConditions = (accuracyClass: string): ReferenceConditions =>
  ["1", "B", "C"].includes(accuracyClass) ? strict : wide;

/** The family's reference frequencies (catalogue: 50 and 60 Hz). */
export const defaultReferenceFrequencies: readonly Hertz[] = [hertz(50), hertz(60)];

/** A range given by a standard is kept by a load point this much outside it: no source sets 1.1 Un exactly. */
const edge = 0.005;
/** Below this share of Un a phase counts as interrupted, not as low. */
const interrupted = 0.1;
/** The harmonic test of table 8: 10 % of fifth harmonic in the voltage, 40 % in the current. */
const harmonicTest = { voltage: 0.1, current: 0.4 };

export type ActingInfluences =
  | { readonly kind: "covered"; readonly influences: readonly Influence[] }
  | { readonly kind: "beyond"; readonly reason: string };

export function actingInfluences(
  point: LoadPoint,
  accuracyClass: string,
  frequencies: readonly Hertz[] = defaultReferenceFrequencies,
): ActingInfluences {
  const reference = referenceConditions(accuracyClass);
  const found = [voltageInfluence(point, reference), frequencyInfluence(point, reference, frequencies)];
  if (point.sequence === "L1-L3-L2") found.push("reversed phase sequence");
  const beyond = found.find((one) => typeof one === "object" && one !== null);
  if (beyond !== undefined && beyond !== null && typeof beyond === "object")
    return { kind: "beyond", reason: beyond.reason };
  const influences = found.filter((one) => typeof one === "string");
  return {
    kind: "covered",
    influences: [...influences, ...harmonicInfluences(point.distortion, reference.distortion)],
  };
}

type Finding = Influence | { readonly reason: string } | null;

/** With a phase interrupted, the other two are not judged: in three wires they sag as its consequence. */
function voltageInfluence(point: LoadPoint, reference: ReferenceConditions): Finding {
  const voltages = phases.flatMap((phase) => {
    const value = point.voltage[phase];
    return value === null ? [] : [value];
  });
  const standing = voltages.filter((value) => value >= interrupted);
  if (standing.length === 0) return { reason: "no voltage stands at the meter" };
  if (standing.length < voltages.length) return "voltage unbalance";
  const [lowest, highest] = [Math.min(...voltages), Math.max(...voltages)];
  const shown = (value: number) => `${asPercent(ratio(value)).toFixed(1)} % of Un`;
  if (lowest < 0.8 - edge)
    return { reason: `below 0.8 Un only -100 % to +10 % is asked for, and a phase is at ${shown(lowest)}` };
  if (highest > 1.15 + edge)
    return { reason: `a phase is at ${shown(highest)}, above the 1.15 Un of the range` };
  const deviation = Math.max(1 - lowest, highest - 1);
  if (deviation > 0.1 + edge) return "voltage beyond 10 %";
  return deviation > reference.voltage + 1e-9 ? "voltage within 10 %" : null;
}

function frequencyInfluence(
  point: LoadPoint,
  reference: ReferenceConditions,
  frequencies: readonly Hertz[],
): Finding {
  const deviation = Math.min(...frequencies.map((rated) => Math.abs(point.frequency / rated - 1)));
  if (deviation > 0.02 * (1 + edge))
    return { reason: `${point.frequency} Hz is more than 2 % from a reference frequency` };
  return deviation > reference.frequency + 1e-9 ? "frequency" : null;
}

function harmonicInfluences(distortion: Distortion, permitted: Ratio): Influence[] {
  const result: Influence[] = [];
  if (distortion.betweenHarmonics > permitted) result.push("sub-harmonics in current");
  if (distortion.directAndEven > permitted) result.push("direct current and even harmonics");
  if (Math.max(distortion.voltage, distortion.odd) > permitted) {
    const asTested =
      distortion.voltage <= harmonicTest.voltage + edge && distortion.odd <= harmonicTest.current + edge;
    result.push(asTested ? "harmonics in current and voltage" : "odd harmonics in current");
  }
  return result;
}
