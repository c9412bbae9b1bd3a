import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import { uncoupled } from "#models/network/impedance.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type DeltaLoad,
  impedanceDrawing,
  type WyeLoad,
} from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { balancedVoltage, ideal, type Source } from "#models/network/source.ts";
import { earthedNeutral, isolatedStarPoint } from "#models/network/starPoint.ts";
import { argument, modulus, polar, rectangular, subtract } from "#models/phasor.ts";
import { fundamental, rms, sine } from "#models/spectrum.ts";
import { perPhase, phases } from "#models/threePhase.ts";
import { amperes, degrees, hertz, inDegrees, metres, ratio, vars, volts, watts } from "#models/units.ts";

/** Answers as the textbooks print them; tolerance half of the last printed digit unless said. */
const supply = (voltage: Source["voltage"]): Source => ({
  type: "source",
  id: "supply",
  bus: "main",
  voltage,
  impedance: ideal,
  starPoint: earthedNeutral,
});
const wye = (demand: WyeLoad["demand"], rated = 230): WyeLoad => ({
  type: "load",
  id: "load",
  bus: "main",
  connection: "wye",
  starPoint: "neutral",
  ratedVoltage: volts(rated),
  demand,
});
const delta = (demand: DeltaLoad["demand"], rated = 400): DeltaLoad => ({
  type: "load",
  id: "load",
  bus: "main",
  connection: "delta",
  ratedVoltage: volts(rated),
  demand,
});
const network = (...components: Component[]): Network => ({
  frequency: hertz(50),
  components,
  meteringPoints: [{ id: "main meter", at: "load", end: "terminals" }],
});
const branch = (r: number, x: number) => constantImpedance(rectangular(r, x));
const everyPair = (r: number, x: number): DeltaLoad["demand"] => ({
  "L1-L2": branch(r, x),
  "L2-L3": branch(r, x),
  "L3-L1": branch(r, x),
});
const lineCurrents = (of: Network) => {
  const currents = currentsAt(solve(of), "load", "terminals");
  return {
    L1: fundamental(currents.L1),
    L2: fundamental(currents.L2),
    L3: fundamental(currents.L3),
    N: fundamental(currents.N),
  };
};

describe("textbook networks", () => {
  it("Bird 19.4: 24, 18 and 12 kW in star at 240 V draw 100, 75, 50 A and 43.3 A in the neutral", () => {
    const of = network(
      supply(balancedVoltage(volts(240))),
      wye(
        {
          L1: constantPower(watts(24e3), vars(0)),
          L2: constantPower(watts(18e3), vars(0)),
          L3: constantPower(watts(12e3), vars(0)),
        },
        240,
      ),
    );
    const { L1, L2, L3, N } = lineCurrents(of);
    expect(modulus(L1)).toBeCloseTo(100, 9);
    expect(modulus(L2)).toBeCloseTo(75, 9);
    expect(modulus(L3)).toBeCloseTo(50, 9);
    expect(modulus(N)).toBeCloseTo(43.3, 1);
    expect(solve(of).meteringPoints["main meter"]!.activePower).toBeCloseTo(54e3, 6);
  });

  it("Bird 19.13: a delta of 30 + j40 ohm on 400 V takes 13.86 A, 5.76 kW and 9.60 kVA", () => {
    const of = network(supply(balancedVoltage(volts(400 / Math.sqrt(3)))), delta(everyPair(30, 40)));
    expect(modulus(lineCurrents(of).L1)).toBeCloseTo(13.86, 2);
    const { activePower, reactivePower } = solve(of).meteringPoints["main meter"]!;
    expect(activePower).toBeCloseTo(5760, 6);
    expect(Math.hypot(activePower, reactivePower)).toBeCloseTo(9600, 6);
  });

  it("Bird 19.14: a delta of 30 ohm and 80 uF in series on 400 V, 50 Hz takes 13.9 A, 5799.1 W, 9632.5 VA", () => {
    const x = -1 / (2 * Math.PI * 50 * 80e-6);
    const of = network(supply(balancedVoltage(volts(400 / Math.sqrt(3)))), delta(everyPair(30, x)));
    expect(modulus(lineCurrents(of).L1)).toBeCloseTo(13.9, 1);
    expect(modulus(lineCurrents(of).L1) / Math.sqrt(3)).toBeCloseTo(8.027, 3);
    const { activePower, reactivePower } = solve(of).meteringPoints["main meter"]!;
    expect(Math.abs(activePower - 5799.1)).toBeLessThan(0.05);
    expect(Math.abs(Math.hypot(activePower, reactivePower) - 9632.5)).toBeLessThan(0.05);
  });

  it("Edminister 12.5: an unbalanced delta takes peak currents of 54.7, 65.6 and 29.9 A", () => {
    // VAB = 339.4/120, VBC = 339.4/0, VCA = 339.4/240 peak: phase A at 90 degrees, and the phases follow ABC
    const peak = 339.4 / Math.sqrt(3);
    const of = network(
      supply(balancedVoltage(volts(peak), { angle: degrees(90) })),
      delta({
        "L1-L2": branch(10, 0),
        "L2-L3": constantImpedance(polar(10, degrees(30))),
        "L3-L1": constantImpedance(polar(15, degrees(-30))),
      }),
    );
    const { L1, L2, L3 } = lineCurrents(of);
    const printed = { L1: [54.7176, 108.068], L2: [65.567, -45], L3: [29.9323, -169.107] } as const;
    for (const phase of phases) {
      const found = { L1, L2, L3 }[phase];
      const [magnitude, angle] = printed[phase];
      expect(modulus(subtract(found, polar(magnitude, degrees(angle)))), phase).toBeLessThan(0.005);
    }
  });

  it("Salam 1.10: a delta of 3 + j4 ohm behind 200 V per phase takes 120 A at -53.13 degrees", () => {
    const of = network(supply(balancedVoltage(volts(200))), delta(everyPair(3, 4), 346));
    const { L1 } = lineCurrents(of);
    expect(modulus(L1)).toBeCloseTo(120, 6);
    expect(inDegrees(argument(L1))).toBeCloseTo(-53.13, 2);
  });

  it("Alexander & Sadiku 12.9: an unbalanced star in sequence acb", () => {
    const of = network(
      supply(balancedVoltage(volts(100), { sequence: "L1-L3-L2" })),
      wye({ L1: branch(15, 0), L2: branch(10, 5), L3: branch(6, -8) }, 100),
    );
    const { L1, L2, L3, N } = lineCurrents(of);
    const printed = [
      [L1, 6.6667, 0],
      [L2, 8.9443, 93.435],
      [L3, 10, -66.87],
      [N, 10.0625, 178.474],
    ] as const;
    for (const [found, magnitude, angle] of printed)
      expect(modulus(subtract(found, polar(magnitude, degrees(angle))))).toBeLessThan(0.0006);
    expect(solve(of).meteringPoints["main meter"]!.activePower).toBeCloseTo(2066.7, 1);
  });

  it("a broken neutral with 3, 1 and 0.3 kW lifts the star point to 129.81 V and one phase to 334 V", () => {
    const resistor = (kilowatts: number) => impedanceDrawing(watts(kilowatts * 1e3), vars(0), volts(230));
    const of: Network = network(
      supply(balancedVoltage(volts(230))),
      {
        type: "line",
        id: "service",
        from: "main",
        to: "house",
        length: metres(10),
        // no resistance to speak of: the published figures have none
        impedancePerKilometre: uncoupled({
          L1: rectangular(1e-9, 0),
          L2: rectangular(1e-9, 0),
          L3: rectangular(1e-9, 0),
          N: rectangular(1e-9, 0),
        }),
      },
      { ...wye({ L1: resistor(3), L2: resistor(1), L3: resistor(0.3) }), bus: "house" },
      { type: "fault", kind: "openConductor", id: "broken neutral", line: "service", conductor: "N" },
    );
    const state = solve(of);
    const neutral = fundamental(potentialAt(state, "house", "N")!);
    expect(modulus(neutral)).toBeCloseTo(129.81, 2);
    const published = { L1: 109.23, L2: 292.82, L3: 334.03 };
    for (const phase of phases) {
      const u = subtract(fundamental(potentialAt(state, "house", phase)!), neutral);
      expect(modulus(u), phase).toBeCloseTo(published[phase], 2);
    }
    // nothing flows in the neutral, and the sum of the phases is nothing
    expect(rms(currentsAt(state, "service", "from").N)).toBe(0);
  });
});

describe("supplies and faults", () => {
  it("meters a source, a line's two ends and a load alike in the direction of consumption", () => {
    const line: Component = {
      type: "line",
      id: "line",
      from: "main",
      to: "far",
      length: metres(100),
      impedancePerKilometre: uncoupled({ L1: rectangular(1, 0), N: rectangular(1, 0) }),
    };
    const of: Network = {
      ...network(supply(balancedVoltage(volts(230))), line, {
        ...wye({ L1: constantCurrent(amperes(10), degrees(60)) }),
        bus: "far",
      }),
      meteringPoints: (["supply terminals", "line from", "line to", "load terminals"] as const).map(
        (name) => {
          const [at, end] = name.split(" ") as ["supply" | "line" | "load", "terminals" | "from" | "to"];
          return { id: name, at, end };
        },
      ),
    };
    const state = solve(of);
    const power = Object.fromEntries(
      Object.entries(state.meteringPoints).map(([id, m]) => [id, m.activePower]),
    );
    for (const [id, point] of Object.entries(state.meteringPoints)) {
      expect(modulus(fundamental(point.current.L1)), id).toBeCloseTo(10, 6);
      expect(point.activePower, id).toBeGreaterThan(0);
      expect(point.reactivePower, id).toBeGreaterThan(0);
    }
    // 10 A through 0.1 ohm there and back: 20 W between the two ends
    expect(power["line from"]! - power["line to"]!).toBeCloseTo(20, 6);
    expect(power["supply terminals"]).toBeCloseTo(power["line from"]!, 6);
    expect(power["load terminals"]).toBeCloseTo(power["line to"]!, 6);
  });

  it("lets an isolated network float: one phase to earth moves every potential and no current", () => {
    const isolated: Source = { ...supply(balancedVoltage(volts(230))), starPoint: isolatedStarPoint };
    const load = delta(everyPair(30, 40));
    const sound = solve(network(isolated, load));
    const faulty = solve(
      network(isolated, load, {
        type: "fault",
        kind: "shortCircuit",
        id: "earth fault",
        bus: "main",
        conductor: "L1",
        to: "earth",
        impedance: rectangular(0, 0),
      }),
    );
    expect(rms(potentialAt(sound, "main", "L2")!)).toBeCloseTo(230, 9);
    expect(rms(potentialAt(faulty, "main", "L1")!)).toBe(0);
    expect(rms(potentialAt(faulty, "main", "L2")!)).toBeCloseTo(230 * Math.sqrt(3), 9);
    for (const phase of phases)
      expect(
        modulus(
          subtract(
            fundamental(currentsAt(sound, "load", "terminals")[phase]),
            fundamental(currentsAt(faulty, "load", "terminals")[phase]),
          ),
        ),
      ).toBeLessThan(1e-9);
    expect(audit(faulty).residual).toBeLessThan(1e-12);
  });

  it("a dead phase of a constant-power load draws nothing", () => {
    const of = network(
      supply(balancedVoltage(volts(230))),
      {
        type: "switch",
        id: "fuses",
        from: "main",
        to: "house",
        position: { L1: "closed", L2: "open", L3: "closed", N: "closed" },
      },
      { ...wye(perPhase(() => constantPower(watts(1000), vars(0)))), bus: "house" },
    );
    const state = solve(of);
    expect(rms(potentialAt(state, "house", "L2")!)).toBeLessThan(1e-9);
    expect(state.meteringPoints["main meter"]!.activePower).toBeCloseTo(2000, 6);
    expect(rms(currentsAt(state, "fuses", "from").L1)).toBeCloseTo(1000 / 230, 6);
  });

  it("carries harmonics linearly: third harmonics of a balanced load add up in the neutral", () => {
    const distorted = balancedVoltage(volts(230), {
      harmonics: [{ order: 3, fraction: ratio(0.1), angle: degrees(0) }],
    });
    const state = solve(network(supply(distorted), wye(perPhase(() => branch(23, 0)))));
    const current = currentsAt(state, "load", "terminals");
    expect(state.orders).toEqual([1, 3]);
    // 23 V at order 3 over 23 ohm in each phase, three times that in the neutral
    expect(modulus({ re: current.L1.re[1]!, im: current.L1.im[1]! })).toBeCloseTo(1, 9);
    expect(rms(current.N)).toBeCloseTo(3, 9);
    expect(state.meteringPoints["main meter"]!.activePower).toBeCloseTo(3 * (2300 + 23), 6);
    expect(current.L1.orders).toBe(state.orders);
  });

  it("an inductive load is h times the reactance at order h", () => {
    const distorted = {
      L1: balancedVoltage(volts(100), { harmonics: [{ order: 5, fraction: ratio(1), angle: degrees(0) }] })
        .L1,
    };
    const state = solve(network(supply(distorted), wye({ L1: branch(3, 4) }, 100)));
    const { L1 } = currentsAt(state, "load", "terminals");
    expect(Math.hypot(L1.re[0]!, L1.im[0]!)).toBeCloseTo(100 / 5, 9);
    expect(Math.hypot(L1.re[1]!, L1.im[1]!)).toBeCloseTo(100 / Math.hypot(3, 20), 9);
  });

  it("a sine source is its own spectrum", () => {
    const state = solve(network(supply({ L1: sine(rectangular(230, 0)) }), wye({ L1: branch(23, 0) })));
    expect(rms(currentsAt(state, "load", "terminals").L1)).toBeCloseTo(10, 12);
  });
});
