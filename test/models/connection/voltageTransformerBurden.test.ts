import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { voltageTransformerClasses } from "#models/connection/transformerLimits.ts";
import {
  burdenErrors,
  ratedVtBurdenAngle,
  type VoltageTransformerBurden,
} from "#models/connection/voltageTransformerBurden.ts";
import { asPercent, degrees, inArcMinutes, radians, ratio, voltAmperes } from "#models/units.ts";
import { vtLimits } from "./classLimits.golden.ts";

const vt = (over: Partial<VoltageTransformerBurden> = {}): VoltageTransformerBurden => {
  const ratedBurden = over.ratedBurden ?? voltAmperes(25);
  return {
    accuracyClass: "0.5",
    ratedBurden,
    burden: ratedBurden,
    burdenAngle: ratedVtBurdenAngle(ratedBurden),
    classShare: ratio(1),
    impedanceAngle: degrees(45),
    ...over,
  };
};
const errorsOf = (of: VoltageTransformerBurden) => {
  const { ratioError, phaseDisplacement } = burdenErrors(of);
  return { error: asPercent(ratioError), minutes: inArcMinutes(phaseDisplacement) };
};

describe("a VT of class 0.5, 25 VA, by hand", () => {
  it("is 0.5 % low at rated burden, and lags by tan 8.13 degrees of it: 2.46 minutes", () => {
    const { error, minutes } = errorsOf(vt());
    expect(error).toBeCloseTo(-0.5, 9);
    // 0.5 % / cos 8.13 sin 8.13 in arc minutes, over 1.005
    expect(minutes).toBeCloseTo(-((0.005 * Math.tan(degrees(8.13))) / 2.9089e-4), 1);
  });
  it("has no error without a burden, and half of it at half the burden", () => {
    expect(errorsOf(vt({ burden: voltAmperes(0) })).error).toBeCloseTo(0, 12);
    // 1 / (1 + x) at x = 0.50253 %, half of it 0.25126 %
    expect(errorsOf(vt({ burden: voltAmperes(12.5) })).error).toBeCloseTo(-0.2506, 3);
  });
  it("is 2 % low under four times its burden: 1 / (1 + 4 x 0.50253 %)", () => {
    expect(errorsOf(vt({ burden: voltAmperes(100) })).error).toBeCloseTo(-1.97, 2);
  });
});

describe("the errors of a VT by burden", () => {
  const anyVt = () =>
    fc
      .record({
        accuracyClass: fc.constantFrom(...voltageTransformerClasses),
        rated: fc.constantFrom(1, 5, 10, 25, 50, 100),
        percentOfBurden: fc.integer({ min: 25, max: 100 }),
        impedance: fc.integer({ min: 0, max: 90 }),
      })
      .map(({ accuracyClass, rated, percentOfBurden, impedance }) =>
        vt({
          accuracyClass,
          ratedBurden: voltAmperes(rated),
          burden: voltAmperes((rated * percentOfBurden) / 100),
          impedanceAngle: degrees(impedance),
        }),
      );
  it("are within the class at 25 to 100 % of rated burden, and reach it, or the share said, at all of it", () => {
    fc.assert(
      fc.property(anyVt(), fc.constantFrom(1, 0.4), (of, share) => {
        const { ratioError, minutes } = vtLimits.find(({ name }) => name === of.accuracyClass)!;
        const used = (each: VoltageTransformerBurden) => {
          const found = errorsOf(each);
          return Math.max(Math.abs(found.error) / ratioError, Math.abs(found.minutes) / minutes);
        };
        const shared = { ...of, classShare: ratio(share) };
        expect(used(shared)).toBeLessThanOrEqual(share * (1 + 1e-9));
        // class 3 has no limit of phase: a reactance under a resistance would have to take a quarter of the voltage
        expect(used({ ...shared, burden: of.ratedBurden })).toBeCloseTo(share, 6);
      }),
    );
  });
  it("rise above the ratio under a capacitive burden", () => {
    expect(errorsOf(vt({ burdenAngle: degrees(-80), impedanceAngle: degrees(80) })).error).toBeGreaterThan(0);
    expect(errorsOf(vt({ burdenAngle: radians(0), impedanceAngle: degrees(90) })).minutes).toBeLessThan(0);
  });
});
