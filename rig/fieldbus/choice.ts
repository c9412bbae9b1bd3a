/**
 * One of several ways to ask for the same words: blocks of different lengths, whose answers differ by that. Which one is
 * asked is decided by the debts of the line: the one that can be asked, and its answer believed, soonest.
 */
import type { Seconds } from "#models/units.ts";
import type { Admission } from "#rig/fieldbus/lineDebts.ts";
import type { Asked } from "#rig/fieldbus/rtuFrame.ts";

export interface Choice {
  readonly asked: Asked;
  readonly send: () => void;
}
export interface Chosen<C extends Choice> extends Admission {
  readonly choice: C;
}

/** Instants are sums of many times; this is their rounding, in seconds. */
export const rounding = 1e-9;

/** Of those that are as soon the first of which no answer is owed; there is at least one. */
export const soonest = <C extends Choice>(
  choices: readonly C[],
  admissionOf: (choice: C) => Admission,
  now: Seconds,
): Chosen<C> => {
  const cost = ({ from, proof }: Admission): number => Math.max(0, from - now - rounding) + proof;
  let best: Chosen<C> | undefined;
  for (const choice of choices) {
    const next = { choice, ...admissionOf(choice) };
    const gain = best === undefined ? 1 : cost(best) - cost(next);
    if (gain > 0 || (gain === 0 && best?.isInDebt === true && !next.isInDebt)) best = next;
    if (best !== undefined && cost(best) <= 0 && !best.isInDebt) break;
  }
  if (best === undefined) throw new RangeError("nothing to choose from");
  return best;
};
