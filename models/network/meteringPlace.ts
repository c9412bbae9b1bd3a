/** Where a metering point lies in the numbering of a circuit. */

import { type Circuit, nodeName, terminalName } from "#models/network/circuit.ts";
import type { End } from "#models/network/end.ts";
import type { Component, MeteringPoint } from "#models/network/network.ts";
import { conductors } from "#models/threePhase.ts";

/** The bus a component's end is on. */
export function busAt(component: Component, end: End): string | undefined {
  switch (component.type) {
    case "line":
    case "switch":
      return end === "from" ? component.from : end === "to" ? component.to : undefined;
    case "transformer":
      return component.windings.find((_, i) => end === `winding${i + 1}`)?.bus;
    case "fault":
      return component.kind === "shortCircuit" && end === "terminals" ? component.bus : undefined;
    default:
      return end === "terminals" ? component.bus : undefined;
  }
}

/** Currents are kept into the component; consumption flows out of these ends. */
export const flowsOut = (component: Component, end: End): boolean =>
  component.type === "source" || end === "to" || (end.startsWith("winding") && end !== "winding1");

/** A metering point in numbers: nodes and terminals of L1 L2 L3 N, -1 where there is none. */
export interface MeteringPlace {
  readonly id: string;
  readonly nodes: Int32Array;
  readonly terminals: Int32Array;
  readonly sign: 1 | -1;
}

export const meteringPlace = (circuit: Circuit, { id, at, end }: MeteringPoint): MeteringPlace => {
  const component = circuit.componentOf.get(at)!;
  const bus = busAt(component, end)!;
  return {
    id,
    nodes: Int32Array.from(conductors, (c) => circuit.nodeOf.get(nodeName(bus, c)) ?? -1),
    terminals: Int32Array.from(conductors, (c) => circuit.terminalOf.get(terminalName(at, end, c)) ?? -1),
    sign: flowsOut(component, end) ? -1 : 1,
  };
};
