import { describe, expect, it } from "vitest";
import type { NetworkState } from "#models/network/networkState.ts";
import { currentsAt, potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { argument, modulus, type Phasor, subtract } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import type { Phase } from "#models/threePhase.ts";
import { inDegrees, type Radians } from "#models/units.ts";
import { ieeeFourNodeNetworks, ieeeFourNodeSolutions } from "../../golden/network/ieeeFourNode.ts";

const phaseOf: Readonly<Record<string, Phase>> = { A: "L1", B: "L2", C: "L3" };

function quantity(state: NetworkState, where: string, name: string): Phasor {
  const [kind, letters = ""] = name.split(/_(?=[A-C]+$)/);
  const [first, second] = [...letters].map((letter) => phaseOf[letter]!);
  if (kind === "current_in") return fundamental(currentsAt(state, where, "from")[first!]);
  const potential = (phase: Phase) => fundamental(potentialAt(state, where, phase)!);
  return second === undefined ? potential(first!) : subtract(potential(first!), potential(second));
}

const apart = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

describe("IEEE 4-node test feeder, against the working group's printed solution", () => {
  const cases = Object.entries(ieeeFourNodeSolutions);
  it("has the seven published connections", () => {
    expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(ieeeFourNodeNetworks).sort());
    expect(cases).toHaveLength(7);
  });

  it.each(cases)("%s: magnitudes within the printed digits, angles within 0.06 degrees", (name, printed) => {
    const state = solve(ieeeFourNodeNetworks[name]!);
    for (const [where, what, magnitude, angle] of printed) {
      const found = quantity(state, where, what);
      const label = `${name} ${where} ${what}`;
      // 0.064 % is how far the printed three- and four-digit currents are off the solution of their own data
      expect(Math.abs(modulus(found) / magnitude - 1), label).toBeLessThan(0.00065);
      expect(apart(inDegrees(argument(found) as Radians), angle), label).toBeLessThan(0.06);
    }
  });
});
