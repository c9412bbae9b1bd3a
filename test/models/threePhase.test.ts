import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modulus, type Phasor, polar, rectangular, subtract, sum } from "#models/phasor.ts";
import {
  fromSymmetricalComponents,
  mapPhases,
  type PerPhase,
  perConductor,
  phases,
  symmetrical,
  symmetricalComponents,
  unbalanceFactors,
} from "#models/threePhase.ts";
import { degrees } from "#models/units.ts";

const phasor = fc.record({
  re: fc.integer({ min: -500, max: 500 }),
  im: fc.integer({ min: -500, max: 500 }),
});
const system = fc.record({ L1: phasor, L2: phasor, L3: phasor });
const apart = (x: Phasor, y: Phasor): number => modulus(subtract(x, y));

describe("three-phase systems", () => {
  it("L2 lags L1 by 120 degrees, L3 by 240; reversed, the other way round", () => {
    const u = symmetrical(polar(230, degrees(10)));
    expect(apart(u.L2, polar(230, degrees(-110)))).toBeLessThan(1e-9);
    expect(apart(u.L3, polar(230, degrees(130)))).toBeLessThan(1e-9);
    const reversed = symmetrical(polar(230, degrees(10)), "L1-L3-L2");
    expect(apart(reversed.L3, u.L2)).toBeLessThan(1e-9);
  });

  it("a single current of 3 A is 1 A of each sequence", () => {
    const { zero, positive, negative } = symmetricalComponents({
      L1: rectangular(3, 0),
      L2: rectangular(0, 0),
      L3: rectangular(0, 0),
    });
    for (const component of [zero, positive, negative])
      expect(apart(component, rectangular(1, 0))).toBeLessThan(1e-12);
  });

  it("a missing phase leaves half the positive sequence as negative and zero sequence", () => {
    const { L1, L2 } = symmetrical(polar(230, degrees(0)));
    const factors = unbalanceFactors({ L1, L2, L3: rectangular(0, 0) });
    expect(factors.negativeSequence).toBeCloseTo(0.5, 12);
    expect(factors.zeroSequence).toBeCloseTo(0.5, 12);
  });

  it("a symmetrical system has one sequence and no sum", () => {
    fc.assert(
      fc.property(phasor, fc.constantFrom("L1-L2-L3", "L1-L3-L2" as const), (first, sequence) => {
        const u = symmetrical(first, sequence);
        expect(modulus(sum(Object.values(u)))).toBeLessThan(1e-9);
        const parts = symmetricalComponents(u);
        const [kept, other] =
          sequence === "L1-L2-L3" ? [parts.positive, parts.negative] : [parts.negative, parts.positive];
        expect(apart(kept, first)).toBeLessThan(1e-9);
        expect(modulus(other) + modulus(parts.zero)).toBeLessThan(1e-9);
      }),
    );
  });

  it("Fortescue: components put together are the system", () => {
    fc.assert(
      fc.property(system, (x: PerPhase<Phasor>) => {
        const back = fromSymmetricalComponents(symmetricalComponents(x));
        for (const phase of phases) expect(apart(back[phase], x[phase])).toBeLessThan(1e-9);
      }),
    );
  });

  it("names values by phase and conductor", () => {
    expect(mapPhases({ L1: 1, L2: 2, L3: 3 }, (value, phase) => `${phase}=${value}`)).toEqual({
      L1: "L1=1",
      L2: "L2=2",
      L3: "L3=3",
    });
    expect(Object.keys(perConductor((conductor) => conductor))).toEqual(["L1", "L2", "L3", "N"]);
  });
});
