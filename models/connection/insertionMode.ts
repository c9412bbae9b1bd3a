/**
 * How a meter is inserted in its network: number of wires, with or without neutral, number of measuring elements.
 * The names are those of the catalogue's wiring diagrams. The mode says which voltage terminals and current inputs of
 * the meter are wired at all; what is really connected to them is the hook-up.
 */
import type { Conductor, Phase } from "#models/threePhase.ts";

export const insertionModes = [
  "1N1E",
  "3-1E",
  "3-2E (1-2)",
  "3-2E (1-3)",
  "3-2E (2-3)",
  "3-3E",
  "3N1E",
  "3N3E",
] as const;
export type InsertionMode = (typeof insertionModes)[number];

/** The modes without a neutral, and those of them that measure with two elements (Aron). */
type TwoElementMode = Extract<InsertionMode, `3-2E${string}`>;
export type ThreeWireMode = TwoElementMode | "3-1E" | "3-3E";

export interface InsertionModeFacts {
  /** Voltage terminals in use, of 2, 5, 8, 11 = L1, L2, L3, N. */
  readonly voltageTerminals: readonly Conductor[];
  /** Current inputs in use, of 1-3, 4-6, 7-9 = L1, L2, L3. */
  readonly currentInputs: readonly Phase[];
  /** The phase both line voltages of a two-element meter are taken to; null in the other modes. */
  readonly commonPhase: Phase | null;
}

const threeWires = ["L1", "L2", "L3"] as const;
const fourWires = ["L1", "L2", "L3", "N"] as const;

/**
 * Wiring diagrams of the catalogue: S1000/232 (1N1E), /248 (3-1E), /245, /246, /247 (3-2E), /250 (3-3E), /249 (3N1E),
 * /231 (3N3E). One-element diagrams draw their CT on L1.
 */
export const insertionModeFacts: Readonly<Record<InsertionMode, InsertionModeFacts>> = {
  "1N1E": { voltageTerminals: ["L1", "N"], currentInputs: ["L1"], commonPhase: null },
  "3-1E": { voltageTerminals: threeWires, currentInputs: ["L1"], commonPhase: null },
  "3-2E (1-2)": { voltageTerminals: threeWires, currentInputs: ["L1", "L2"], commonPhase: "L3" },
  "3-2E (1-3)": { voltageTerminals: threeWires, currentInputs: ["L1", "L3"], commonPhase: "L2" },
  "3-2E (2-3)": { voltageTerminals: threeWires, currentInputs: ["L2", "L3"], commonPhase: "L1" },
  "3-3E": { voltageTerminals: threeWires, currentInputs: ["L1", "L2", "L3"], commonPhase: null },
  "3N1E": { voltageTerminals: fourWires, currentInputs: ["L1"], commonPhase: null },
  "3N3E": { voltageTerminals: fourWires, currentInputs: ["L1", "L2", "L3"], commonPhase: null },
};

export const usesNeutral = (mode: InsertionMode): boolean =>
  insertionModeFacts[mode].voltageTerminals.includes("N");
