/**
 * The hook-up: which conductor really feeds each voltage terminal, and which CT, in which direction, each current
 * input. It is the one line a fitter would write down, faults included: `voltage: L1 L2 L3 N`, `current: L1 -L2 L3`
 * (a reversed CT on L2), `current: L2 L1 L3` (swapped CTs), `voltage: L1 L3 L2 N` (wrong sequence at the meter),
 * `-` for an open lead or an unused input.
 */
import type { Conductor, PerPhase, Phase } from "#models/threePhase.ts";

/** The CT whose secondary feeds a current input, and whether its S1 and S2 are interchanged; null: nothing. */
export type CurrentLead = { readonly from: Phase; readonly reversed: boolean } | null;

export interface HookUp {
  /** Conductor (or VT secondary) on each voltage terminal; null: open. */
  readonly voltage: Readonly<Record<Conductor, Conductor | null>>;
  readonly current: PerPhase<CurrentLead>;
}
