/** Where the load of the short form stands: what it hangs on, and what its figures are to be understood against. */
import type { Sequence } from "#models/threePhase.ts";
import type { Radians, Volts } from "#models/units.ts";
import type { Ratings } from "#scenarios/resolve/ratings.ts";
import type { PowerFactor } from "#scenarios/text/powerFactor.ts";

export interface LoadPlace {
  readonly bus: string;
  readonly wires: 3 | 4;
  readonly singlePhase: boolean;
  readonly sequence: Sequence;
  /** By how much L1 at the load leads L1 of the supply without load: the vector group of a transformer between them. */
  readonly lead: Radians;
  /** Of the network at the load, for demands that follow the voltage. */
  readonly lineToNeutral: Volts;
  readonly lineToLine: Volts;
  readonly ratings: Ratings;
  /** Of a profile's row. */
  readonly factor: number;
  readonly powerFactor: PowerFactor | null;
}
