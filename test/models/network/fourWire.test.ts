import { describe, expect, it } from "vitest";
import { potentialAt } from "#models/network/readState.ts";
import { solve } from "#models/network/solve.ts";
import { distance } from "../../golden/network/distance.ts";
import { fourWireCases } from "../../golden/network/fourWire.ts";

/** What the project asks of four-wire networks with explicit neutral; the best fit reached is 5.7e-8 V. */
const tolerance = 1e-6;

describe("four-wire networks with explicit neutral, against OpenDSS", () => {
  it("restates all fourteen published cases", () => {
    expect(fourWireCases).toHaveLength(14);
  });

  it.each(fourWireCases)("$name: every potential within 1e-6 V", ({ network, expected }) => {
    const state = solve(network);
    const deviations = expected.map(([bus, conductor, magnitude, angle]) => ({
      at: `${bus}.${conductor}`,
      deviation: distance(potentialAt(state, bus, conductor), magnitude, angle),
    }));
    expect(deviations.length).toBeGreaterThan(6);
    expect(deviations.filter(({ deviation }) => !(deviation <= tolerance))).toEqual([]);
  });
});
