import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permittedDifference, permittedDisplacement, zeroLineShift } from "#models/metrology/zeroLine.ts";
import { percent } from "#models/units.ts";
import { activeClass, class1And2, ct5 } from "./meters.ts";

const point = (error: number, limit: number) => ({ error: percent(error), limit: percent(limit) });
const meter = { classes: class1And2, current: ct5 };

describe("displacement of the zero line", () => {
  it("results that are all high come inside by one shift of 0.2 %", () => {
    expect(zeroLineShift([point(1.2, 1), point(0.3, 1), point(1.6, 1.5)], 0.5)).toBeCloseTo(0.2, 12);
  });
  it("inside already needs none, apart both ways has none, too far has none", () => {
    expect(zeroLineShift([point(0.9, 1), point(-0.9, 1)], 0.5)).toBe(0);
    expect(zeroLineShift([point(1.2, 1), point(-1.2, 1)], 0.5)).toBeNull();
    expect(zeroLineShift([point(1.6, 1)], 0.5)).toBeNull();
  });
  it("is right when it says a shift: every result then lies inside, and no smaller one would do", () => {
    const error = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(error, { minLength: 1, maxLength: 6 }), (errors) => {
        const points = errors.map((one) => point(one, 1));
        const shift = zeroLineShift(points, 0.5);
        const fits = (s: number) => points.every(({ error: e, limit }) => Math.abs(e - s) <= limit + 1e-12);
        if (shift === null) {
          for (let s = -0.5; s <= 0.5; s += 0.01)
            expect(points.every(({ error: e }) => Math.abs(e - s) < 1 - 1e-9)).toBe(false);
        } else {
          expect(fits(shift)).toBe(true);
          expect(Math.abs(shift)).toBeLessThanOrEqual(0.5);
          if (Math.abs(shift) > 1e-6) expect(fits(shift * (1 - 1e-6))).toBe(false);
        }
      }),
    );
  });
  it("class 1 permits 0.5 %, reactive class 2 1.0 %, EN 50470-3 none", () => {
    expect(permittedDisplacement(meter, "active")?.limit).toBe(0.5);
    expect(permittedDisplacement(meter, "reactive")?.limit).toBe(1.0);
    expect(permittedDisplacement({ ...meter, classes: activeClass("EN 50470-3", "B") }, "active")).toBeNull();
  });
  it("single-phase and balanced load may differ by 1.5 % in class 1, 2.5 % in reactive class 2", () => {
    expect(permittedDifference(meter, "active")?.limit).toBe(1.5);
    expect(permittedDifference(meter, "reactive")?.limit).toBe(2.5);
    expect(permittedDifference({ ...meter, classes: activeClass("EN 50470-3", "C") }, "active")?.limit).toBe(
      1.0,
    );
  });
});
