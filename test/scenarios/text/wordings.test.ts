import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AmountKind, amountBounds } from "#models/amountBounds.ts";
import { rectangular } from "#models/phasor.ts";
import { amperes, volts } from "#models/units.ts";
import { currentPhasorWording, impedanceWording, voltagePhasorWording } from "#scenarios/text/complex.ts";
import type { Wording } from "#scenarios/text/parsed.ts";
import { phaseAngle, powerFactorWording } from "#scenarios/text/powerFactor.ts";
import * as quantity from "#scenarios/text/quantity.ts";
import { fractionWording, transformerRatioWording } from "#scenarios/text/ratio.ts";
import { ratedCurrentWording, ratedVoltageWording, withRating } from "#scenarios/text/relative.ts";

const meaning = <T>(wording: Wording<T>, text: unknown): T => {
  const read = wording.parse(text);
  if ("value" in read) return read.value;
  throw new Error(read.trouble);
};
const troubleOf = (wording: Wording<unknown>, text: unknown): string => {
  const read = wording.parse(text);
  return "trouble" in read ? read.trouble : `(read as ${JSON.stringify(read.value)})`;
};

describe("quantities in words", () => {
  it("are read in the unit they are written in", () => {
    expect(meaning(quantity.voltageWording, "230 V")).toBe(230);
    expect(meaning(quantity.voltageWording, "20kV")).toBe(20000);
    expect(meaning(quantity.currentWording, "40 mA")).toBeCloseTo(0.04, 15);
    expect(meaning(quantity.durationWording, "30 min")).toBe(1800);
    expect(meaning(quantity.durationWording, "24 h")).toBe(86400);
    expect(meaning(quantity.durationWording, "30 d")).toBe(2592000);
    expect(meaning(quantity.activePowerWording, "20 kW")).toBe(20000);
    expect(meaning(quantity.apparentPowerWording, "630 kVA")).toBe(630000);
    expect(meaning(quantity.frequencyWording, "50 Hz")).toBe(50);
    expect(meaning(quantity.lengthWording, "1.2 km")).toBe(1200);
    expect(meaning(quantity.percentWording, "1.2 %")).toBe(1.2);
    expect(meaning(quantity.shareWording, "0.5 %")).toBe(0.005);
  });

  it("take min for a minute of time in a duration, of arc in an angle", () => {
    expect(meaning(quantity.durationWording, "20 min")).toBe(1200);
    // 20' = 1/3 degree = 5.8178 mrad
    expect(meaning(quantity.angleWording, "20 min")).toBeCloseTo(0.00581776, 8);
    expect(meaning(quantity.angleWording, "30 deg")).toBeCloseTo(Math.PI / 6, 15);
  });

  it("say what was expected and what was found, and guess at the slip", () => {
    expect(troubleOf(ratedVoltageWording, "230")).toBe(
      "expected a voltage such as 230 V or 10 %Un, got '230'",
    );
    expect(troubleOf(ratedVoltageWording, 230)).toBe("expected a voltage such as 230 V or 10 %Un, got 230");
    expect(troubleOf(quantity.activePowerWording, "20 kw")).toContain("(write the unit 'kW')");
    expect(troubleOf(quantity.currentWording, "0,5 A")).toContain("(the decimal sign is a point)");
    expect(troubleOf(quantity.durationWording, "30 d d")).toContain("'30 d d'");
    expect(troubleOf(quantity.voltageWording, "1e999 V")).toContain("(too large: at most 2000 kV)");
    expect(troubleOf(ratedCurrentWording, "1e20 A")).toContain("(too large: at most 1000000 A)");
    expect(troubleOf(quantity.voltageWording, "-1e-300 V")).toContain("(too small: 0, or at least 1e-15 V)");
    expect(troubleOf(quantity.durationWording, "1e9 h")).toContain("(too large: at most 36525 d)");
    expect(troubleOf(impedanceWording, "1 + j1e300 ohm")).toContain("(too large: at most 1000000000000 ohm)");
    expect(troubleOf(transformerRatioWording, "5/1e300")).toContain("(too small: ");
    expect(troubleOf(quantity.voltageWording, "NaN V")).toContain("expected a voltage");
    expect(troubleOf(quantity.voltageWording, null)).toContain("got nothing");
    expect(troubleOf(quantity.voltageWording, { a: 1 })).toContain("got a mapping");
    expect(troubleOf(quantity.voltageWording, "x".repeat(5000)).length).toBeLessThan(200);
    expect(troubleOf(powerFactorWording, 0.5)).toContain("(say whether it is lag or lead)");
    expect(troubleOf(powerFactorWording, "1.2 lag")).toContain("expected a power factor");
    expect(troubleOf(transformerRatioWording, "100/0")).toContain("expected a transformer ratio");
    expect(troubleOf(transformerRatioWording, -20)).toContain("expected a transformer ratio");
    expect(troubleOf(impedanceWording, "1 j2 ohm")).toContain("expected an impedance");
    expect(troubleOf(fractionWording, "a third")).toContain("such as 1/3");
  });

  it("may be said against a rating", () => {
    expect(withRating(meaning(ratedVoltageWording, "115 %Un"), volts(230))).toBeCloseTo(264.5, 10);
    expect(withRating(meaning(ratedCurrentWording, "5 %In"), amperes(100))).toBe(5);
    expect(withRating(meaning(ratedCurrentWording, "5 % Ib"), amperes(10))).toBe(0.5);
    expect(withRating(meaning(ratedCurrentWording, "40 mA"), amperes(100))).toBeCloseTo(0.04, 15);
    expect(troubleOf(ratedVoltageWording, "5 %In")).toContain("expected a voltage");
  });

  it("read power factors with their side", () => {
    expect(phaseAngle(meaning(powerFactorWording, "0.5 lag"))).toBeCloseTo(Math.PI / 3, 15);
    expect(phaseAngle(meaning(powerFactorWording, "0.5 ind"))).toBeCloseTo(Math.PI / 3, 15);
    expect(phaseAngle(meaning(powerFactorWording, "0.8 lead"))).toBeCloseTo(-0.6435011087932844, 15);
    expect(phaseAngle(meaning(powerFactorWording, "0.8 cap"))).toBeLessThan(0);
    expect(phaseAngle(meaning(powerFactorWording, "0 lag"))).toBeCloseTo(Math.PI / 2, 15);
    expect(phaseAngle(meaning(powerFactorWording, 1))).toBe(0);
  });

  it("read nameplates, fractions and complex figures", () => {
    expect(meaning(transformerRatioWording, "100/5")).toBe(20);
    expect(meaning(transformerRatioWording, 40)).toBe(40);
    expect(meaning(transformerRatioWording, "20000/100")).toBe(200);
    expect(meaning(fractionWording, "1/3")).toBe(1 / 3);
    expect(meaning(fractionWording, "-1/3")).toBe(-1 / 3);
    expect(meaning(fractionWording, "predicted")).toBe("predicted");
    expect(meaning(impedanceWording, "0.1 + j0.05 ohm")).toEqual({ re: 0.1, im: 0.05 });
    expect(meaning(impedanceWording, "0.1 - j0.05 ohm")).toEqual({ re: 0.1, im: -0.05 });
    expect(meaning(impedanceWording, "j2 ohm")).toEqual({ re: 0, im: 2 });
    expect(meaning(impedanceWording, "46 ohm")).toEqual({ re: 46, im: 0 });
    const turned = meaning(voltagePhasorWording, "230 V at -120 deg");
    expect(turned.re).toBeCloseTo(-115, 10);
    expect(turned.im).toBeCloseTo(-199.185842870421, 10);
  });
});

const figures = () => fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
/** Every amount of a kind there may be, to its bounds. */
const amounts = (kind: AmountKind) => {
  const { most, finest } = amountBounds[kind];
  const sizes = fc.double({ noNaN: true, min: finest, max: most });
  return fc.oneof(
    fc.constant(0),
    sizes,
    sizes.map((size) => -size),
  );
};

describe("laws of wordings", () => {
  const simple = {
    voltage: [quantity.voltageWording, "voltage"],
    current: [quantity.currentWording, "current"],
    activePower: [quantity.activePowerWording, "power"],
    reactivePower: [quantity.reactivePowerWording, "power"],
    apparentPower: [quantity.apparentPowerWording, "power"],
    activeEnergy: [quantity.activeEnergyWording, "energy"],
    duration: [quantity.durationWording, "duration"],
    frequency: [quantity.frequencyWording, "frequency"],
    angle: [quantity.angleWording, "angle"],
    length: [quantity.lengthWording, "length"],
    volume: [quantity.volumeWording, "volume"],
    flow: [quantity.flowWording, "flow"],
    percent: [quantity.percentWording, "percent"],
    share: [quantity.shareWording, "share"],
    figure: [quantity.figureWording, "figure"],
  } as unknown as Record<string, readonly [Wording<number>, AmountKind]>;

  it.each(Object.entries(simple))(
    "what is written of a %s is read back exactly, and matches its pattern",
    (_, [wording, kind]) => {
      fc.assert(
        fc.property(amounts(kind), (value) => {
          const text = wording.format(value);
          expect(wording.parse(text)).toEqual({ value });
          expect(text).toMatch(new RegExp(wording.pattern, "u"));
        }),
      );
    },
  );

  it("complex figures too", () => {
    fc.assert(
      fc.property(amounts("current"), amounts("current"), (a, b) => {
        // Both parts within half the bound of the narrowest of the three.
        const [re, im] = [a / 2, b / 2];
        fc.pre(Math.hypot(re, im) === 0 || Math.hypot(re, im) > 1e-15);
        for (const wording of [impedanceWording, voltagePhasorWording, currentPhasorWording]) {
          const text = wording.format(rectangular(re, im));
          expect(wording.parse(text)).toEqual({ value: { re, im } });
          expect(text).toMatch(new RegExp(wording.pattern, "u"));
        }
      }),
    );
  });

  const all: Wording<unknown>[] = [
    ...Object.values(simple).map(([wording]) => wording),
    impedanceWording,
    powerFactorWording,
    transformerRatioWording,
    fractionWording,
    ratedCurrentWording,
    ratedVoltageWording,
  ];

  it("nothing makes a wording throw, and what it reads matches the pattern editors are given", () => {
    const near = fc
      .tuple(
        figures(),
        fc.constantFrom("", " "),
        fc.constantFrom("V", "A", "%Un", "%In", "min", "lag", "%", "ohm", "/5"),
      )
      .map(([n, gap, unit]) => `${n}${gap}${unit}`);
    fc.assert(
      fc.property(fc.oneof(near, fc.string(), fc.anything()), (text) => {
        for (const wording of all) {
          const read = wording.parse(text);
          if ("trouble" in read) expect(read.trouble).toContain("expected");
          else if (typeof text === "string") expect(text).toMatch(new RegExp(wording.pattern, "u"));
        }
      }),
      { numRuns: 500 },
    );
  });
});
