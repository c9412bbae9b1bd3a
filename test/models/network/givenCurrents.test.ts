/** Given currents that have to close in every part of a network. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeCurrents } from "#models/network/givenCurrents.ts";

interface Given {
  readonly from: number;
  readonly to: number;
  readonly re: number;
  readonly im: number;
}
function closed(given: readonly Given[]): { readonly asGiven: boolean; readonly flowing: readonly Given[] } {
  const column = {
    re: Float64Array.from(given, ({ re }) => re),
    im: Float64Array.from(given, ({ im }) => im),
  };
  const asGiven = closeCurrents(
    given.map(({ from }) => from),
    given.map(({ to }) => to),
    column,
  );
  return { asGiven, flowing: given.map((each, k) => ({ ...each, re: column.re[k]!, im: column.im[k]! })) };
}
const leftAt = (part: number, currents: readonly Given[]): number =>
  Math.hypot(
    ...(["re", "im"] as const).map((key) =>
      currents.reduce(
        (sum, each) => sum + (each.from === part ? each[key] : 0) - (each.to === part ? each[key] : 0),
        0,
      ),
    ),
  );
const third = (k: number): Pick<Given, "re" | "im"> => ({
  re: Math.cos((2 * Math.PI * k) / 3),
  im: Math.sin((2 * Math.PI * k) / 3),
});

describe("given currents", () => {
  it("within one part flow as given", () => {
    expect(closed([{ from: 1, to: 1, re: 3, im: 4 }]).asGiven).toBe(true);
  });
  it("into a part that nothing leaves do not flow", () => {
    const { asGiven, flowing } = closed([{ from: 0, to: 1, re: 3, im: 4 }]);
    expect(asGiven).toBe(false);
    expect(flowing[0]).toMatchObject({ re: 0, im: 0 });
  });
  it("of a fifth harmonic add up to nothing in a star that floats, and flow; of a third they do not", () => {
    const fifth = [0, 1, 2].map((k): Given => ({ from: 0, to: 1, ...third(k) }));
    expect(closed(fifth).asGiven).toBe(true);
    const same = [0, 1, 2].map((): Given => ({ from: 0, to: 1, re: 2, im: 0 }));
    for (const { re, im } of closed(same).flowing) expect(Math.hypot(re, im)).toBe(0);
  });
  it("of 5, 5 and 2 A into a star that floats lose their mean, 4 A each: 1, 1 and -2 A", () => {
    const said = [5, 5, 2].map((re): Given => ({ from: 0, to: 1, re, im: 0 }));
    const found = closed(said).flowing.map(({ re }) => re);
    for (const [k, expected] of [1, 1, -2].entries()) expect(found[k]).toBeCloseTo(expected, 12);
  });

  const networks = fc.array(
    fc.record({
      from: fc.nat(5),
      to: fc.nat(5),
      re: fc.integer({ min: -9, max: 9 }),
      im: fc.integer({ min: -9, max: 9 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  it("that flow close in every part, and once closed stay as they are", () => {
    fc.assert(
      fc.property(networks, (given) => {
        const { flowing, asGiven } = closed(given);
        for (let part = 0; part <= 5; part++) expect(leftAt(part, flowing)).toBeLessThan(1e-10);
        expect(asGiven).toBe([0, 1, 2, 3, 4, 5].every((part) => leftAt(part, given) === 0));
        closed(flowing).flowing.forEach(({ re, im }, k) => {
          expect(re).toBeCloseTo(flowing[k]!.re, 9);
          expect(im).toBeCloseTo(flowing[k]!.im, 9);
        });
      }),
    );
  });
  it("are the nearest of all that close: what is taken off stands at right angles to what may flow round", () => {
    fc.assert(
      fc.property(networks, fc.nat(5), fc.nat(5), fc.nat(5), (given, a, b, c) => {
        // A ring of three currents through any three parts closes by itself.
        const ring = [
          { from: a, to: b },
          { from: b, to: c },
          { from: c, to: a },
        ].map((each): Given => ({ ...each, re: 0, im: 0 }));
        const said = [...given, ...ring];
        const { flowing } = closed(said);
        const off = flowing.slice(given.length).reduce((sum, { re }) => sum + re, 0);
        expect(Math.abs(off)).toBeLessThan(1e-9);
      }),
    );
  });
});
