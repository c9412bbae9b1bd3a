/**
 * How a meter computes power from its terminals. The catalogue gives the diagrams, not the arithmetic: everything here
 * is an assumption with a documented default, chosen per meter in data, never a constant in code.
 */
export interface MeasuringMethod {
  /**
   * Three wires, one element. `star`: both line voltages, 3 (U1 - u0) I1*; `shift`: sqrt3 U12 I1* turned by 30 degrees;
   * `clone`: I2 and I3 synthesised from I1 at -120 and +120 degrees. They agree only on balanced, symmetrical systems.
   */
  readonly oneElementThreeWire: "star" | "shift" | "clone";
  /** Three wires, two elements. `aron`: two line voltages; `star`: third current -(Ia+Ib) and an artificial star. */
  readonly twoElement: "aron" | "star";
  /**
   * What an open voltage terminal shows: `neutral` (pulled to the N input), `midpoint` (floats to the mid-point of the
   * meter's own input star), by the input impedances.
   */
  readonly openLead: "neutral" | "midpoint";
  /** How reactive power is formed; they differ only with harmonics, or (cross-phase) with unbalance or sequence. */
  readonly reactive:
    | "fundamental"
    | "quarterPeriodDelay"
    | "budeanu"
    | "integrator"
    | "powerTriangle"
    | "crossPhase";
  /** What the register does with power that flows backwards. */
  readonly signPolicy: "clipTotal" | "clipElement" | "absoluteTotal" | "absoluteElement" | "signed";
}

/** Documented defaults: the IEC's fundamental reactive power, total clipped at zero (no export register). */
export const defaultMeasuringMethod: MeasuringMethod = {
  oneElementThreeWire: "star",
  twoElement: "aron",
  openLead: "neutral",
  reactive: "fundamental",
  signPolicy: "clipTotal",
};
