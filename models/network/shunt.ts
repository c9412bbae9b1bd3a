/**
 * An impedance between one conductor of a bus and earth, or another conductor: the earth electrode of a TT
 * neutral, a grounding reactor, a capacitor, an insulation fault that lasts.
 */

import { type Element, impedanceElement, type TerminalMaker } from "#models/network/element.ts";
import type { Phasor } from "#models/phasor.ts";
import type { Conductor } from "#models/threePhase.ts";

export interface Shunt {
  readonly type: "shunt";
  readonly id: string;
  readonly bus: string;
  readonly conductor: Conductor;
  readonly to: Conductor | "earth";
  /** Ohms at the fundamental; zero is a solid connection. */
  readonly impedance: Phasor;
}

/** Also what a short circuit comes down to. */
export const bridgeElements = (
  { bus, conductor, to, impedance }: Pick<Shunt, "bus" | "conductor" | "to" | "impedance">,
  make: TerminalMaker,
): Element[] => [
  impedanceElement(
    make.at("terminals", bus, conductor),
    to === "earth" ? make.earth() : make.at("terminals", bus, to),
    impedance,
  ),
];
