/**
 * How far a register moved between two readings. Registers roll over, so the difference is taken modulo their span; and
 * energy is physical: it can't move faster than the meter's largest power nor backwards. A register that did was reset,
 * replaced or misread, which is a finding in words, never a number.
 */

import type { ReadValue } from "#rig/run/compare/samples.ts";
import { energyText } from "#rig/run/compare/wording.ts";

export type Movement =
  | { readonly kind: "moved"; readonly by: number; readonly rolledOver: boolean }
  | { readonly kind: "jumped"; readonly finding: string }
  /** It may have gone round more than once. */
  | { readonly kind: "ambiguous"; readonly finding: string };

/** `largest`: the most energy that can have passed, in the unit of the register. */
export function registerMovement(
  before: ReadValue,
  after: ReadValue,
  largest: number,
  backwards: "forbidden" | "permitted",
): Movement {
  const count = Math.max(before.resolution, after.resolution);
  const plain = after.value - before.value;
  const { modulus } = after;
  const text = (value: number): string => energyText(value, after.unit, count);
  const shown = `from ${text(before.value)} to ${text(after.value)}`;
  const bound = largest + count;
  if (modulus !== null && bound >= modulus)
    return {
      kind: "ambiguous",
      finding: `the register may have rolled over more than once between the samples (${shown})`,
    };
  const forward = modulus === null || plain >= 0 ? plain : plain + modulus;
  const by =
    backwards === "permitted" && modulus !== null && forward > modulus / 2 ? forward - modulus : forward;
  if (by < 0 && backwards === "forbidden")
    return { kind: "jumped", finding: `the register went backwards, ${shown}` };
  if (Math.abs(by) > bound) {
    const way = plain < 0 ? "went backwards" : "jumped";
    return {
      kind: "jumped",
      finding: `the register ${way}, ${shown}: more than the ${text(largest)} that can have passed`,
    };
  }
  return { kind: "moved", by, rolledOver: plain < 0 && by > 0 };
}
