/**
 * What the three legs of a transformer have in common, by symmetrical components: one loaded phase of a star draws the
 * currents I1 = I2 = I0 = E / (Z1 + Z2 + Z0 + 3 Z), each through the impedance of its sequence.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantImpedance } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import {
  earthedNeutral,
  earthedStarPoint,
  isolatedStarPoint,
  type StarPoint,
} from "#models/network/starPoint.ts";
import type { Transformer } from "#models/network/transformer.ts";
import { modulus, rectangular } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { hertz, percent, ratio, voltAmperes, volts } from "#models/units.ts";

/** 250 kVA, 20 kV / 400 V, star to star; one phase loaded with so many ohms. */
const oneLoaded = (
  more: Pick<Transformer, "core" | "zeroSequence">,
  ohms: number,
  primary: StarPoint = isolatedStarPoint,
): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "supply",
      bus: "mv",
      voltage: balancedVoltage(volts(20_000 / Math.sqrt(3))),
      impedance: ideal,
      starPoint: earthedStarPoint,
    },
    {
      type: "transformer",
      id: "transformer",
      ratedPower: voltAmperes(250_000),
      windings: [
        {
          bus: "mv",
          connection: { kind: "wye", clock: 0, starPoint: primary },
          ratedVoltage: volts(20_000),
          tap: ratio(1),
          resistance: percent(0),
        },
        {
          bus: "lv",
          connection: { kind: "wye", clock: 0, starPoint: earthedNeutral },
          ratedVoltage: volts(400),
          tap: ratio(1),
          resistance: percent(0),
        },
      ],
      reactance: [percent(4)],
      ...more,
    },
    {
      type: "load",
      id: "load",
      bus: "lv",
      connection: "wye",
      starPoint: "neutral",
      ratedVoltage: volts(230),
      demand: { L1: constantImpedance(rectangular(ohms, 0)) },
    },
  ],
  meteringPoints: [],
});
const e = 400 / Math.sqrt(3);
/** Of the low-voltage side, ohms. */
const rated = 400 ** 2 / 250_000;

/** 3 E / |3 R + j (2 X1 + X0)|, amperes. */
const drawn = (ohms: number, x1: number, x0: number): number => (3 * e) / Math.hypot(3 * ohms, 2 * x1 + x0);
const currentOf = (network: Network): number =>
  modulus(fundamental(currentsAt(solve(network), "load", "terminals").L1));

describe("a transformer in star and star whose primary star is not connected", () => {
  it("has its magnetising reactance for a zero sequence: half of the rated impedance where nothing is said", () => {
    // The zero sequence passes no leakage: its current finds no way on the other side.
    expect(currentOf(oneLoaded({}, 12))).toBeCloseTo(drawn(12, 0.04 * rated, (0.04 + 0.5) * rated), 6);
  });
  it("shifts its star by a few volts, and by all of its voltage where its legs are independent", () => {
    const shift = (network: Network): number =>
      Math.abs(modulus(fundamental(potentialAt(solve(network), "lv", "L2")!)) - e);
    expect(shift(oneLoaded({}, 12))).toBeLessThan(5);
    expect(shift(oneLoaded({ core: { kind: "independent" } }, 12))).toBeGreaterThan(150);
  });
  it("whatever the reactance and the load", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 500, noNaN: true }),
        fc.double({ min: 0.2, max: 1000, noNaN: true }),
        (magnetising, ohms) => {
          const network = oneLoaded({ core: { kind: "threeLimb", magnetising: percent(magnetising) } }, ohms);
          const expected = drawn(ohms, 0.04 * rated, (0.04 + magnetising / 100) * rated);
          expect(Math.abs(currentOf(network) / expected - 1)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

describe("a transformer with zero-sequence data of its own", () => {
  it("whose stars are both earthed draws 3 E / (2 Z1 + Z0 + 3 R)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.double({ min: 0.2, max: 100, noNaN: true }),
        (reactance, ohms) => {
          const zeroSequence = { resistance: [percent(0), percent(0)], reactance: [percent(reactance)] };
          const core = { kind: "independent" } as const;
          const found = currentOf(oneLoaded({ core, zeroSequence }, ohms, earthedStarPoint));
          const expected = drawn(ohms, 0.04 * rated, (reactance / 100) * rated);
          expect(Math.abs(found / expected - 1)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});
