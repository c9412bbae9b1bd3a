/** A network taken apart: its nodes (one per bus and conductor, and inner points), terminals and elements. */

import { type Element, earth, type Terminal, type TerminalMaker } from "#models/network/element.ts";
import type { End } from "#models/network/end.ts";
import { harmonicCurrentElements } from "#models/network/harmonicCurrentSource.ts";
import { lineElements } from "#models/network/line.ts";
import { loadElements } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";
import { bridgeElements } from "#models/network/shunt.ts";
import { sourceElements } from "#models/network/source.ts";
import { switchElements } from "#models/network/switch.ts";
import { transformerElements } from "#models/network/transformerElements.ts";
import type { Conductor } from "#models/threePhase.ts";

interface CircuitNode {
  readonly name: string;
  readonly conductor: Conductor | "star";
}

export interface Circuit {
  readonly nodes: readonly CircuitNode[];
  /** Node by bus and conductor. */
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly terminals: readonly Terminal[];
  /** Terminal by component, end and conductor. */
  readonly terminalOf: ReadonlyMap<string, number>;
  readonly componentOf: ReadonlyMap<string, Component>;
  readonly elements: readonly Element[];
}

export const nodeName = (bus: string, conductor: string): string => `${bus}.${conductor}`;

export const terminalName = (component: string, end: End, conductor: Conductor): string =>
  `${end} ${conductor} ${component}`;

export function circuitOf(network: Network): Circuit {
  const nodes: CircuitNode[] = [];
  const nodeOf = new Map<string, number>();
  const terminals: Terminal[] = [];
  const terminalOf = new Map<string, number>();
  const elements: Element[] = [];
  const addNode = (name: string, conductor: Conductor | "star"): number => {
    nodes.push({ name, conductor });
    return nodes.length - 1;
  };
  const addTerminal = (terminal: Terminal): number => terminals.push(terminal) - 1;

  const openConductors = new Map<string, Set<Conductor>>();
  for (const c of network.components)
    if (c.type === "fault" && c.kind === "openConductor")
      openConductors.set(c.line, (openConductors.get(c.line) ?? new Set()).add(c.conductor));

  for (const component of network.components) {
    const made = new Map<string, number>();
    const once = (key: string, build: () => number): number => {
      const terminal = made.get(key) ?? build();
      made.set(key, terminal);
      return terminal;
    };
    const make: TerminalMaker = {
      at: (end: End, bus, conductor) =>
        once(`${end} ${conductor}`, () => {
          const name = nodeName(bus, conductor);
          const node = nodeOf.get(name) ?? addNode(name, conductor);
          nodeOf.set(name, node);
          const terminal = addTerminal({ component: component.id, end, conductor, node });
          terminalOf.set(terminalName(component.id, end, conductor), terminal);
          return terminal;
        }),
      inside: (name) =>
        once(`inside ${name}`, () => {
          const node = addNode(`${component.id} ${name}`, "star");
          return addTerminal({ component: component.id, end: "inside", conductor: "star", node });
        }),
      earth: () =>
        once("earth", () =>
          addTerminal({ component: component.id, end: "inside", conductor: "earth", node: earth }),
        ),
    };
    elements.push(...elementsOf(component, openConductors.get(component.id) ?? new Set(), network, make));
  }
  const componentOf = new Map(network.components.map((c): [string, Component] => [c.id, c]));
  return { nodes, nodeOf, terminals, terminalOf, componentOf, elements };
}

function elementsOf(
  component: Component,
  open: ReadonlySet<Conductor>,
  network: Network,
  make: TerminalMaker,
): Element[] {
  switch (component.type) {
    case "source":
      return sourceElements(component, make);
    case "line":
      return lineElements(component, open, network.frequency, make);
    case "transformer":
      return transformerElements(component, make);
    case "load":
      return loadElements(component, make);
    case "harmonicCurrentSource":
      return harmonicCurrentElements(component, make);
    case "shunt":
      return bridgeElements(component, make);
    case "switch":
      return switchElements(component, make);
    case "fault":
      return component.kind === "shortCircuit" ? bridgeElements(component, make) : [];
  }
}
