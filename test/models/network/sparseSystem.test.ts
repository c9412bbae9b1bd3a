import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverse, matrixOf, solveDense } from "#models/network/complexMatrix.ts";
import {
  analyse,
  emptyValues,
  factorise,
  SingularMatrix,
  slotOf,
  solveSystem,
} from "#models/network/sparseSystem.ts";

describe("sparse systems", () => {
  it("solves [[2, i], [i, 2]] x = [2 + i, 2 + i]: x = [1, 1]", () => {
    const pattern = analyse(2, [[0, 1]]);
    const values = emptyValues(pattern);
    values.re[slotOf(pattern, 0, 0)] = 2;
    values.re[slotOf(pattern, 1, 1)] = 2;
    values.im[slotOf(pattern, 0, 1)] = 1;
    values.im[slotOf(pattern, 1, 0)] = 1;
    factorise(pattern, values);
    const re = Float64Array.of(2, 2);
    const im = Float64Array.of(1, 1);
    solveSystem(pattern, values, re, im);
    expect([...re, ...im].map((v) => Number(v.toFixed(14)))).toEqual([1, 1, 0, 0]);
  });

  it("gives back a known solution of any dominant matrix, symmetric or not", () => {
    const sized = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc.tuple(
        fc.constant(n),
        fc.array(
          fc.tuple(
            fc.nat(n - 1),
            fc.nat(n - 1),
            fc.integer({ min: -9, max: 9 }),
            fc.integer({ min: -9, max: 9 }),
          ),
          {
            maxLength: 30,
          },
        ),
      ),
    );
    fc.assert(
      fc.property(sized, ([n, entries]) => {
        const a = matrixOf(
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (__, j) => ({ re: i === j ? 600 : 0, im: i === j ? -300 : 0 })),
          ),
        );
        for (const [i, j, re, im] of entries) {
          a.re[i * n + j] = a.re[i * n + j]! + re;
          a.im[i * n + j] = a.im[i * n + j]! + im;
        }
        const pattern = analyse(
          n,
          entries.map(([i, j]) => [i, j] as const),
        );
        const values = emptyValues(pattern);
        const bRe = new Float64Array(n);
        const bIm = new Float64Array(n);
        // x_j = (j + 1) - 2j i
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++) {
            const re = a.re[i * n + j]!;
            const im = a.im[i * n + j]!;
            bRe[i] = bRe[i]! + re * (j + 1) + im * 2 * j;
            bIm[i] = bIm[i]! + im * (j + 1) - re * 2 * j;
            if (re === 0 && im === 0) continue;
            values.re[slotOf(pattern, i, j)] = re;
            values.im[slotOf(pattern, i, j)] = im;
          }
        const [denseRe, denseIm] = [bRe.slice(), bIm.slice()];
        factorise(pattern, values);
        solveSystem(pattern, values, bRe, bIm);
        expect(solveDense(a, denseRe, denseIm)).toBe(true);
        for (let j = 0; j < n; j++) {
          expect(Math.abs(bRe[j]! - (j + 1)) + Math.abs(bIm[j]! + 2 * j)).toBeLessThan(1e-10);
          expect(Math.abs(denseRe[j]! - (j + 1)) + Math.abs(denseIm[j]! + 2 * j)).toBeLessThan(1e-10);
        }
      }),
    );
  });

  it("a chain fills nothing in, whatever its numbering", () => {
    const n = 100;
    const names = Array.from({ length: n }, (_, i) => (i * 37) % n);
    const pattern = analyse(
      n,
      names.slice(1).map((name, i) => [name, names[i]!] as const),
    );
    expect(pattern.index).toHaveLength(n - 1);
  });

  it("names the unknown that the equations leave open", () => {
    const pattern = analyse(2, [[0, 1]]);
    const values = emptyValues(pattern);
    values.re.fill(1);
    expect(() => factorise(pattern, values)).toThrow(SingularMatrix);
  });

  it("dense: a zero on the diagonal needs a pivot, a singular matrix has no inverse", () => {
    const swap = inverse(
      matrixOf([
        [
          { re: 0, im: 0 },
          { re: 0, im: 2 },
        ],
        [
          { re: 4, im: 0 },
          { re: 0, im: 0 },
        ],
      ]),
    );
    expect([...swap!.re]).toEqual([0, 0.25, 0, 0]);
    expect(swap!.im[2]).toBe(-0.5);
    expect(
      inverse(
        matrixOf([
          [
            { re: 1, im: 1 },
            { re: 2, im: 2 },
          ],
          [
            { re: 1, im: 1 },
            { re: 2, im: 2 },
          ],
        ]),
      ),
    ).toBeUndefined();
  });
});
