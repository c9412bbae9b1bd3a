/**
 * What was asked for and does not flow: a load whose voltage is below its minimum is the impedance it has there, and a
 * given current without a way back to where it comes from does not flow as given. A state is a true one all the same;
 * whoever reads it has to know.
 */
import type { PhasePair } from "#models/network/element.ts";
import type { Phase } from "#models/threePhase.ts";
import type { Amperes, Vars, Volts, Watts } from "#models/units.ts";

export type UnmetDemand =
  | {
      readonly kind: "belowMinimumVoltage";
      /** Id of the load. */
      readonly load: string;
      readonly phase: Phase | PhasePair;
      /** Nothing but this load leads to what is behind it: no current can flow, whatever it asks for. */
      readonly isCutOff: boolean;
      /** Across it. */
      readonly voltage: Volts;
      readonly minimum: Volts;
      /** By its law at its rated voltage. */
      readonly asked: { readonly active: Watts; readonly reactive: Vars };
      readonly taken: { readonly active: Watts; readonly reactive: Vars };
    }
  | {
      readonly kind: "noWayBack";
      /** Id of the harmonic current source. */
      readonly source: string;
      readonly phase: Phase | PhasePair;
      readonly order: number;
      readonly asked: Amperes;
      readonly flowing: Amperes;
    };
