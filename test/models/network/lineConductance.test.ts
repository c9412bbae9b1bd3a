/** What leaks along a line: half at each end, to earth and between conductors. */
import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import { uncoupled } from "#models/network/impedance.ts";
import { inParallel } from "#models/network/inParallel.ts";
import type { ConductanceMatrix, Line } from "#models/network/line.ts";
import type { Network } from "#models/network/network.ts";
import { potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import { earthedStarPoint } from "#models/network/starPoint.ts";
import { validate } from "#models/network/validate.ts";
import { modulus, rectangular } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { hertz, kilometres, volts } from "#models/units.ts";

/** 10 km at 1 + j2 ohm in all, from 230 V, nothing at its end. */
const network = (conductance: ConductanceMatrix, more: Partial<Line> = {}): Network => {
  const z = rectangular(0.1, 0.2);
  return {
    frequency: hertz(50),
    components: [
      {
        type: "source",
        id: "supply",
        bus: "a",
        voltage: balancedVoltage(volts(230)),
        impedance: ideal,
        starPoint: earthedStarPoint,
      },
      {
        type: "line",
        id: "line",
        from: "a",
        to: "b",
        length: kilometres(10),
        impedancePerKilometre: uncoupled({ L1: z, L2: z, L3: z }),
        conductance,
        ...more,
      },
    ],
    meteringPoints: [{ id: "meter", at: "line", end: "from" }],
  };
};
const power = (of: Network) => solve(of).meteringPoints.meter!.activePower;
const messages = (of: Network) =>
  validate(of).map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`);

describe("the conductance of a line", () => {
  it("is a pi circuit: 0.1 S in all, by hand", () => {
    // Half of 10 km x 0.01 S/km at each end. At the far one 0.05 S is 20 ohm behind 1 + j2 ohm: 230 x 20 / |21 + j2|.
    const leaking = network({ conductors: ["L1"], siemensPerKilometre: [[0.01]] });
    const state = solve(leaking);
    const far = 230 * (20 / Math.hypot(21, 2));
    expect(modulus(fundamental(potentialAt(state, "b", "L1")!))).toBeCloseTo(far, 9);
    expect(modulus(fundamental(potentialAt(state, "b", "L2")!))).toBeCloseTo(230, 9);
    // 0.05 S at 230 V, and 230 V across 21 + j2 ohm
    const taken = 0.05 * 230 ** 2 + (21 * 230 ** 2) / (21 ** 2 + 2 ** 2);
    expect(state.meteringPoints.meter!.activePower).toBeCloseTo(taken, 6);
    expect(audit(state).losses.active).toBeCloseTo(taken, 6);
    expect(audit(state).residual).toBeLessThan(1e-12);
  });
  it("leaks between conductors too: 1 mS in all between each two phases", () => {
    // Between each pair 1e-4 S/km over 10 km across 400 V, less the drop: 3 x 1e-3 x (230 sqrt3)^2
    const g = 1e-4;
    const delta = {
      conductors: ["L1", "L2", "L3"] as const,
      siemensPerKilometre: [
        [2 * g, -g, -g],
        [-g, 2 * g, -g],
        [-g, -g, 2 * g],
      ],
    };
    expect(power(network(delta))).toBeCloseTo(3 * 1e-3 * 3 * 230 ** 2, 0);
  });
  it("stands beside the capacitance, which takes no active power of its own", () => {
    const g = { conductors: ["L1"] as const, siemensPerKilometre: [[1e-4]] };
    const c = { conductors: ["L1"] as const, faradsPerKilometre: [[1e-7]] };
    const both = solve(network(g, { capacitance: c })).meteringPoints.meter!;
    expect(both.activePower).toBeCloseTo(power(network(g)), 1);
    // - 2 pi 50 x 1e-6 F x 230^2
    expect(both.reactivePower).toBeCloseTo(-2 * Math.PI * 50 * 1e-6 * 230 ** 2, 1);
  });
  it("is that many times as large in networks side by side", () => {
    const one = network({ conductors: ["L1"], siemensPerKilometre: [[0.01]] });
    expect(power(inParallel(one, 7))).toBeCloseTo(7 * power(one), 6);
  });
  it("is refused where it would give power, or is of a conductor the line has not", () => {
    const of = (siemensPerKilometre: number[][]) =>
      messages(network({ conductors: ["L1", "L2"], siemensPerKilometre }));
    expect(
      of([
        [-0.1, 0],
        [0, 0.1],
      ]),
    ).toEqual([
      "conductance.siemensPerKilometre.0.0: a conductance to earth, the sum of a row, is not negative",
    ]);
    expect(
      of([
        [0.1, 0.05],
        [0.05, 0.1],
      ]),
    ).toEqual([
      "conductance.siemensPerKilometre.0.1: a conductance between two conductors stands with a minus (nodal matrix)",
      "conductance.siemensPerKilometre.1.0: a conductance between two conductors stands with a minus (nodal matrix)",
    ]);
    expect(
      of([
        [0.1, -0.2],
        [-0.2, 0.3],
      ]),
    ).toEqual([
      "conductance.siemensPerKilometre.0.0: a conductance to earth, the sum of a row, is not negative",
    ]);
    expect(
      of([
        [0.1, -0.1],
        [-0.05, 0.1],
      ])[0],
    ).toContain("the matrix is symmetric");
    expect(messages(network({ conductors: ["N"], siemensPerKilometre: [[0.1]] }))).toEqual([
      "conductance.conductors: the line has no such conductor",
    ]);
    expect(
      of([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([]);
  });
});
