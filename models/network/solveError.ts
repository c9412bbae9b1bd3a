/**
 * Why a network has no solution to give: it was not a sound network, its equations leave something undetermined, or its
 * loads ask for more than it can carry. Not for a dead bus or an overloaded line: those are results. A refusal is a kind
 * with its figures; whoever shows it makes the words (reports/texts/refusalWords.ts).
 */
import type { Issue } from "#models/issue.ts";
import type { Amperes, Ratio, Vars, Volts, Watts } from "#models/units.ts";

export type Refusal =
  | { readonly kind: "invalidNetwork"; readonly issues: readonly Issue[] }
  | { readonly kind: "undetermined"; readonly node: string; readonly order: number }
  | { readonly kind: "beyondBounds"; readonly what: Excess; readonly most: Watts }
  | { readonly kind: "overloaded"; readonly deliverable: Ratio }
  | {
      readonly kind: "noWayBack";
      readonly node: string;
      readonly order: number;
      readonly potential: Volts;
    }
  | {
      readonly kind: "doesNotClose";
      readonly node: string;
      readonly order: number;
      readonly current: Amperes;
    };

/** A power at the metering point, or as a meter with its ratios would register it. */
export type Excess = { readonly where: "flowing" | "registered" } & (
  | { readonly of: "active"; readonly power: Watts }
  | { readonly of: "reactive"; readonly power: Vars }
);

export class SolveError extends Error {
  readonly code: string;
  readonly refusal: Refusal;
  /** The message is for who debugs: the code and the figures. */
  constructor(code: string, refusal: Refusal, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(refusal)}`, options);
    this.name = "SolveError";
    this.code = code;
    this.refusal = refusal;
  }
}

export class InvalidNetwork extends SolveError {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super("INVALID_NETWORK", { kind: "invalidNetwork", issues });
    this.name = "InvalidNetwork";
    this.issues = issues;
  }
}

/** The potential of a node is left open by the equations, or they contradict one another there. */
export class Undetermined extends SolveError {
  readonly node: string;
  constructor(node: string, order: number, cause: unknown) {
    super("UNDETERMINED", { kind: "undetermined", node, order }, { cause });
    this.name = "Undetermined";
    this.node = node;
  }
}

/** What flows is more than anything on a bench or in a network carries: some amounts are each possible and not together. */
export class BeyondBounds extends SolveError {
  constructor(what: Excess, most: Watts) {
    super("BEYOND_BOUNDS", { kind: "beyondBounds", what, most });
    this.name = "BeyondBounds";
  }
}

/** The loads ask for what the network can't deliver, and no state was found in which some of them go without. */
export class Overloaded extends SolveError {
  /** The largest share of all demands for which a state was found, 0 to 1. */
  readonly deliverable: Ratio;
  constructor(deliverable: Ratio) {
    super("OVERLOADED", { kind: "overloaded", deliverable });
    this.name = "Overloaded";
    this.deliverable = deliverable;
  }
}

/** Given harmonic currents find no way back but through what is no way: strays, a core without flux. */
export class NoWayBack extends SolveError {
  constructor(node: string, order: number, potential: Volts) {
    super("NO_WAY_BACK", { kind: "noWayBack", node, order, potential });
    this.name = "NoWayBack";
  }
}

/** What was found is no state: currents that flow into a node do not leave it. */
export class DoesNotClose extends SolveError {
  constructor(node: string, order: number, current: Amperes) {
    super("DOES_NOT_CLOSE", { kind: "doesNotClose", node, order, current });
    this.name = "DoesNotClose";
  }
}
