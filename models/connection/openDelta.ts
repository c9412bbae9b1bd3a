/**
 * Two transformers in open delta (V): from two phases of a three-wire network to the third, the common one. Which phase is
 * common is a choice of the installer (L2 nearly everywhere), and shows in what each of the two lies between.
 */
import { type Phase, phases } from "#models/threePhase.ts";

/** Each by the phase its primary begins at and the common one it ends at. */
export type OpenDelta<T> =
  | { readonly L1L2: T; readonly L3L2: T }
  | { readonly L2L1: T; readonly L3L1: T }
  | { readonly L1L3: T; readonly L2L3: T };

export function openDelta<T>(common: Phase, make: (phase: Phase) => T): OpenDelta<T> {
  switch (common) {
    case "L1":
      return { L2L1: make("L2"), L3L1: make("L3") };
    case "L2":
      return { L1L2: make("L1"), L3L2: make("L3") };
    case "L3":
      return { L1L3: make("L1"), L2L3: make("L2") };
  }
}

export const commonPhase = (each: OpenDelta<unknown>): Phase =>
  "L1L2" in each ? "L2" : "L2L1" in each ? "L1" : "L3";

/** The transformer that begins at this phase; undefined at the common one. */
export function beginningAt<T>(each: OpenDelta<T>, phase: Phase): T | undefined {
  if ("L1L2" in each) return { L1: each.L1L2, L2: undefined, L3: each.L3L2 }[phase];
  if ("L2L1" in each) return { L1: undefined, L2: each.L2L1, L3: each.L3L1 }[phase];
  return { L1: each.L1L3, L2: each.L2L3, L3: undefined }[phase];
}

/** The two phases transformers begin at, in their order. */
export const outerPhases = (common: Phase): readonly Phase[] => phases.filter((phase) => phase !== common);
