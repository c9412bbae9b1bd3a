/** What comes of the network of a seed, in figures that can be kept. */
import { chanceOf } from "../../../chance.ts";
import { kindOfSeed, networkOfSeed } from "../generated/sample.ts";
import type { Judgement } from "../second/states.ts";
import { compared } from "./comparison.ts";
import type { Kept, Told } from "./table.ts";

const told = (state: Judgement | undefined): Told =>
  state === undefined
    ? null
    : {
        unmet: state.unmet,
        least: Number.isFinite(state.least) ? state.least : null,
        furthest: state.furthest,
      };

/** @param starts from which the second solver looks for other states. */
export function keptOfSeed(seed: number, starts = 12): Kept {
  const { core, second, balance, ...rest } = compared(networkOfSeed(seed), chanceOf(seed), starts);
  return {
    ...rest,
    seed,
    kind: kindOfSeed(seed),
    core: told(core),
    second: told(second),
    worst: balance.node,
  };
}
