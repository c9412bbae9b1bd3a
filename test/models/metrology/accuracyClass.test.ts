import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccuracyClasses, CurrentRatings } from "#models/meter/spec.ts";
import { type LimitAt, limitAt } from "#models/metrology/accuracyClass.ts";
import { defaultLimitPolicy } from "#models/metrology/limitPolicy.ts";
import { type LoadPoint, sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import { perPhase } from "#models/threePhase.ts";
import { amperes, degrees, hertz, radians, ratio } from "#models/units.ts";
import { activeClass, class1And2, ct1, ct5, direct10 } from "./meters.ts";

const lagging = (factor: number) => radians(Math.acos(factor));
const leading = (factor: number) => radians(-Math.acos(factor));
const inductive = (sine: number) => radians(Math.asin(sine));

const balanced = (current: number, phi = degrees(0), more: Partial<LoadPoint> = {}): LoadPoint =>
  sinusoidalLoadPoint({ current: perPhase(() => amperes(current)), phi, ...more });
const onePhase = (current: number, phi = degrees(0)): LoadPoint =>
  sinusoidalLoadPoint({
    current: { L1: amperes(current), L2: amperes(0), L3: amperes(0) },
    phi,
    load: "single-phase",
  });
const figure = (limit: LimitAt): number | null => (limit.kind === "limit" ? limit.limit : null);
const active = (current: CurrentRatings, point: LoadPoint, classes: AccuracyClasses = class1And2) =>
  figure(limitAt({ classes, current }, "active", point));
const reactive = (current: CurrentRatings, point: LoadPoint) =>
  figure(limitAt({ classes: class1And2, current }, "reactive", point));

/**
 * Test grids of the family, class 1 active and class 2 reactive: IEC 62053-21:2003 and -23:2003 table 6 worked out for
 * each rating by hand.
 */
const grids = [
  {
    name: "direct Ib 10 A, Imax 63 A",
    ratings: direct10,
    unity: { wide: [0.5, 0.99], tight: [1, 2, 5, 10, 31.5, 63] },
    half: { wide: [1, 1.99], tight: [2, 5, 10, 31.5, 63] },
    quarter: [2, 5, 63],
    below: 0.45,
  },
  {
    name: "CT In 5 A, Imax 6 A",
    ratings: ct5,
    unity: { wide: [0.1, 0.24], tight: [0.25, 0.5, 1, 2.5, 5, 6] },
    half: { wide: [0.25, 0.49], tight: [0.5, 1, 2.5, 5, 6] },
    quarter: [0.5, 2.5, 6],
    below: 0.09,
  },
  {
    name: "CT In 1 A, Imax 6 A",
    ratings: ct1,
    unity: { wide: [0.02, 0.049], tight: [0.05, 0.1, 0.2, 0.5, 1, 3, 6] },
    half: { wide: [0.05, 0.099], tight: [0.1, 0.2, 0.5, 1, 3, 6] },
    quarter: [0.1, 1, 6],
    below: 0.018,
  },
];

describe.each(grids)("class 1 and 2 limits, $name", ({ ratings, unity, half, quarter, below }) => {
  it.each(unity.wide)("%f A at unity: 1.5 active, 2.5 reactive", (I) => {
    expect(active(ratings, balanced(I))).toBe(1.5);
    expect(reactive(ratings, balanced(I, degrees(90)))).toBe(2.5);
  });
  it.each(unity.tight)("%f A at unity: 1.0 active, 2.0 reactive", (I) => {
    expect(active(ratings, balanced(I))).toBe(1.0);
    expect(reactive(ratings, balanced(I, degrees(90)))).toBe(2.0);
    expect(reactive(ratings, balanced(I, degrees(-90)))).toBe(2.0);
  });
  it.each(half.wide)("%f A at 0.5 lagging and 0.8 leading: 1.5 active; sin 0.5: 2.5 reactive", (I) => {
    expect(active(ratings, balanced(I, lagging(0.5)))).toBe(1.5);
    expect(active(ratings, balanced(I, leading(0.8)))).toBe(1.5);
    expect(reactive(ratings, balanced(I, inductive(0.5)))).toBe(2.5);
  });
  it.each(half.tight)("%f A at 0.5 lagging and 0.8 leading: 1.0 active; sin 0.5: 2.0 reactive", (I) => {
    expect(active(ratings, balanced(I, lagging(0.5)))).toBe(1.0);
    expect(active(ratings, balanced(I, leading(0.8)))).toBe(1.0);
    expect(reactive(ratings, balanced(I, radians(-inductive(0.5))))).toBe(2.0);
  });
  it.each(quarter)("%f A at sin 0.25: 2.5 reactive", (I) => {
    expect(reactive(ratings, balanced(I, inductive(0.25)))).toBe(2.5);
  });
  it("has no limit below the table, nor above Imax", () => {
    expect(active(ratings, balanced(below))).toBeNull();
    expect(active(ratings, balanced(ratings.maximum * 1.05))).toBeNull();
  });
  it("load of one phase: 2.0 active, 3.0 reactive", () => {
    for (const I of [unity.tight[0] ?? 0, ratings.maximum]) {
      expect(active(ratings, onePhase(I))).toBe(2.0);
      expect(reactive(ratings, onePhase(I, degrees(90)))).toBe(3.0);
    }
    expect(active(ratings, onePhase(half.tight[0] ?? 0, lagging(0.5)))).toBe(2.0);
    expect(active(ratings, onePhase(unity.wide[0] ?? 0))).toBeNull();
  });
});

describe("other classes keep to their own standard", () => {
  it("class 2: 2.5 and 2.0, 0.8 leading though sources disagree", () => {
    const classes = activeClass("IEC 62053-21", "2");
    expect(active(direct10, balanced(0.5), classes)).toBe(2.5);
    expect(active(direct10, balanced(10), classes)).toBe(2.0);
    const disputed = limitAt({ classes, current: direct10 }, "active", balanced(10, leading(0.8)));
    expect(disputed).toMatchObject({ kind: "limit", limit: 2.0, status: "V" });
  });
  it("IEC 61036 class 1 has the base table of its successor", () => {
    const classes = activeClass("IEC 61036", "1");
    expect(active(direct10, balanced(0.5), classes)).toBe(1.5);
    expect(active(direct10, balanced(10), classes)).toBe(1.0);
  });
  it("class 3 reactive: 4.0 and 3.0", () => {
    const classes: AccuracyClasses = {
      ...class1And2,
      reactive: { standard: "IEC 62053-23", accuracyClass: "3" },
    };
    const of = (I: number) =>
      figure(limitAt({ classes, current: ct5 }, "reactive", balanced(I, degrees(90))));
    expect([of(0.1), of(5)]).toEqual([4.0, 3.0]);
  });
  // EN 50470-3:2006 table 4; Itr 0.25 A and Imin 0.05 A for class B on 5 A (Rockwell 1420-UM001D, page 71).
  it("EN 50470-3 on 5 A: from Imin to Itr, and from Itr to Imax", () => {
    const at = (name: string, I: number, phi = degrees(0)) =>
      active(ct5, balanced(I, phi), activeClass("EN 50470-3", name));
    expect([at("A", 0.1), at("B", 0.05), at("C", 0.05)]).toEqual([2.5, 1.5, 1.0]);
    expect([at("A", 0.25), at("B", 0.25), at("C", 0.25)]).toEqual([2.0, 1.0, 0.5]);
    expect([at("A", 5, lagging(0.5)), at("B", 5, lagging(0.7)), at("C", 5, leading(0.8))]).toEqual([
      2, 1, 0.6,
    ]);
    expect(at("B", 0.04)).toBeNull();
    expect(at("B", 0.1, lagging(0.5))).toBeNull();
    expect(at("1", 5)).toBeNull();
  });
  it("a meter without reactive class has no reactive limit", () => {
    const meter = { classes: activeClass("IEC 62053-21", "1"), current: direct10 };
    expect(limitAt(meter, "reactive", balanced(10, degrees(90))).kind).toBe("none");
  });
});

describe("where the standard is silent", () => {
  const meter = { classes: class1And2, current: ct5 };
  it("0.7 lagging takes 0.5 lagging, 0.3 lagging takes 0.25 lagging, and both say so", () => {
    const wider = limitAt(meter, "active", balanced(0.3, lagging(0.7)));
    expect(wider).toMatchObject({ limit: 1.5, source: expect.stringContaining("0.5 lagging") });
    expect(wider).toMatchObject({ source: expect.stringContaining("not tabulated") });
    expect(limitAt(meter, "active", balanced(5, lagging(0.3)))).toMatchObject({ limit: 3.5 });
    expect(limitAt(meter, "active", balanced(5, lagging(0.1))).kind).toBe("none");
    expect(limitAt(meter, "active", balanced(5, leading(0.6)))).toMatchObject({ limit: 2.5 });
  });
  it("a tabulated power factor that is a hair off is still that power factor", () => {
    expect(limitAt(meter, "active", balanced(5, lagging(0.499)))).toMatchObject({ limit: 1.0 });
    expect(limitAt(meter, "active", balanced(5, lagging(0.9999)))).toMatchObject({ limit: 1.0 });
  });
  it("an unbalanced load takes the limit of single-phase load, or none by policy", () => {
    const point = { ...balanced(5), load: "unbalanced" } as const;
    expect(limitAt(meter, "active", point)).toMatchObject({
      limit: 2.0,
      source: expect.stringContaining("unbalanced load, taken as single-phase load"),
    });
    const refuse = { ...defaultLimitPolicy, unbalancedLoad: "none" } as const;
    expect(limitAt(meter, "active", point, refuse).kind).toBe("none");
  });
  it("single-phase load at 0.8 leading is taken as lagging; further leading there is nothing", () => {
    expect(active(ct5, onePhase(5, leading(0.8)))).toBe(2.0);
    expect(active(ct5, onePhase(5, leading(0.5)))).toBeNull();
  });
  it("power that flows backwards has no limit", () => {
    expect(active(ct5, balanced(5, degrees(180)))).toBeNull();
  });
});

describe("influences add their shift (IEC 62053-21:2003 table 8, class 1)", () => {
  const at = (more: Partial<LoadPoint>, phi = degrees(0)) =>
    limitAt({ classes: class1And2, current: ct5 }, "active", balanced(5, phi, more));
  const voltage = (share: number) => ({ voltage: perPhase(() => ratio(share)) });
  const distortion = (over: Partial<LoadPoint["distortion"]>) => ({
    distortion: {
      voltage: ratio(0),
      odd: ratio(0),
      directAndEven: ratio(0),
      betweenHarmonics: ratio(0),
      ...over,
    },
  });
  it.each([
    ["inside the reference conditions", at({ ...voltage(1.009), frequency: hertz(50.1) }), 1.0],
    ["voltage + 10 %", at(voltage(1.1)), 1.7],
    ["voltage - 10 % at 0.5 lagging", at(voltage(0.9), lagging(0.5)), 2.0],
    ["voltage + 10 % at 0.8 leading", at(voltage(1.1), leading(0.8)), 2.0],
    ["1.15 Un", at(voltage(1.15)), 3.1],
    ["0.8 Un at 0.5 lagging", at(voltage(0.8), lagging(0.5)), 4.0],
    ["frequency + 2 %", at({ frequency: hertz(51) }), 1.5],
    ["frequency - 2 % at 0.5 lagging", at({ frequency: hertz(49) }, lagging(0.5)), 1.7],
    ["60 Hz is a reference frequency too", at({ frequency: hertz(60) }), 1.0],
    ["reversed phase sequence", at({ sequence: "L1-L3-L2" }), 2.5],
    ["a phase interrupted", at({ voltage: { L1: ratio(1), L2: ratio(1), L3: ratio(0) } }), 3.0],
    ["fifth harmonic as tested", at(distortion({ voltage: ratio(0.1), odd: ratio(0.4) })), 1.8],
    ["phase-fired current", at(distortion({ odd: ratio(0.6) })), 4.0],
    ["sub-harmonics", at(distortion({ betweenHarmonics: ratio(0.5) })), 4.0],
    ["1.9 % of distortion is sinusoidal", at(distortion({ odd: ratio(0.019) })), 1.0],
    ["voltage and frequency together", at({ ...voltage(1.1), frequency: hertz(51) }), 2.2],
  ])("%s", (_, limit, expected) => {
    expect(figure(limit)).toBeCloseTo(expected, 9);
  });
  it("below 0.8 Un and beyond 2 % of frequency there is no limit", () => {
    expect(at(voltage(0.7)).kind).toBe("none");
    expect(at(voltage(1.2)).kind).toBe("none");
    expect(at({ frequency: hertz(52) }).kind).toBe("none");
  });
  it("names its reasons and the weakest mark among them", () => {
    expect(at({ sequence: "L1-L3-L2", ...voltage(1.15) })).toMatchObject({
      status: "K",
      source: expect.stringMatching(/table 6.*voltage beyond 10 %.*reversed phase sequence.*at 0.1 In/),
    });
    expect(at({})).toMatchObject({ status: "V2" });
  });
  it("reactive energy has no limit with harmonics, and borrows the sequence shift", () => {
    const meter = { classes: class1And2, current: ct5 };
    const point = balanced(5, degrees(90), distortion({ odd: ratio(0.4) }));
    expect(limitAt(meter, "reactive", point).kind).toBe("none");
    expect(limitAt(meter, "reactive", balanced(5, degrees(90), { sequence: "L1-L3-L2" }))).toMatchObject({
      limit: 3.5,
      status: "K",
    });
  });
});

it("no load point has a narrower limit for being further from unity or less balanced", () => {
  const meter = { classes: class1And2, current: ct5 };
  const angle = fc.double({ min: 0, max: 75, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 5, noNaN: true }), angle, angle, (I, a, b) => {
      const [near, far] = a < b ? [a, b] : [b, a];
      const of = (phi: number, load: LoadPoint["load"] = "balanced") =>
        figure(limitAt(meter, "active", balanced(I, degrees(phi), { load }))) ?? Number.POSITIVE_INFINITY;
      expect(of(far)).toBeGreaterThanOrEqual(of(near));
      if (near <= 60) expect(of(near, "unbalanced")).toBeGreaterThanOrEqual(of(near));
    }),
  );
});
