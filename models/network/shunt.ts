/**
 * An impedance between one conductor of a bus and earth, or another conductor: the earth electrode of a TT
 * neutral, a grounding reactor, a capacitor, an insulation fault that lasts.
 */
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
