import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  currentTransformerClasses,
  currentTransformerLimits,
  type TransformerLimit,
  voltageTransformerLimits,
  worstEnergyErrors,
} from "#models/connection/transformerLimits.ts";
import { asPercent, degrees, inArcMinutes, inDegrees } from "#models/units.ts";
import { loadAngles } from "#scenarios/arbitraries/electrical.ts";

const atFivePercent = (name: keyof typeof currentTransformerLimits): TransformerLimit => {
  const found = currentTransformerLimits[name].find((point) => point.percentOfRatedCurrent === 5);
  if (found === undefined) throw new Error(`class ${name} has no limit at 5 %`);
  return found;
};

/** Worst kW error in per cent of reading at power factor 0.5, CTs at 5 % current: scribd.com/document/47946103. */
const published: readonly [string, TransformerLimit, string][] = [
  ["CT 1", atFivePercent("1"), "11.9"],
  ["CT 0.5", atFivePercent("0.5"), "6.0"],
  ["CT 0.5S", atFivePercent("0.5S"), "3.01"],
  ["CT 0.2", atFivePercent("0.2"), "2.25"],
  ["CT 0.2S", atFivePercent("0.2S"), "1.10"],
  ["CT 0.1", atFivePercent("0.1"), "1.15"],
  ["VT 0.1", voltageTransformerLimits["0.1"], "0.35"],
  ["VT 0.2", voltageTransformerLimits["0.2"], "0.70"],
  ["VT 0.5", voltageTransformerLimits["0.5"], "1.50"],
];

describe("the energy errors a transformer class permits", () => {
  it.each(published)(
    "%s: the published worst case at power factor 0.5, to the digit",
    (_, limit, printed) => {
      const worst = worstEnergyErrors(limit, degrees(60));
      if (worst === null) throw new Error("no phase limit");
      const decimals = printed.split(".")[1]?.length ?? 0;
      expect((-asPercent(worst.lowest)).toFixed(decimals)).toBe(printed);
    },
  );
  it("the first-order formula would print 12.1 for class 1", () => {
    const { ratioError, phaseDisplacement } = atFivePercent("1");
    const linear =
      ratioError + 0.02909 * inArcMinutes(phaseDisplacement ?? degrees(0)) * Math.tan(degrees(60));
    expect(linear.toFixed(1)).toBe("12.1");
  });
  it("hold the ratio error, and the more the worse the power factor", () => {
    fc.assert(
      fc.property(fc.constantFrom(...currentTransformerClasses), loadAngles(), (name, phi) => {
        for (const limit of currentTransformerLimits[name]) {
          const worst = worstEnergyErrors(limit, phi);
          if (worst === null) expect(["3", "5"]).toContain(name);
          else {
            const worse = worstEnergyErrors(limit, degrees(Math.min(89, Math.abs(inDegrees(phi)) + 1)));
            expect(worst.highest).toBeGreaterThan(0);
            expect(worst.lowest).toBeLessThan(-(limit.ratioError / 100) + 1e-12);
            expect(worse?.lowest).toBeLessThan(worst.lowest);
            expect(worse?.highest).toBeGreaterThan(worst.highest);
          }
        }
      }),
    );
  });
  it("narrow from 5 % to rated current, class by class, S classes measuring from 1 %", () => {
    for (const name of currentTransformerClasses) {
      const limits = currentTransformerLimits[name];
      const errors = limits.map(({ ratioError }) => ratioError);
      expect(errors).toEqual([...errors].sort((a, b) => b - a));
      expect(errors.at(-1)).toBe(Number.parseFloat(name));
      expect(limits[0]?.percentOfRatedCurrent === 1).toBe(name.endsWith("S"));
    }
  });
});
