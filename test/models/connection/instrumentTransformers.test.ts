import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ideal,
  idealCurrentTransformer,
  idealVoltageTransformer,
  secondaryCurrent,
  secondaryVoltage,
} from "#models/connection/instrumentTransformers.ts";
import { energyError } from "#models/connection/transformerErrors.ts";
import { argument, modulus, polar } from "#models/phasor.ts";
import { componentAt, fundamental, meanPower, sine, spectrum } from "#models/spectrum.ts";
import { arcMinutes, degrees, inArcMinutes, inDegrees, radians, ratio } from "#models/units.ts";
import { currentTransformers, loadAngles, voltageTransformers } from "#scenarios/arbitraries/electrical.ts";

describe("an instrument transformer", () => {
  it("200/5 with -1 % and +30 minutes makes 2.475 A, leading, of 100 A", () => {
    const ct = {
      ...idealCurrentTransformer(40),
      ratioError: ratio(-0.01),
      phaseDisplacement: arcMinutes(30),
    };
    const secondary = secondaryCurrent(ct, sine(polar(100, degrees(-60))));
    if (secondary === null) throw new Error("open");
    expect(modulus(fundamental(secondary))).toBeCloseTo(2.475, 10);
    expect(inDegrees(argument(fundamental(secondary)))).toBeCloseTo(-59.5, 10);
  });
  it("turns everything round with S1 and S2 interchanged, and back with a reversed lead", () => {
    const primary = sine(polar(100, degrees(20)));
    const reversed = { ...idealCurrentTransformer(40), polarity: "reversed" as const };
    expect(secondaryCurrent(reversed, primary)?.re[0]).toBeCloseTo(-2.5 * Math.cos(degrees(20)), 12);
    expect(secondaryCurrent(reversed, primary, true)?.re[0]).toBeCloseTo(2.5 * Math.cos(degrees(20)), 12);
  });
  it("gives the meter nothing when open or shorted", () => {
    const primary = sine(polar(100, degrees(0)));
    expect(secondaryCurrent({ ...idealCurrentTransformer(40), secondary: "open" }, primary)).toBeNull();
    expect(secondaryCurrent({ ...idealCurrentTransformer(40), secondary: "shorted" }, primary)).toBeNull();
    expect(secondaryVoltage({ ...idealVoltageTransformer(200), secondary: "open" }, primary)).toBeNull();
  });
  it("passes harmonics and no direct current; a direct connection passes that too, untouched", () => {
    const primary = spectrum([
      { order: 0, phasor: polar(7, degrees(0)) },
      { order: 1, phasor: polar(100, degrees(0)) },
      { order: 5, phasor: polar(20, degrees(45)) },
    ]);
    const secondary = secondaryCurrent(idealCurrentTransformer(40), primary);
    if (secondary === null) throw new Error("open");
    expect(componentAt(secondary, 0)).toEqual({ re: 0, im: 0 });
    expect(modulus(componentAt(secondary, 5))).toBeCloseTo(0.5, 12);
    expect(secondaryCurrent(idealCurrentTransformer(1), primary)).toBe(primary);
  });
  it("is a direct connection at a voltage ratio of 1", () => {
    expect(ideal(40, 1).voltage).toEqual({ kind: "direct" });
    expect(ideal(40, 1, "openDelta").voltage).toEqual({ kind: "direct" });
    expect(ideal(40, 200).voltage.kind).toBe("star");
    expect(ideal(40, 200, "openDelta").voltage.kind).toBe("openDelta");
  });
});

describe("the energy error", () => {
  it("is the ratio error alone at unity power factor and without displacement", () => {
    expect(energyError({ ratioError: ratio(0.005), phaseDisplacement: radians(0) }, degrees(0))).toBeCloseTo(
      0.005,
    );
    expect(energyError({ ratioError: ratio(0.005), phaseDisplacement: radians(0) }, degrees(60))).toBeCloseTo(
      0.005,
    );
  });
  it("of 30 minutes of leading secondary current at power factor 0.5 lagging is +1.51 %", () => {
    // The meter sees 59.5 degrees: cos 59.5 / cos 60 = 0.507538 / 0.5.
    const error = energyError({ ratioError: ratio(0), phaseDisplacement: arcMinutes(30) }, degrees(60));
    expect(error).toBeCloseTo(0.507538 / 0.5 - 1, 5);
  });
  it("is what a meter behind the transformers would register too much, displacements of CT and VT subtracted", () => {
    const sound = { polarity: "normal", secondary: "closed" } as const;
    fc.assert(
      fc.property(currentTransformers(), voltageTransformers(), loadAngles(), (anyCt, anyVt, phi) => {
        const ct = { ...anyCt, ...sound };
        const vt = { ...anyVt, ...sound };
        const u = sine(polar(20000, degrees(10)));
        const i = sine(polar(100, degrees(10 - inDegrees(phi))));
        const secondaryU = secondaryVoltage(vt, u);
        const secondaryI = secondaryCurrent(ct, i);
        if (secondaryU === null || secondaryI === null) throw new Error("open");
        const measured = meanPower(secondaryU, secondaryI) * ct.ratio * vt.ratio;
        const resultant = {
          ratioError: ratio((1 + ct.ratioError) * (1 + vt.ratioError) - 1),
          phaseDisplacement: radians(ct.phaseDisplacement - vt.phaseDisplacement),
        };
        const predicted = 20000 * 100 * Math.cos(phi) * (1 + energyError(resultant, phi));
        expect(Math.abs(measured - predicted)).toBeLessThan(1e-3);
      }),
    );
  });
  it("is eps + 0.02909 delta tan(phi) to first order", () => {
    const errors = { ratioError: ratio(0.0002), phaseDisplacement: arcMinutes(1) };
    const linear = 0.02 + 0.02909 * inArcMinutes(errors.phaseDisplacement) * Math.tan(degrees(45));
    expect(100 * energyError(errors, degrees(45))).toBeCloseTo(linear, 4);
  });
});
