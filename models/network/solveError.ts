/**
 * Why a network has no solution to give: it was not a sound network, its equations leave something undetermined,
 * or its loads ask for more than it can carry. Not for a dead bus or an overloaded line: those are results.
 */
import type { Issue } from "#models/issue.ts";
import type { Volts } from "#models/units.ts";

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

/** The voltage-dependent loads did not settle: usually they ask for more power than the network can deliver. */
export class IterationDiverged extends SolveError {
  readonly iterations: number;
  /** Largest change of a potential in the last iteration. */
  readonly deviation: Volts;
  readonly tolerance: Volts;
  constructor(iterations: number, deviation: Volts, tolerance: Volts) {
    super(
      "ITERATION_DIVERGED",
      `loads did not settle in ${iterations} iterations: potentials still move by ${deviation} V, tolerance ${tolerance} V`,
    );
    this.name = "IterationDiverged";
    this.iterations = iterations;
    this.deviation = deviation;
    this.tolerance = tolerance;
  }
}
