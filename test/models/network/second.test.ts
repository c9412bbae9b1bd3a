/** The second solver itself: by closed forms of its own, and that it shares no code with what it is held against. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Network } from "#models/network/network.ts";
import { metres, vars, volts, watts } from "#models/units.ts";
import { chanceOf } from "../../chance.ts";
import { solverCases } from "../../golden/network/solverCases.ts";
import { networkOfSeed } from "./generated/sample.ts";
import { balance } from "./second/balance.ts";
import { complex } from "./second/complex.ts";
import { eliminated, solved } from "./second/elimination.ts";
import { statesOf } from "./second/states.ts";

const folder = join(import.meta.dirname, "second");

describe("the second solver", () => {
  it("imports types alone from models", () => {
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const text = readFileSync(join(folder, file), "utf8");
      for (const [statement, from] of text.matchAll(/^import\b[^;]*?from "([^"]+)";/gms)) {
        const isOwn = from!.startsWith("./");
        const isType = statement.startsWith("import type ");
        expect(isOwn || isType, `${file}: ${statement}`).toBe(true);
      }
    }
  });

  it("eliminates with a zero on the diagonal: 2 y = 4, x + y = 5", () => {
    const factors = eliminated(Float64Array.of(0, 2, 1, 1), 2)!;
    expect([...solved(factors, Float64Array.of(4, 5))]).toEqual([3, 2]);
    expect(eliminated(Float64Array.of(1, 2, 0, 0), 2)).toBeUndefined();
  });

  it("finds its own states closed, and not those with one potential a thousandth off", () => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const network: Network = networkOfSeed(seed);
        const { all, names, seen } = statesOf(network, chanceOf(seed), 2);
        const carried = seen.ports.filter(({ isDeadEnd }) => !isDeadEnd);
        for (const { potentials } of all) {
          const at = (change: number) => (name: string) => {
            const node = names.indexOf(name);
            const { re, im } = potentials[node]!;
            return carried[0] !== undefined && node === carried[0].load.from
              ? complex(re * change, im * change)
              : complex(re, im);
          };
          const { current, power, voltage } = balance(network, 1, at(1));
          expect(Math.max(current, power, voltage)).toBeLessThan(1);
          if (
            carried[0] === undefined ||
            Math.hypot(potentials[carried[0].load.from]!.re, potentials[carried[0].load.from]!.im) < 1
          )
            continue;
          const moved = balance(network, 1, at(1.001));
          expect(Math.max(moved.current, moved.voltage)).toBeGreaterThan(1);
        }
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  it("continues ordinary networks from no load, and says how far the others go", () => {
    const ordinary = solverCases.find(({ name }) => name.startsWith("100, 100 and 95"))!;
    const { continued, reached } = statesOf(ordinary.network, chanceOf(1));
    expect(continued?.unmet).toBe(0);
    expect(reached).toBe(1);
    // At most U^2 / 4R = 5290 W come through 0.5 + 2 ohm with a power factor of 1: the last is at 5290 of 6000.
    const line: Network = beyond(6000);
    const far = statesOf(line, chanceOf(1));
    expect(far.continued).toBeUndefined();
    expect(far.reached).toBeCloseTo(5290 / 6000, 2);
    expect(far.all[0]?.unmet).toBe(1);
  });
});

/** One phase of 230 V, 0.5 ohm out and 2 ohm back, and so many watts. */
function beyond(active: number): Network {
  const { network } = solverCases.find(({ name }) => name.startsWith("PEN broken"))!;
  const [supply] = network.components;
  return {
    ...network,
    meteringPoints: [],
    components: [
      supply!,
      {
        type: "line",
        id: "line",
        from: "a",
        to: "b",
        length: metres(1000),
        impedancePerKilometre: {
          conductors: ["L1", "N"],
          values: [
            [complex(0.5), complex(0)],
            [complex(0), complex(2)],
          ],
        },
      },
      {
        type: "load",
        id: "load",
        bus: "b",
        connection: "wye",
        starPoint: "neutral",
        ratedVoltage: volts(230),
        demand: { L1: { kind: "power", active: watts(active), reactive: vars(0) } },
      },
    ],
  };
}
