/**
 * Newton's method for the voltages across the loads, U = idle - Z I(U), as pairs of real unknowns; the derivatives of the
 * loads' currents are central differences.
 */
import { type Complex, complex, minus, plus, size, times } from "./complex.ts";
import { eliminated, solved } from "./elimination.ts";
import { type Along, beyondStandIn, type SeenFromLoads } from "./seenFromLoads.ts";

export interface Found {
  readonly across: readonly Complex[];
  readonly iterations: number;
}

/** What the equations leave over, by port, volts. */
export function left(seen: SeenFromLoads, u: readonly Complex[], along: Along): Complex[] {
  const beyond = seen.ports.map((port, k) => beyondStandIn(port, u[k]!, along));
  return seen.ports.map((_, k) =>
    seen.impedance[k]!.reduce((sum, z, j) => plus(sum, times(z, beyond[j]!)), minus(u[k]!, seen.idle[k]!)),
  );
}

/** How what is left over follows the voltages, 2n x 2n row by row. */
export function slopeAt(
  { ports, impedance }: SeenFromLoads,
  u: readonly Complex[],
  along: Along,
): Float64Array {
  const n = ports.length;
  const slope = new Float64Array(4 * n * n);
  ports.forEach((port, j) => {
    const h = 1e-6 * Math.max(size(u[j]!), 1e-3 * port.load.ratedVoltage);
    const by = ([re, im]: readonly [number, number]): Complex => {
      const step = complex(h * re, h * im);
      const change = minus(
        beyondStandIn(port, plus(u[j]!, step), along),
        beyondStandIn(port, minus(u[j]!, step), along),
      );
      return complex(change.re / (2 * h), change.im / (2 * h));
    };
    const columns = [by([1, 0]), by([0, 1])];
    for (let k = 0; k < n; k++)
      for (const [c, column] of columns.entries()) {
        const moved = times(impedance[k]![j]!, column);
        const at = 2 * k * 2 * n + 2 * j + c;
        slope[at] = moved.re + (k === j && c === 0 ? 1 : 0);
        slope[at + 2 * n] = moved.im + (k === j && c === 1 ? 1 : 0);
      }
  });
  return slope;
}

const most = (values: readonly Complex[]): number => values.reduce((max, v) => Math.max(max, size(v)), 0);

/**
 * @param stride the furthest a voltage is moved in one iteration, of the rated one.
 * @returns undefined when it does not come to a state.
 */
export function newton(
  seen: SeenFromLoads,
  start: readonly Complex[],
  along: Along,
  { patience = 12, stride = 0.5 }: { readonly patience?: number; readonly stride?: number } = {},
): Found | undefined {
  const { ports } = seen;
  const n = ports.length;
  let u = start;
  const scale = Math.max(1e-3, most(seen.idle), ...ports.map(({ load }) => load.ratedVoltage));
  let before = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration <= patience; iteration++) {
    const rest = left(seen, u, along);
    const gap = most(rest);
    if (!Number.isFinite(gap)) return undefined;
    if (gap <= 1e-13 * scale || (gap <= 1e-9 * scale && gap > before / 3))
      return { across: u, iterations: iteration };
    before = gap;
    const slope = slopeAt(seen, u, along);
    const factors = eliminated(slope, 2 * n);
    if (factors === undefined) return undefined;
    const right = Float64Array.from({ length: 2 * n }, (_, i) => {
      const { re, im } = rest[i >> 1]!;
      return i % 2 === 0 ? re : im;
    });
    const step = solved(factors, right);
    let longest = 0;
    for (let k = 0; k < n; k++)
      longest = Math.max(longest, Math.hypot(step[2 * k]!, step[2 * k + 1]!) / ports[k]!.load.ratedVoltage);
    if (!Number.isFinite(longest)) return undefined;
    const share = longest > stride ? stride / longest : 1;
    u = u.map((v, k) => complex(v.re - share * step[2 * k]!, v.im - share * step[2 * k + 1]!));
  }
  return undefined;
}
