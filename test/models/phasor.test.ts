import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  argument,
  complexPower,
  conjugate,
  divide,
  modulus,
  multiply,
  type Phasor,
  polar,
  reciprocal,
  rectangular,
  rotate,
  subtract,
  sum,
} from "#models/phasor.ts";
import { degrees, inDegrees } from "#models/units.ts";

const phasor = fc.record({
  re: fc.integer({ min: -1000, max: 1000 }),
  im: fc.integer({ min: -1000, max: 1000 }),
});
const other = phasor.filter(({ re, im }) => re !== 0 || im !== 0);
const apart = (x: Phasor, y: Phasor): number => modulus(subtract(x, y));

describe("phasors", () => {
  it("10 A behind 230 V by 60 degrees consume 1150 W and 1992 var", () => {
    const s = complexPower(polar(230, degrees(0)), polar(10, degrees(-60)));
    expect(s.re).toBeCloseTo(1150, 9);
    expect(s.im).toBeCloseTo(1991.86, 2);
  });

  it("3 + j4 has modulus 5 and argument 53.13 degrees", () => {
    expect(modulus(rectangular(3, 4))).toBe(5);
    expect(inDegrees(argument(rectangular(3, 4)))).toBeCloseTo(53.13, 2);
  });

  it("division undoes multiplication", () => {
    fc.assert(
      fc.property(phasor, other, (x, y) => {
        expect(apart(divide(multiply(x, y), y), x)).toBeLessThan(1e-9);
        expect(apart(multiply(y, reciprocal(y)), { re: 1, im: 0 })).toBeLessThan(1e-12);
      }),
    );
  });

  it("a turn keeps the modulus and adds to the argument", () => {
    fc.assert(
      fc.property(other, fc.integer({ min: -89, max: 89 }), (x, angle) => {
        const turned = rotate(x, degrees(angle));
        expect(modulus(turned)).toBeCloseTo(modulus(x), 9);
        expect(inDegrees(argument(divide(turned, x)))).toBeCloseTo(angle, 9);
      }),
    );
  });

  it("power is |U| |I| at the angle between them, whatever both are turned by", () => {
    fc.assert(
      fc.property(phasor, phasor, fc.integer({ min: -180, max: 180 }), (u, i, angle) => {
        const s = complexPower(u, i);
        expect(modulus(s)).toBeCloseTo(modulus(u) * modulus(i), 5);
        expect(apart(complexPower(rotate(u, degrees(angle)), rotate(i, degrees(angle))), s)).toBeLessThan(
          1e-7,
        );
        expect(apart(complexPower(i, u), conjugate(s))).toBeLessThan(1e-9);
      }),
    );
  });

  it("a sum is the sum of its parts", () => {
    fc.assert(
      fc.property(fc.array(phasor), (parts) => {
        expect(sum(parts)).toEqual(parts.reduce(add, { re: 0, im: 0 }));
      }),
    );
  });
});
