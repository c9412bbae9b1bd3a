import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import { uncoupled } from "#models/network/impedance.ts";
import { constantPower, type Load } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { balancedVoltage, ideal, matrixImpedance, shortCircuitImpedance } from "#models/network/source.ts";
import { earthedNeutral } from "#models/network/starPoint.ts";
import { modulus, rectangular } from "#models/phasor.ts";
import { componentAt, spectrum } from "#models/spectrum.ts";
import { perPhase } from "#models/threePhase.ts";
import { degrees, hertz, metres, ratio, vars, voltAmperes, volts, watts } from "#models/units.ts";

/** 230 V behind 0.1 + j0.2 ohm per phase, a rectifier on L1 that draws 4 A of the fifth harmonic. */
const rectifier = (...more: Component[]): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "supply",
      bus: "a",
      voltage: balancedVoltage(volts(230)),
      impedance: matrixImpedance(
        uncoupled({ L1: rectangular(0.1, 0.2), L2: rectangular(0.1, 0.2), L3: rectangular(0.1, 0.2) }),
      ),
      starPoint: earthedNeutral,
    },
    {
      type: "harmonicCurrentSource",
      id: "rectifier",
      bus: "a",
      starPoint: "neutral",
      current: { L1: spectrum([{ order: 5, phasor: rectangular(4, 0) }]) },
    },
    ...more,
  ],
  meteringPoints: [{ id: "head", at: "supply", end: "terminals" }],
});

describe("given harmonic currents", () => {
  it("4 A of order 5 through 0.1 + j1.0 ohm distort L1 by 4.02 V and no other phase", () => {
    const state = solve(rectifier());
    expect(modulus(componentAt(potentialAt(state, "a", "L1")!, 5))).toBeCloseTo(4 * Math.hypot(0.1, 1), 9);
    expect(modulus(componentAt(potentialAt(state, "a", "L2")!, 5))).toBeLessThan(1e-12);
    expect(componentAt(state.meteringPoints.head!.current.L1, 5).re).toBeCloseTo(4, 9);
    // the rectifier sends 16 A^2 x 0.1 ohm back: a meter between it and the source counts that as production
    expect(state.meteringPoints.head!.activePower).toBeCloseTo(-1.6, 9);
  });

  it("a linear load takes its share of them, unless loads are said to be open to harmonics", () => {
    const load: Component = {
      type: "load",
      id: "heater",
      bus: "a",
      connection: "wye",
      starPoint: "neutral",
      ratedVoltage: volts(230),
      demand: { L1: constantPower(watts(2300), vars(0)) },
    };
    const shared = solve(rectifier(load));
    // 4.0 A divide between 0.1 + j1 and 23 ohm
    const parallel = Math.hypot(0.1, 1) / Math.hypot(23.1, 1);
    expect(modulus(componentAt(currentsAt(shared, "heater", "terminals").L1, 5))).toBeCloseTo(
      4 * parallel,
      9,
    );
    const alone = solve(rectifier(load), { harmonicLoads: "open" });
    expect(modulus(componentAt(currentsAt(alone, "heater", "terminals").L1, 5))).toBe(0);
  });

  it("a capacitor is a lower impedance to them: 1/h of its reactance", () => {
    const bank: Component = {
      type: "shunt",
      id: "bank",
      bus: "a",
      conductor: "L2",
      to: "N",
      impedance: rectangular(0, -50),
    };
    const distorted = {
      ...rectifier(bank),
      components: rectifier(bank).components.map((c) =>
        c.type === "source"
          ? {
              ...c,
              impedance: ideal,
              voltage: balancedVoltage(volts(230), {
                harmonics: [{ order: 5, fraction: ratio(0.1), angle: degrees(0) }],
              }),
            }
          : c,
      ),
    };
    const { L2 } = currentsAt(solve(distorted), "bank", "terminals");
    expect(modulus(componentAt(L2, 1))).toBeCloseTo(230 / 50, 9);
    expect(modulus(componentAt(L2, 5))).toBeCloseTo(23 / 10, 9);
  });
});

describe("audit", () => {
  it("1 kW a phase over 0.5 ohm: the books show what was given, taken and lost", () => {
    const state = solve({
      frequency: hertz(50),
      components: [
        {
          type: "source",
          id: "supply",
          bus: "a",
          voltage: balancedVoltage(volts(230)),
          impedance: ideal,
          starPoint: earthedNeutral,
        },
        {
          type: "line",
          id: "line",
          from: "a",
          to: "b",
          length: metres(1000),
          impedancePerKilometre: uncoupled({
            L1: rectangular(0.5, 0),
            L2: rectangular(0.5, 0),
            L3: rectangular(0.5, 0),
            N: rectangular(0.5, 0),
          }),
        },
        {
          type: "load",
          id: "load",
          bus: "b",
          connection: "wye",
          starPoint: "neutral",
          ratedVoltage: volts(230),
          demand: perPhase(() => constantPower(watts(1000), vars(0))),
        },
      ],
      meteringPoints: [],
    });
    // U = (230 + sqrt(230^2 - 4 * 0.5 * 1000)) / 2, balanced: nothing in the neutral
    const u = (230 + Math.sqrt(230 ** 2 - 2000)) / 2;
    const lost = 3 * 0.5 * (1000 / u) ** 2;
    const { sources, loads, losses, residual, worstNode } = audit(state);
    expect(loads.active).toBeCloseTo(3000, 6);
    expect(losses.active).toBeCloseTo(lost, 6);
    expect(sources.active).toBeCloseTo(3000 + lost, 6);
    expect(residual).toBeLessThan(1e-10);
    expect(worstNode.current).toBeLessThan(1e-8);
  });
});

describe("books of a network in which hardly anything flows", () => {
  /** 0.5 ohm in every conductor between a source of so many volts and what hangs at its end. */
  const fed = (u: number, ...hanging: Component[]): Network => ({
    frequency: hertz(50),
    components: [
      {
        type: "source",
        id: "supply",
        bus: "a",
        voltage: balancedVoltage(volts(u)),
        impedance: ideal,
        starPoint: earthedNeutral,
      },
      {
        type: "line",
        id: "line",
        from: "a",
        to: "b",
        length: metres(1000),
        impedancePerKilometre: uncoupled({
          L1: rectangular(0.5, 0.1),
          L2: rectangular(0.5, 0.1),
          L3: rectangular(0.5, 0.1),
          N: rectangular(0.5, 0.1),
        }),
      },
      ...hanging,
    ],
    meteringPoints: [],
  });
  const load = (id: string, watt: number): Load => ({
    type: "load",
    id,
    bus: "b",
    connection: "wye",
    starPoint: "neutral",
    ratedVoltage: volts(230),
    demand: perPhase(() => constantPower(watts(watt), vars(0))),
  });
  it.each([
    ["no load", fed(230)],
    ["no voltage", fed(0, load("house", 1000))],
    ["no voltage but rounding", fed(1e-15, load("house", 1000))],
    ["a strong source and no load", fed(115_470)],
  ])("balance with %s", (_, network) => {
    expect(audit(solve(network)).residual).toBeLessThan(1e-10);
  });
  it("balance where a roof gives what a house takes, at the scale of the two and not of what is left over", () => {
    // Over a busbar of a milliohm each way: the source gives a tenth of a watt, and 3 kW pass by it.
    const busbar = (id: string, to: string): Component => ({
      type: "line",
      id,
      from: "a",
      to,
      length: metres(1000),
      impedancePerKilometre: uncoupled({
        L1: rectangular(1e-3, 0),
        L2: rectangular(1e-3, 0),
        L3: rectangular(1e-3, 0),
        N: rectangular(1e-3, 0),
      }),
    });
    const state = solve(
      fed(
        230,
        busbar("east", "house"),
        busbar("west", "roof"),
        { ...load("house", 1000), bus: "house" },
        { ...load("roof", -1000), bus: "roof" },
      ),
    );
    const { residual, sources, losses } = audit(state);
    // 6 x (1000 / 230)^2 x 1 milliohm = 0.11 W
    expect(sources.active).toBeLessThan(0.2);
    expect(losses.active).toBeCloseTo(6 * (1000 / 230) ** 2 * 1e-3, 4);
    expect(residual).toBeLessThan(1e-10);
  });
  it("still tell of a load that takes what nobody gives", () => {
    const state = solve(fed(230, load("house", 1000)));
    const { solution } = state;
    const demands = new Map([["house", perPhase(() => constantPower(watts(1100), vars(0)))]]);
    // 3.3 kW asked of a network solved for 3.0 kW: the books are open by a tenth of what flows
    expect(audit({ ...state, solution: { ...solution, demands } }).residual).toBeCloseTo(300 / 3300, 2);
  });
});

describe("a source from its short-circuit powers", () => {
  it("10 MVA both ways at 400 V and X/R = 4: 16 milliohm in every sequence", () => {
    const given = shortCircuitImpedance({
      lineToLine: volts(400),
      threePhasePower: voltAmperes(10e6),
      singlePhasePower: voltAmperes(10e6),
      positiveXOverR: 4,
      zeroXOverR: 4,
    });
    if (given.kind !== "matrix") throw new Error("a matrix was due");
    const [row] = given.matrix.values;
    expect(modulus(row![0]!)).toBeCloseTo(0.016, 12);
    expect(row![0]!.im / row![0]!.re).toBeCloseTo(4, 9);
    expect(modulus(row![1]!)).toBeLessThan(1e-12);
  });

  it("refuses powers that no zero-sequence impedance gives", () => {
    expect(() =>
      shortCircuitImpedance({
        lineToLine: volts(400),
        threePhasePower: voltAmperes(10e6),
        singlePhasePower: voltAmperes(20e6),
        positiveXOverR: 4,
        zeroXOverR: 4,
      }),
    ).toThrow(RangeError);
  });
});
