/** The core of a transformer as a file says it: three limbs with their magnetising reactance, or independent legs. */
import { type Core, threeLimbs } from "#models/network/transformer.ts";
import type { Percent } from "#models/units.ts";

interface SaidCore {
  readonly core?: "threeLimb" | "independent" | undefined;
  readonly zeroSequenceMagnetising?: Percent | undefined;
}

/** undefined: what is usual. `complain` gets the key that does not fit. */
export function coreOfForm(
  { core, zeroSequenceMagnetising: magnetising }: SaidCore,
  complain: (key: string, message: string) => void,
): Core | undefined {
  if (core === "independent") {
    if (magnetising !== undefined)
      complain(
        "zeroSequenceMagnetising",
        "independent legs have no zero-sequence magnetising reactance of their own",
      );
    return { kind: "independent" };
  }
  if (magnetising !== undefined && !(magnetising > 0))
    complain("zeroSequenceMagnetising", `a magnetising reactance is positive, but ${magnetising} % is not`);
  if (magnetising !== undefined) return { kind: "threeLimb", magnetising };
  return core === undefined ? undefined : threeLimbs;
}
