/** Equations between unknowns and their conjugates, held against a dense elimination of their real and imaginary parts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyConjugateValues,
  factoriseConjugate,
  substituteConjugate,
} from "#models/network/conjugateSystem.ts";
import { analyse, slotOf } from "#models/network/sparseSystem.ts";

type Complex = readonly [re: number, im: number];
interface Entry {
  readonly i: number;
  readonly j: number;
  readonly a: Complex;
  readonly c: Complex;
}

/** A x + C conj(x) by its definition. */
function applied(size: number, entries: readonly Entry[], x: readonly Complex[]): Complex[] {
  const result = Array.from({ length: size }, (): [number, number] => [0, 0]);
  for (const { i, j, a, c } of entries) {
    const [re, im] = x[j]!;
    result[i]![0] += a[0] * re - a[1] * im + c[0] * re + c[1] * im;
    result[i]![1] += a[0] * im + a[1] * re + c[1] * re - c[0] * im;
  }
  return result;
}

function solved(size: number, entries: readonly Entry[], right: readonly Complex[]): Complex[] {
  const pattern = analyse(
    size,
    entries.map(({ i, j }) => [i, j] as const),
  );
  const values = emptyConjugateValues(pattern);
  for (const { i, j, a, c } of entries) {
    const slot = slotOf(pattern, i, j);
    values.re[slot] = values.re[slot]! + a[0];
    values.im[slot] = values.im[slot]! + a[1];
    values.conjugateRe[slot] = values.conjugateRe[slot]! + c[0];
    values.conjugateIm[slot] = values.conjugateIm[slot]! + c[1];
  }
  factoriseConjugate(pattern, values);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  right.forEach(([r, i], unknown) => {
    re[pattern.positionOf[unknown]!] = r;
    im[pattern.positionOf[unknown]!] = i;
  });
  substituteConjugate(pattern, values, re, im);
  return right.map((_, unknown) => [re[pattern.positionOf[unknown]!]!, im[pattern.positionOf[unknown]!]!]);
}

const part = fc.integer({ min: -9, max: 9 });
const complex: fc.Arbitrary<Complex> = fc.tuple(part, part);

describe("equations between unknowns and their conjugates", () => {
  it("(2 + i) x + conj(x) = 5 + 7i: x = 2 + 5i, by hand", () => {
    // (2 + i)(a + bi) + a - bi = (3a - b) + (a + b)i
    const [[re, im]] = solved(1, [{ i: 0, j: 0, a: [2, 1], c: [1, 0] }], [[1, 7]]) as [Complex];
    expect(re).toBeCloseTo(2, 12);
    expect(im).toBeCloseTo(5, 12);
  });

  it("give back a known solution, dominated by either part", () => {
    const systems = fc.integer({ min: 1, max: 10 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        entries: fc.array(fc.record({ i: fc.nat(size - 1), j: fc.nat(size - 1), a: complex, c: complex }), {
          maxLength: 30,
        }),
        conjugated: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
        x: fc.array(complex, { minLength: size, maxLength: size }),
      }),
    );
    fc.assert(
      fc.property(systems, ({ size, entries, conjugated, x }) => {
        const strong: Complex = [700, -400];
        const all = [
          ...entries,
          ...conjugated.map(
            (is, i): Entry => ({ i, j: i, a: is ? [0, 0] : strong, c: is ? strong : [0, 0] }),
          ),
        ];
        const found = solved(size, all, applied(size, all, x));
        found.forEach(([re, im], k) => {
          expect(re).toBeCloseTo(x[k]![0], 9);
          expect(im).toBeCloseTo(x[k]![1], 9);
        });
      }),
    );
  });

  it("a pivot that vanishes gives a large step, not a value that is none", () => {
    const [[re, im]] = solved(1, [{ i: 0, j: 0, a: [1, 0], c: [1, 0] }], [[0, 1]]) as [Complex];
    expect(Number.isFinite(re) && Number.isFinite(im)).toBe(true);
    expect(Math.hypot(re, im)).toBeGreaterThan(1e3);
  });
});
