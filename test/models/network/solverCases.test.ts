/**
 * States that are not those of impedances, against closed forms and the second solver: six networks found in use and the kin of
 * each. The second solver is held against the same figures.
 */
import { describe, expect, it } from "vitest";
import type { NetworkState } from "#models/network/networkState.ts";
import { solve } from "#models/network/solve.ts";
import { rms, type Spectrum } from "#models/spectrum.ts";
import { chanceOf } from "../../chance.ts";
import { solverCases } from "../../golden/network/solverCases.ts";
import { balance } from "./second/balance.ts";
import { type Complex, complex, size } from "./second/complex.ts";
import { harmonicPotentials, ordersIn } from "./second/harmonic.ts";
import { statesOf } from "./second/states.ts";

const potentialOf =
  ({ orders, solution }: NetworkState, order: number) =>
  (name: string): Complex | undefined => {
    const node = solution.prepared.circuit.nodes.findIndex((each) => each.name === name);
    const { re, im } = solution.potentials[orders.indexOf(order)]!;
    return node < 0 ? undefined : complex(re[node]!, im[node]!);
  };
const together = (values: readonly (Complex | undefined)[]): number =>
  Math.hypot(...values.map((value) => (value === undefined ? Number.NaN : size(value))));

describe.each(solverCases)("$name ($figures)", ({ network, potentials, currents, power, unmet }) => {
  it("is solved so", () => {
    const state = solve(network);
    for (const [name, expected] of Object.entries(potentials)) {
      const found = together(state.orders.map((order) => potentialOf(state, order)(name)));
      expect(Math.abs(found - expected), `${name}: ${found} V`).toBeLessThan(0.05);
    }
    const { current, activePower } = state.meteringPoints.main!;
    for (const [conductor, expected] of Object.entries(currents ?? {})) {
      const found = rms((current as Readonly<Record<string, Spectrum>>)[conductor]!);
      expect(Math.abs(found - expected), `${conductor}: ${found} A`).toBeLessThan(1e-3);
    }
    if (power !== undefined) expect(Math.abs(activePower - power)).toBeLessThan(0.05);
    expect(state.unmet).toHaveLength(unmet);
    for (const order of state.orders) {
      const left = balance(network, order, potentialOf(state, order));
      expect(Math.max(left.current, left.power, left.voltage)).toBeLessThan(1);
    }
  });

  it("and by the second solver", () => {
    const { all, names } = statesOf(network, chanceOf(1));
    const harmonics = ordersIn(network)
      .filter((order) => order !== 1)
      .map((order) => harmonicPotentials(network, order));
    for (const [name, expected] of Object.entries(potentials)) {
      const node = names.indexOf(name);
      // The best of several states is the first that is not worse than another.
      const found = all.map(({ potentials: of }) =>
        together([of[node], ...harmonics.map((each) => each[node])]),
      );
      expect(
        found.some((each) => Math.abs(each - expected) < 0.05),
        `${name}: ${found.join(", ")} V`,
      ).toBe(true);
    }
  });
});
