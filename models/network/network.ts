/**
 * An electrical network as a person would list it: components between named buses, and the places where meters
 * hang. A bus is whatever a component names; it has up to four conductors, and earth is the reference of every
 * potential. Nothing here computes: `validate` says what is wrong with it, `solve` says what flows.
 */

import type { End } from "#models/network/end.ts";
import type { Fault } from "#models/network/fault.ts";
import type { HarmonicCurrentSource } from "#models/network/harmonicCurrentSource.ts";
import type { Line } from "#models/network/line.ts";
import type { Load } from "#models/network/load.ts";
import type { Shunt } from "#models/network/shunt.ts";
import type { Source } from "#models/network/source.ts";
import type { Switch } from "#models/network/switch.ts";
import type { Transformer } from "#models/network/transformer.ts";
import type { Hertz } from "#models/units.ts";

export type Component = Source | Line | Transformer | Load | HarmonicCurrentSource | Shunt | Switch | Fault;

/**
 * Where a meter's instrument transformers are: one end of one component. Currents count in the direction of
 * consumption: out of a source, into a load, from `from` to `to`, into winding 1 and out of the others.
 */
export interface MeteringPoint {
  readonly id: string;
  /** Id of the component. */
  readonly at: string;
  readonly end: End;
}

export interface Network {
  readonly frequency: Hertz;
  readonly components: readonly Component[];
  readonly meteringPoints: readonly MeteringPoint[];
}
