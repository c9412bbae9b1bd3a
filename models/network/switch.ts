/** A switch, breaker or fuse set: conductors listed are those it has, each open or closed; closed is no impedance. */

import type { Element, TerminalMaker } from "#models/network/element.ts";
import { type Conductor, conductors } from "#models/threePhase.ts";

export interface Switch {
  readonly type: "switch";
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly position: Readonly<Partial<Record<Conductor, "open" | "closed">>>;
}

export const switchElements = ({ from, to, position }: Switch, make: TerminalMaker): Element[] =>
  conductors.flatMap((conductor): Element[] => {
    if (position[conductor] === undefined) return [];
    // both ends exist even when open, so that a meter there reads a potential
    const ends = { from: make.at("from", from, conductor), to: make.at("to", to, conductor) };
    return position[conductor] === "closed" ? [{ kind: "ideal", ...ends }] : [];
  });
