/**
 * The IEEE European Low Voltage Test Feeder as a network, and the voltages published for it: 906 buses from the feeder
 * head (bus 1, here the source) down, 55 loads of constant power between a phase and earth. The figures and where they come
 * from stand in the table beside.
 */
import { sequenceLine } from "#models/network/line.ts";
import { constantPower, type Load } from "#models/network/load.ts";
import type { Network } from "#models/network/network.ts";
import { ideal } from "#models/network/source.ts";
import { earthedStarPoint } from "#models/network/starPoint.ts";
import { add, multiply, type Phasor, polar, rectangular } from "#models/phasor.ts";
import { sine } from "#models/spectrum.ts";
import { type PerPhase, type Phase, perPhase, phases } from "#models/threePhase.ts";
import { degrees, hertz, metres, vars, volts, watts } from "#models/units.ts";
import { branches, cables, head, loads } from "./europeanLowVoltage.table.ts";

const words = (row: string): readonly string[] => row.split(" ");
const rowsOf = (table: string): readonly (readonly string[])[] => table.trim().split("\n").map(words);

/** The direction the voltage of each phase nominally has behind the transformer (delta to star), degrees. */
const nominal: PerPhase<number> = { L1: -30, L2: -150, L3: 90 };

/** One bus of the tree and what leads to it. */
const reached = rowsOf(branches).map(([from, cable, length, ...steps], index) => ({
  bus: String(index + 2),
  from: from!,
  cable: cables[cable!]!,
  length: Number(length),
  /** Of the voltage over the branch, V. */
  step: perPhase((phase) => {
    const tenths = (k: number) => Number(steps[2 * phases.indexOf(phase) + k] ?? 0);
    return multiply(rectangular(tenths(0) * 1e-4, tenths(1) * 1e-4), polar(1, degrees(nominal[phase])));
  }),
}));

const headVoltage = perPhase((phase) => polar(head[phase][0], degrees(head[phase][1])));

/** Phase voltages to earth of every bus, V. */
export function publishedVoltages(): ReadonlyMap<string, PerPhase<Phasor>> {
  const found = new Map([["1", headVoltage]]);
  for (const { bus, from, step } of reached) {
    const before = found.get(from)!;
    found.set(
      bus,
      perPhase((phase) => add(before[phase], step[phase])),
    );
  }
  return found;
}

export const europeanFeeder = (): Network => ({
  frequency: hertz(50),
  components: [
    {
      type: "source",
      id: "head",
      bus: "1",
      voltage: perPhase((phase) => sine(headVoltage[phase])),
      impedance: ideal,
      starPoint: earthedStarPoint,
    },
    ...reached.map(({ bus, from, cable: [, r1, x1, r0, x0], length }) => ({
      type: "line" as const,
      id: `line to ${bus}`,
      from,
      to: bus,
      length: metres(length),
      impedancePerKilometre: sequenceLine(r1, x1, r0, x0),
    })),
    ...rowsOf(loads).map(
      ([bus, phase, active, reactive]): Load => ({
        type: "load",
        id: `load at ${bus}`,
        bus: bus!,
        connection: "wye",
        starPoint: "earth",
        ratedVoltage: volts(416 / Math.sqrt(3)),
        demand: { [phase as Phase]: constantPower(watts(Number(active)), vars(Number(reactive))) },
      }),
    ),
  ],
  meteringPoints: [],
});
