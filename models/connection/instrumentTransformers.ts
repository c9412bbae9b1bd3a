/**
 * The instrument transformers between a network and a meter's terminals: CTs, each sitting on its conductor, and VTs in
 * star or in open delta (two VTs, three-wire). Errors follow IEC 61869: ratio error in per unit of the nominal ratio,
 * phase displacement positive when the secondary leads.
 */
import type { PerPhase } from "#models/threePhase.ts";
import type { Radians, Ratio } from "#models/units.ts";

export interface TransformerErrors {
  readonly ratioError: Ratio;
  readonly phaseDisplacement: Radians;
}

export interface CurrentTransformer extends TransformerErrors {
  /** Rated primary over rated secondary current; 1 when the meter is connected directly. */
  readonly ratio: number;
  readonly polarity: "normal" | "reversed";
  readonly secondary: "closed" | "open" | "shorted";
}

export interface VoltageTransformer extends TransformerErrors {
  readonly ratio: number;
  readonly polarity: "normal" | "reversed";
  /** `open`: fuse blown or lead off, the terminal gets nothing from it. */
  readonly secondary: "closed" | "open";
}

export type VoltageTransformers =
  | { readonly kind: "direct" }
  | { readonly kind: "star"; readonly transformers: PerPhase<VoltageTransformer> }
  | { readonly kind: "openDelta"; readonly L1L2: VoltageTransformer; readonly L3L2: VoltageTransformer };

export interface InstrumentTransformers {
  readonly current: PerPhase<CurrentTransformer>;
  readonly voltage: VoltageTransformers;
}
