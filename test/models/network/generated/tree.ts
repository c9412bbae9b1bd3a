/** Generated trees of lines and switches: some conductors left out on the way, a loop now and then. */
import fc from "fast-check";
import { conductorMatrix } from "#models/network/impedance.ts";
import { type Line, sequenceCapacitance } from "#models/network/line.ts";
import type { Switch } from "#models/network/switch.ts";
import type { Conductor } from "#models/threePhase.ts";
import { metres } from "#models/units.ts";

export interface Branch {
  readonly parent: number;
  readonly kind: "line" | "switch";
  readonly ohms: number;
  readonly xOverR: number;
  readonly mutual: number;
  readonly capacitance: boolean;
  readonly dropped: number;
  readonly open: readonly boolean[];
}

export const branches = fc.array(
  fc.record({
    parent: fc.nat(8),
    kind: fc.constantFrom("line", "line", "line", "line", "line", "switch" as const),
    ohms: fc.integer({ min: -170, max: 0 }).map((n) => 10 ** (n / 100)),
    xOverR: fc.constantFrom(0, 0.2, 0.5, 1, 2),
    mutual: fc.constantFrom(0, 0, 0.2, 0.4),
    capacitance: fc.constantFrom(false, false, false, true),
    dropped: fc.nat(30),
    open: fc.array(
      fc.nat(11).map((n) => n === 0),
      { minLength: 4, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Where a tree of lines begins. */
export interface Root {
  readonly bus: string;
  readonly conductors: readonly Conductor[];
  readonly voltage: number;
}

export interface Bus {
  readonly bus: string;
  readonly conductors: readonly Conductor[];
}

export interface Tree {
  readonly buses: readonly Bus[];
  readonly lines: readonly Line[];
  readonly switches: readonly Switch[];
}

/** Ohms of a line at medium voltage against one at low voltage. */
const highOhms = 10;

export function treeOf(root: Root, branchesOf: readonly Branch[], isLooped: boolean): Tree {
  const buses: Bus[] = [root];
  const lines: Line[] = [];
  const switches: Switch[] = [];
  const factor = root.voltage > 1000 ? highOhms : 1;
  branchesOf.forEach((branch, k) => {
    const parent = buses[branch.parent % buses.length]!;
    const bus = `${root.bus}${k + 1}`;
    const dropped = parent.conductors.length > 2 ? parent.conductors[branch.dropped] : undefined;
    const has = parent.conductors.filter((c) => c !== dropped);
    buses.push({ bus, conductors: has });
    if (branch.kind === "switch")
      switches.push({
        type: "switch",
        id: `switch${k}`,
        from: parent.bus,
        to: bus,
        position: Object.fromEntries(has.map((c, i) => [c, branch.open[i] ? "open" : "closed"])),
      });
    else lines.push(lineOf(`line${k}`, parent.bus, bus, { ...branch, ohms: branch.ohms * factor }, has));
  });
  const [first] = lines;
  if (isLooped && first !== undefined) lines.push({ ...first, id: "loop" });
  return { buses, lines, switches };
}

function lineOf(
  id: string,
  from: string,
  to: string,
  { ohms, xOverR, mutual, capacitance }: Branch,
  has: readonly Conductor[],
): Line {
  const phases = has.filter((c) => c !== "N");
  return {
    type: "line",
    id,
    from,
    to,
    length: metres(1000),
    impedancePerKilometre: conductorMatrix(
      has,
      has.map((_, i) => has.map((__, j) => (i === j ? ohms : (ohms * mutual) / 4))),
      has.map((_, i) => has.map((__, j) => (i === j ? ohms * xOverR : ohms * xOverR * mutual))),
    ),
    ...(capacitance && phases.length === 3 ? { capacitance: sequenceCapacitance(0.25e-6, 0.15e-6) } : {}),
  };
}
