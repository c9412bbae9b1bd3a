/** What is no state is not given out: potentials that are off leave currents over, at whatever scale. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demandTable } from "#models/network/demandTable.ts";
import { constantCurrent, constantPower, type Demand } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { stateOf } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { DoesNotClose } from "#models/network/solveError.ts";
import { balancedVoltage, sequenceImpedance } from "#models/network/source.ts";
import { earthedNeutral } from "#models/network/starPoint.ts";
import { rectangular } from "#models/phasor.ts";
import { perPhase } from "#models/threePhase.ts";
import { amperes, degrees, hertz, vars, volts, watts } from "#models/units.ts";

/** A source of this internal impedance, and what it feeds. */
const network = (ohms: number, demand: Demand): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "supply",
      bus: "1",
      voltage: balancedVoltage(volts(230)),
      impedance: sequenceImpedance(rectangular(ohms / 3, ohms), rectangular(ohms / 2, ohms)),
      starPoint: earthedNeutral,
    },
    {
      type: "load",
      id: "load",
      bus: "1",
      connection: "wye",
      starPoint: "neutral",
      ratedVoltage: volts(230),
      demand: perPhase(() => demand),
    },
  ],
  meteringPoints: [{ id: "meter", at: "load", end: "terminals" }],
});

/** The state with every unknown potential off by so much, given out as if it were one. */
function givenOut(of: Network, off: number) {
  const { solution, iterations, deviation } = solve(of);
  const { prepared, demands, loadAdmittances, givens } = solution;
  return stateOf(prepared, {
    demands,
    table: demandTable(prepared.places, demands),
    solutions: solution.unknowns.map(({ re, im }) => ({ re: re.map((v) => v + off), im })),
    loadAdmittances,
    givens,
    iterations,
    deviation,
  });
}

describe("a state", () => {
  it("that is off by a millivolt before 0.1 ohm is none: 10 mA are left over", () => {
    const of = network(0.1, constantCurrent(amperes(5), degrees(0)));
    expect(() => givenOut(of, 1e-3)).toThrow(DoesNotClose);
    expect(() => givenOut(of, 0)).not.toThrow();
  });
  it("of a source of 1e14 VA, or of a dead network, is one within rounding", () => {
    const strong = network(230 ** 2 / 1e14, constantPower(watts(1000), vars(300)));
    expect(solve(strong).meteringPoints.meter!.activePower).toBeCloseTo(3000, 3);
    const dead: Network = {
      ...network(0.1, constantPower(watts(1000), vars(300))),
      components: network(0.1, constantPower(watts(1000), vars(300))).components.map((each) =>
        each.type === "source" ? { ...each, voltage: balancedVoltage(volts(0)) } : each,
      ),
    };
    expect(solve(dead).meteringPoints.meter!.activePower).toBe(0);
  });
  it("is given out whatever the source and the load, and not when it is off by a thousandth of the drop", () => {
    const decades = (from: number, to: number) =>
      fc.double({ min: from, max: to, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(decades(-6, 0), decades(-3, 3), (ohms, load) => {
        // Beneath a drop of 10 microvolts its thousandth is rounding of 230 V.
        fc.pre(ohms * load > 1e-5 && ohms * load < 20);
        const of = network(ohms, constantPower(watts(230 * load), vars(0)));
        expect(Math.abs(solve(of).meteringPoints.meter!.activePower / (3 * 230 * load) - 1)).toBeLessThan(
          1e-6,
        );
        expect(() => givenOut(of, 1e-3 * ohms * load)).toThrow(DoesNotClose);
      }),
    );
  });
  it("with a number that is none in it is none", () => {
    expect(() => givenOut(network(0.1, constantPower(watts(1), vars(0))), Number.NaN)).toThrow(DoesNotClose);
  });
});
