/** Generated supplies: ideal or with an impedance, every star point, distorted or with a phase missing. */
import fc from "fast-check";
import { conductorMatrix } from "#models/network/impedance.ts";
import {
  balancedVoltage,
  type InternalImpedance,
  ideal,
  matrixImpedance,
  type Source,
  sequenceImpedance,
} from "#models/network/source.ts";
import type { StarPoint } from "#models/network/starPoint.ts";
import { rectangular } from "#models/phasor.ts";
import type { Phase } from "#models/threePhase.ts";
import { degrees, ratio, volts } from "#models/units.ts";

/** With or without the neutral brought out, as the network wants it; impedances for a network of this voltage. */
export const starPoints = (neutral: StarPoint["neutral"], voltage: number): fc.Arbitrary<StarPoint> =>
  fc
    .oneof(
      { weight: 5, arbitrary: fc.constant({ kind: "solid" as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: "isolated" as const }) },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom(rectangular(10, 0), rectangular(1, voltage / 20), rectangular(500, 0))
          .map((impedance) => ({ kind: "impedance" as const, impedance })),
      },
    )
    .map((earthing) => ({ neutral, earthing }));

const harmonics = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(
      fc.record({
        order: fc.constantFrom(2, 3, 5, 7, 9, 11, 13),
        fraction: fc.integer({ min: 1, max: 12 }).map((n) => ratio(n / 100)),
        angle: fc.integer({ min: -180, max: 180 }).map(degrees),
      }),
      { minLength: 1, maxLength: 3, selector: ({ order }) => order },
    ),
  },
);

export const supplies = (neutral: StarPoint["neutral"], voltage: number): fc.Arbitrary<Source> =>
  fc
    .record({
      starPoint: starPoints(neutral, voltage),
      stiffness: fc.constantFrom("ideal", "ideal", "sequence", "sequence", "matrix" as const),
      ohms: fc.integer({ min: -300, max: -100 }).map((n) => 10 ** (n / 100)),
      harmonics,
      missing: fc.constantFrom<Phase | undefined>(...Array(27).fill(undefined), "L1", "L2", "L3"),
      turned: fc.constantFrom(0, 0, 0, 30, -120, 75).map(degrees),
      uneven: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(1, 1, 1, 0.95, 1.04))),
      sequence: fc.constantFrom(
        "L1-L2-L3" as const,
        "L1-L2-L3" as const,
        "L1-L2-L3" as const,
        "L1-L3-L2" as const,
      ),
    })
    .map(
      ({ starPoint, stiffness, ohms, harmonics: distorted, missing, turned, uneven, sequence }): Source => {
        const all = balancedVoltage(volts(voltage), { angle: turned, harmonics: distorted, sequence });
        const has = (["L1", "L2", "L3"] as const).filter((phase) => phase !== missing);
        const size = ohms * (voltage / 230);
        return {
          type: "source",
          id: "supply",
          bus: "0",
          voltage: Object.fromEntries(
            has.map((phase) => {
              const factor = uneven[phase === "L1" ? 0 : phase === "L2" ? 1 : 2]!;
              const { orders, re, im } = all[phase];
              return [phase, { orders, re: re.map((x) => x * factor), im: im.map((x) => x * factor) }];
            }),
          ),
          impedance: impedanceOf(stiffness, size, neutral === "broughtOut", has),
          starPoint,
        };
      },
    );

function impedanceOf(
  stiffness: "ideal" | "sequence" | "matrix",
  size: number,
  hasNeutral: boolean,
  has: readonly Phase[],
): InternalImpedance {
  if (stiffness === "ideal") return ideal;
  if (stiffness === "sequence" && has.length === 3)
    return sequenceImpedance(rectangular(size / 3, size), rectangular(size, 2 * size));
  const conductors = hasNeutral ? [...has, "N" as const] : has;
  return matrixImpedance(
    conductorMatrix(
      conductors,
      conductors.map((_, i) => conductors.map((__, j) => (i === j ? size : size / 5))),
      conductors.map((_, i) => conductors.map((__, j) => (i === j ? size : size / 3))),
    ),
  );
}
