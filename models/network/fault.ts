/**
 * Something broken in the network: a conductor of a line interrupted (a broken neutral is conductor N), or two
 * conductors of a bus, or one and earth, touching through an impedance.
 */
import type { Phasor } from "#models/phasor.ts";
import type { Conductor } from "#models/threePhase.ts";

interface OpenConductor {
  readonly type: "fault";
  readonly kind: "openConductor";
  readonly id: string;
  /** Id of the line it interrupts. */
  readonly line: string;
  readonly conductor: Conductor;
}

interface ShortCircuit {
  readonly type: "fault";
  readonly kind: "shortCircuit";
  readonly id: string;
  readonly bus: string;
  readonly conductor: Conductor;
  readonly to: Conductor | "earth";
  /** Ohms; zero is a bolted fault. */
  readonly impedance: Phasor;
}

export type Fault = OpenConductor | ShortCircuit;
