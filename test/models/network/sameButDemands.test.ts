import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audit } from "#models/network/audit.ts";
import {
  constantCurrent,
  constantImpedance,
  constantPower,
  type Demand,
  type WyeLoad,
} from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { demandsBetween } from "#models/network/sameButDemands.ts";
import { solve, successiveSolves } from "#models/network/solve.ts";
import { InvalidNetwork } from "#models/network/solveError.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import { earthedNeutral } from "#models/network/starPoint.ts";
import { rectangular } from "#models/phasor.ts";
import { amperes, hertz, radians, vars, volts, watts } from "#models/units.ts";

interface Site {
  readonly L1: Demand;
  readonly L2?: Demand;
  readonly voltage?: number;
  readonly frequency?: number;
  readonly ratedVoltage?: number;
  readonly end?: string;
}

/** An ideal source with one load on it, metered at the source; every object new each time. */
const site = ({
  L1,
  L2,
  voltage = 230,
  frequency = 50,
  ratedVoltage = 230,
  end = "meter",
}: Site): Network => ({
  frequency: hertz(frequency),
  components: [
    {
      type: "source",
      id: "supply",
      bus: "supply",
      voltage: balancedVoltage(volts(voltage)),
      impedance: ideal,
      starPoint: earthedNeutral,
    },
    {
      type: "load",
      id: "load",
      bus: "supply",
      ratedVoltage: volts(ratedVoltage),
      connection: "wye",
      starPoint: "neutral",
      demand: { L1, ...(L2 && { L2 }) },
    },
  ],
  meteringPoints: [{ id: end, at: "supply", end: "terminals" }],
});

const current = (i: number): Demand => constantCurrent(amperes(i), radians(0));
const power = (network: Network, solved = solve(network)): number =>
  Object.values(solved.meteringPoints)[0]?.activePower ?? Number.NaN;

describe("networks that come one after the other", () => {
  it("are solved each for its own load: 230 V at 10 A, 20 A and 5 ohm take 2300, 4600 and 10580 W", () => {
    const next = successiveSolves();
    const ohms = constantImpedance(rectangular(5, 0));
    const found = [current(10), current(20), ohms, current(10)].map((L1) => {
      const state = next(site({ L1 }));
      expect(audit(state).residual).toBeLessThan(1e-9);
      return power(site({ L1 }), state);
    });
    const expected = [2300, 4600, 230 ** 2 / 5, 2300];
    found.forEach((watt, i) => {
      expect(watt).toBeCloseTo(expected[i]!, 6);
    });
  });

  it("share what is prepared when only the demand differs", () => {
    const demands = demandsBetween(site({ L1: current(10) }), site({ L1: current(20) }));
    expect(demands).toEqual(new Map([["load", { L1: current(20) }]]));
  });

  it.each<readonly [string, Partial<Site>, number]>([
    ["another voltage", { voltage: 115 }, 1150],
    ["another frequency", { frequency: 60 }, 2300],
    ["another rated voltage of the load", { ratedVoltage: 400 }, 2300],
    ["one phase more", { L2: current(10) }, 4600],
    ["another name of the metering point", { end: "other" }, 2300],
  ])("share nothing with %s", (_, change, watt) => {
    const base = site({ L1: current(10) });
    const other = site({ L1: current(10), ...change });
    expect(demandsBetween(base, other)).toBeNull();
    const next = successiveSolves();
    next(base);
    expect(power(other, next(other))).toBeCloseTo(watt, 6);
  });

  it("nor with one component more", () => {
    const base = site({ L1: current(10) });
    const heater: WyeLoad = { ...(base.components[1] as WyeLoad), id: "heater" };
    const other: Network = { ...base, components: [...base.components, heater] };
    expect(demandsBetween(base, other)).toBeNull();
    expect(demandsBetween(other, base)).toBeNull();
  });

  it("and are told apart from unsound ones as any network is", () => {
    const next = successiveSolves();
    next(site({ L1: current(10) }));
    for (const wrong of [
      current(Number.NaN),
      constantImpedance(rectangular(-1, 0)),
      constantPower(watts(1), vars(Number.POSITIVE_INFINITY)),
    ]) {
      const alone = (): unknown => solve(site({ L1: wrong }));
      const after = (): unknown => next(site({ L1: wrong }));
      const outcome = (work: () => unknown): string => {
        try {
          work();
          return "solved";
        } catch (cause) {
          return cause instanceof InvalidNetwork ? "invalid" : "broken";
        }
      };
      expect(outcome(after)).toBe(outcome(alone));
    }
    expect(() => next(site({ L1: current(Number.NaN) }))).toThrow(InvalidNetwork);
  });

  it("come to exactly what each comes to alone, in whatever sequence", () => {
    const demand = fc.oneof(
      fc.integer({ min: 0, max: 100 }).map(current),
      fc.integer({ min: 1, max: 100 }).map((r) => constantImpedance(rectangular(r, 0))),
      fc.integer({ min: -900, max: 900 }).map((p) => constantPower(watts(p), vars(p / 3))),
    );
    const any = fc.record({
      L1: demand,
      voltage: fc.constantFrom(230, 230, 230, 207),
      ratedVoltage: fc.constantFrom(230, 230, 220),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 8 }), (sites) => {
        const next = successiveSolves();
        for (const each of sites) {
          const [here, alone] = [next(site(each)), solve(site(each))];
          expect(here.meteringPoints).toEqual(alone.meteringPoints);
          expect(here.iterations).toBe(alone.iterations);
        }
      }),
    );
  });
});
