/**
 * Given currents as far as they return: of all currents that leave nothing over in any region, those nearest to what
 * was given. The part that does not return is what a Gram-Schmidt basis of the regions' balances takes out of them.
 */
import type { Complex } from "./complex.ts";
import type { GivenCurrent } from "./parts.ts";
import { type Regions, regionAt } from "./reach.ts";

export function returning(given: readonly GivenCurrent[], regions: Regions): Complex[] {
  const balances = [...new Set(regions)].map((region) =>
    given.map(
      ({ from, to }) =>
        (regionAt(regions, from) === region ? 1 : 0) - (regionAt(regions, to) === region ? 1 : 0),
    ),
  );
  const basis: number[][] = [];
  const without = (v: readonly number[], unit: readonly number[]): number[] => {
    const share = v.reduce((sum, x, k) => sum + x * unit[k]!, 0);
    return v.map((x, k) => x - share * unit[k]!);
  };
  for (const balance of balances) {
    // Twice, since what is left may be small against what was taken out.
    const left = [...basis, ...basis].reduce<number[]>(without, balance);
    const length = Math.hypot(...left);
    if (length > 1e-9) basis.push(left.map((x) => x / length));
  }
  const re = basis.reduce<number[]>(
    without,
    given.map(({ current }) => current.re),
  );
  const im = basis.reduce<number[]>(
    without,
    given.map(({ current }) => current.im),
  );
  const most = Math.max(0, ...given.map(({ current }) => Math.hypot(current.re, current.im)));
  return given.map((_, k) =>
    Math.hypot(re[k]!, im[k]!) <= 1e-12 * most ? { re: 0, im: 0 } : { re: re[k]!, im: im[k]! },
  );
}
