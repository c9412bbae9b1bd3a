/** Equal networks side by side: the same voltages, so many times the current and the power. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inParallel } from "#models/network/inParallel.ts";
import type { Network } from "#models/network/network.ts";
import { solve } from "#models/network/solve.ts";
import { SolveError } from "#models/network/solveError.ts";
import { componentAt, rms } from "#models/spectrum.ts";
import { conductors } from "#models/threePhase.ts";
import { scenarios } from "#scenarios/arbitraries/scenario.ts";
import { ieeeFourNodeNetworks } from "../../golden/network/ieeeFourNode.ts";
import { scenarioIn, shippedFiles } from "../../scenarios/scenarioFiles.ts";

function isManyTimes(network: Network, times: number): void {
  const [one, many] = [solve(network), solve(inParallel(network, times))];
  for (const [point, seen] of Object.entries(one.meteringPoints)) {
    const also = many.meteringPoints[point]!;
    const power = Math.hypot(seen.activePower, seen.reactivePower);
    // The iteration ends at a share of the voltage: what is allowed grows with its level.
    const volts = conductors.map((conductor) => rms(seen.potential[conductor]));
    const level = Math.max(1, Math.max(...volts) / 230);
    const near = (a: number, b: number, scale: number): void =>
      expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-5 * scale);
    near(also.activePower, times * seen.activePower, times * (power + 1e4 * level));
    near(also.reactivePower, times * seen.reactivePower, times * (power + 1e4 * level));
    for (const conductor of conductors)
      for (const order of one.orders) {
        const [u, v] = [seen, also].map(({ potential }) => componentAt(potential[conductor], order));
        const [i, j] = [seen, also].map(({ current }) => componentAt(current[conductor], order));
        near(v!.re, u!.re, 230 * level);
        near(v!.im, u!.im, 230 * level);
        near(j!.re, times * i!.re, times * 5 * level);
        near(j!.im, times * i!.im, times * 5 * level);
      }
  }
}

/** Loads beyond what a line can carry may have none. */
function hasSolution(network: Network): boolean {
  try {
    for (const each of [network, inParallel(network, 2)]) solve(each);
    return true;
  } catch (error) {
    if (error instanceof SolveError) return false;
    throw error;
  }
}

describe("networks in parallel", () => {
  it.each(shippedFiles.map((file) => [file.name, file] as const))("%s, twenty times", (_, file) => {
    const networks = new Set(scenarioIn(file).steps.map(({ network }) => network));
    for (const network of [...networks].slice(0, 3)) isManyTimes(network, 20);
  });

  it.each(Object.entries(ieeeFourNodeNetworks))(
    "IEEE 4 node, %s: lines, transformers and earths",
    (_, network) => {
      const [line] = network.components;
      const metered: Network = {
        ...network,
        meteringPoints: [{ id: "meter", at: line!.id, end: line!.type === "source" ? "terminals" : "from" }],
      };
      const [one, many] = [solve(metered), solve(inParallel(metered, 3.5))];
      const [a, b] = [one.meteringPoints.meter!, many.meteringPoints.meter!];
      expect(b.activePower / a.activePower).toBeCloseTo(3.5, 4);
      expect(b.reactivePower / a.reactivePower).toBeCloseTo(3.5, 4);
    },
  );

  it("whatever the network and the number", () => {
    fc.assert(
      fc.property(scenarios(), fc.double({ min: 0.05, max: 50, noNaN: true }), ({ steps }, times) => {
        for (const { network } of steps.slice(0, 2)) if (hasSolution(network)) isManyTimes(network, times);
      }),
      { numRuns: 60 },
    );
  });
});
