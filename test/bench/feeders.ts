/**
 * Low-voltage feeders to measure the solver with: one four-wire cable of so many nodes, a three-phase load of constant
 * power at each. The cable is as long and carries as much in total however many nodes it has, so that they differ in
 * size only, not in how hard they are.
 */
import { conductorMatrix } from "#models/network/impedance.ts";
import { constantPower, type Demand } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { balancedVoltage, ideal } from "#models/network/source.ts";
import { earthedNeutral } from "#models/network/starPoint.ts";
import { conductors, type PerPhase, perPhase } from "#models/threePhase.ts";
import { hertz, kilowatts, metres, vars, volts, watts } from "#models/units.ts";

type PhaseDemand = PerPhase<Demand>;

const total = kilowatts(60);
const length = metres(300);

/** Per kilometre of a 4 x 150 mm2 aluminium cable, rounded. */
const cable = conductorMatrix(
  conductors,
  conductors.map((i) => conductors.map((j) => (i === j ? 0.25 : 0.05))),
  conductors.map((i) => conductors.map((j) => (i === j ? 0.65 : 0.57))),
);

/** What each node takes, unevenly over the phases; every `variation` another distribution of about the same total. */
export function demandsOf(nodes: number, variation: number): ReadonlyMap<string, PhaseDemand> {
  return new Map(
    Array.from({ length: nodes }, (_, node) => [
      `load ${node + 1}`,
      perPhase((phase) => {
        const share = 0.7 + ((node * 7 + variation * 3 + phase.charCodeAt(1)) % 13) / 20;
        const active = (total / nodes / 3) * share;
        return constantPower(watts(active), vars(active * 0.3));
      }),
    ]),
  );
}

export function feeder(nodes: number): Network {
  const demands = demandsOf(nodes, 0);
  return {
    frequency: hertz(50),
    components: [
      {
        type: "source",
        id: "supply",
        bus: "0",
        voltage: balancedVoltage(volts(230)),
        impedance: ideal,
        starPoint: earthedNeutral,
      },
      ...Array.from({ length: nodes }, (_, node) => ({
        type: "line" as const,
        id: `line ${node + 1}`,
        from: `${node}`,
        to: `${node + 1}`,
        length: metres(length / nodes),
        impedancePerKilometre: cable,
      })),
      ...Array.from({ length: nodes }, (_, node) => ({
        type: "load" as const,
        id: `load ${node + 1}`,
        bus: `${node + 1}`,
        connection: "wye" as const,
        starPoint: "neutral" as const,
        ratedVoltage: volts(230),
        demand: demands.get(`load ${node + 1}`)!,
      })),
    ],
    meteringPoints: [{ id: "head", at: "supply", end: "terminals" }],
  };
}
