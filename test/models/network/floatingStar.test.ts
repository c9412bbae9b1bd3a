/**
 * Constant powers in a star that floats, at an ideal supply: the sum of S_k / (U_k - V) is zero, a quadratic in the
 * potential V of the star. Its two roots are worked out here; a network runs in the one in which the load
 * farthest from its rated voltage is nearer to it.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantPower } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { solve } from "#models/network/solve.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import { isolatedStarPoint } from "#models/network/starPoint.ts";
import { type PerPhase, perPhase, phases } from "#models/threePhase.ts";
import { hertz, vars, volts, watts } from "#models/units.ts";

type Complex = readonly [re: number, im: number];
const add = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
const take = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
const times = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const over = (a: Complex, b: Complex): Complex => {
  const d = b[0] ** 2 + b[1] ** 2;
  return [(a[0] * b[0] + a[1] * b[1]) / d, (a[1] * b[0] - a[0] * b[1]) / d];
};
const size = (a: Complex): number => Math.hypot(a[0], a[1]);
function root(a: Complex): Complex {
  const r = Math.sqrt(size(a));
  const half = Math.atan2(a[1], a[0]) / 2;
  return [r * Math.cos(half), r * Math.sin(half)];
}

const supply: PerPhase<Complex> = {
  L1: [230, 0],
  L2: [230 * Math.cos((2 * Math.PI) / 3), -230 * Math.sin((2 * Math.PI) / 3)],
  L3: [230 * Math.cos((2 * Math.PI) / 3), 230 * Math.sin((2 * Math.PI) / 3)],
};

/** Both potentials of the star, the one in which no load is as far from 230 V first. */
function starsOf(power: PerPhase<Complex>): readonly [Complex, Complex] {
  const [s1, s2, s3] = [power.L1, power.L2, power.L3];
  const { L1: u1, L2: u2, L3: u3 } = supply;
  // s1 (u2 - V)(u3 - V) + s2 (u1 - V)(u3 - V) + s3 (u1 - V)(u2 - V) = a V^2 - b V + c
  const a = add(add(s1, s2), s3);
  const b = add(add(times(s1, add(u2, u3)), times(s2, add(u1, u3))), times(s3, add(u1, u2)));
  const c = add(add(times(s1, times(u2, u3)), times(s2, times(u1, u3))), times(s3, times(u1, u2)));
  const r = root(take(times(b, b), times([4, 0], times(a, c))));
  const both = [over(add(b, r), times([2, 0], a)), over(take(b, r), times([2, 0], a))] as const;
  return off(both[0]) <= off(both[1]) ? both : [both[1], both[0]];
}
const voltagesAt = (star: Complex): number[] => phases.map((phase) => size(take(supply[phase], star)));
/** By how much the load farthest from 230 V is off it, as a share. */
const off = (star: Complex): number => Math.max(...voltagesAt(star).map((u) => Math.abs(u / 230 - 1)));
const starOf = (power: PerPhase<Complex>): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "supply",
      bus: "1",
      voltage: balancedVoltage(volts(230)),
      impedance: ideal,
      starPoint: { ...isolatedStarPoint, earthing: { kind: "solid" } },
    },
    {
      type: "load",
      id: "load",
      bus: "1",
      connection: "wye",
      starPoint: "floating",
      ratedVoltage: volts(230),
      demand: perPhase((phase) => constantPower(watts(power[phase][0]), vars(power[phase][1]))),
    },
  ],
  meteringPoints: [{ id: "meter", at: "load", end: "terminals" }],
});

function currentsOf(power: PerPhase<Complex>) {
  const state = solve(starOf(power));
  const { current, activePower } = state.meteringPoints.meter!;
  const found = perPhase((phase): Complex => [current[phase].re[0]!, current[phase].im[0]!]);
  return { found, activePower, unmet: state.unmet };
}
/** conj(S / (U - V)). */
const expectedOf = (power: PerPhase<Complex>, star: Complex): PerPhase<Complex> =>
  perPhase((phase) => {
    const [re, im] = over(power[phase], take(supply[phase], star));
    return [re, -im];
  });

describe("constant powers in a star that floats", () => {
  it("1000, 1010 and 990 W have 218.0, 226.6 and 246.4 V", () => {
    const power: PerPhase<Complex> = { L1: [1000, 0], L2: [1010, 0], L3: [990, 0] };
    const { found, activePower, unmet } = currentsOf(power);
    expect(unmet).toEqual([]);
    expect(activePower).toBeCloseTo(3000, 3);
    const voltages = phases.map((phase) => power[phase][0] / size(found[phase]));
    for (const [k, expected] of [218.0, 226.6, 246.4].entries()) expect(voltages[k]).toBeCloseTo(expected, 1);
  });

  const powers = fc.record({
    L1: fc.tuple(
      fc.double({ min: 200, max: 3000, noNaN: true }),
      fc.double({ min: -2500, max: 2500, noNaN: true }),
    ),
    L2: fc.tuple(
      fc.double({ min: 200, max: 3000, noNaN: true }),
      fc.double({ min: -2500, max: 2500, noNaN: true }),
    ),
    L3: fc.tuple(
      fc.double({ min: 200, max: 3000, noNaN: true }),
      fc.double({ min: -2500, max: 2500, noNaN: true }),
    ),
  });
  it("stand where the quadratic says, on the side where the farthest load is nearer to its voltage", () => {
    fc.assert(
      fc.property(powers, (power) => {
        const [star, other] = starsOf(power);
        // Where both are as good or nearly one, or a load would be at its minimum, either is right.
        fc.pre(Math.min(...voltagesAt(star)) > 24 && Math.min(...voltagesAt(other)) > 24);
        fc.pre(off(star) < Math.min(0.6, off(other) - 1e-4) && size(take(star, other)) > 5);
        const { found, unmet } = currentsOf(power);
        expect(unmet).toEqual([]);
        const expected = expectedOf(power, star);
        for (const phase of phases)
          expect(size(take(found[phase], expected[phase]))).toBeLessThan(1e-5 * size(expected[phase]) + 1e-6);
      }),
      { numRuns: 100 },
    );
  });
});
