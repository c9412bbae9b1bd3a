/**
 * Why a network has no solution to give: it was not a sound network, its equations leave something undetermined,
 * or its loads ask for more than it can carry. Not for a dead bus or an overloaded line: those are results.
 */
import type { Issue } from "#models/issue.ts";
import type { Amperes, Ratio, Volts } from "#models/units.ts";

export class SolveError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SolveError";
    this.code = code;
  }
}

export class InvalidNetwork extends SolveError {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(
      "INVALID_NETWORK",
      `the network is not sound: ${issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    );
    this.name = "InvalidNetwork";
    this.issues = issues;
  }
}

/** The potential of a node is left open by the equations, or they contradict one another there. */
export class Undetermined extends SolveError {
  readonly node: string;
  constructor(node: string, order: number, cause: unknown) {
    super("UNDETERMINED", `nothing determines the potential of ${node} at order ${order}`, { cause });
    this.name = "Undetermined";
    this.node = node;
  }
}

/** What flows is more than anything on a bench or in a network carries: some amounts are each possible and not together. */
export class BeyondBounds extends SolveError {
  /** `what` has the figure in it: "5e15 W flow at the meter". */
  constructor(what: string, most: string) {
    super("BEYOND_BOUNDS", `${what}, and at most ${most} can be reckoned with`);
    this.name = "BeyondBounds";
  }
}

/** The loads ask for what the network can't deliver, and no state was found in which some of them go without. */
export class Overloaded extends SolveError {
  /** The largest share of all demands for which a state was found, 0 to 1. */
  readonly deliverable: Ratio;
  constructor(deliverable: Ratio) {
    super(
      "OVERLOADED",
      `the loads ask for more than the network can deliver: a state was found for ${(100 * deliverable).toFixed(1)} % of what they ask for, and none for all of it`,
    );
    this.name = "Overloaded";
    this.deliverable = deliverable;
  }
}

/** Given harmonic currents find no way back but through what is no way: strays, a core without flux. */
export class NoWayBack extends SolveError {
  constructor(node: string, order: number, potential: Volts) {
    super(
      "NO_WAY_BACK",
      `harmonic currents of order ${order} find no way back: they would raise ${node} to ${potential.toPrecision(3)} V`,
    );
    this.name = "NoWayBack";
  }
}

/** What was found is no state: currents that flow into a node do not leave it. */
export class DoesNotClose extends SolveError {
  constructor(node: string, order: number, current: Amperes) {
    super(
      "DOES_NOT_CLOSE",
      `no state was found that closes: ${current.toPrecision(3)} A are left over at ${node}, order ${order}`,
    );
    this.name = "DoesNotClose";
  }
}
