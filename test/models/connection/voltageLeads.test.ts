import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp } from "#models/connection/hookUp.ts";
import {
  type InstrumentTransformers,
  ideal,
  idealVoltageTransformer,
  type VoltageTransformer,
  type VoltageTransformers,
} from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase, openDelta, outerPhases } from "#models/connection/openDelta.ts";
import { type TerminalPotential, terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import { defaultMeasuringMethod } from "#models/metering/measuringMethod.ts";
import { predictedRegistration } from "#models/metering/registrationFactor.ts";
import { modulus, subtract } from "#models/phasor.ts";
import { fundamental } from "#models/spectrum.ts";
import { type Phase, phases } from "#models/threePhase.ts";
import { amperes, degrees, volts } from "#models/units.ts";
import { balancedPoint, loadAngles } from "#scenarios/arbitraries/electrical.ts";

type Vts = Exclude<VoltageTransformers, { readonly kind: "direct" }>;

/** 20 kV between phases, and VTs of 20000/100. */
const vt = idealVoltageTransformer(200);
const point = (phi = degrees(30)) =>
  balancedPoint({ voltage: volts(20000 / Math.sqrt(3)), current: amperes(100), phi });
const inV = (common: Phase, faults: Partial<Record<Phase, Partial<VoltageTransformer>>> = {}): Vts => ({
  kind: "openDelta",
  ...openDelta(common, (phase) => ({ ...vt, ...faults[phase] })),
});
const withVts = (voltage: VoltageTransformers): InstrumentTransformers => ({ ...ideal(20, 200), voltage });

/** Volts between terminals a-b, b-c and c-a, rounded to a tenth; "-" where a lead is open. */
function lineVoltages(voltage: VoltageTransformers, [a, b, c]: readonly [Phase, Phase, Phase]): string {
  const seen = terminalSignals(point(), withVts(voltage), correctHookUp("3-3E"), "open").voltage;
  const between = (x: TerminalPotential, y: TerminalPotential): string =>
    x === null || y === null
      ? "-"
      : String(Math.round(10 * modulus(subtract(fundamental(x), fundamental(y)))) / 10);
  return [between(seen[a], seen[b]), between(seen[b], seen[c]), between(seen[c], seen[a])].join(" ");
}

/** Outer, common, outer phase. */
const around: Readonly<Record<Phase, readonly [Phase, Phase, Phase]>> = {
  L1: ["L3", "L1", "L2"],
  L2: ["L1", "L2", "L3"],
  L3: ["L2", "L3", "L1"],
};

describe("two VTs in open delta, 100 V, seen from phase a to the common b to c", () => {
  // By hand, and as fitters' tables for V-connected VTs have it: a blown primary fuse of an outer phase leaves its VT
  // without a voltage (0, 100, 100), one of the common phase leaves both in series across 100 V (50, 50, 100).
  it.each(phases)("with %s common", (common) => {
    const [a, b, c] = around[common];
    const seen = (voltage: VoltageTransformers) => lineVoltages(voltage, [a, b, c]);
    expect(seen(inV(common))).toBe("100 100 100");
    expect(seen(inV(common, { [a]: { polarity: "reversed" } }))).toBe("100 100 173.2");
    expect(seen(inV(common, { [c]: { polarity: "reversed" } }))).toBe("100 100 173.2");
    expect(seen(inV(common, { [a]: { polarity: "reversed" }, [c]: { polarity: "reversed" } }))).toBe(
      "100 100 100",
    );
    expect(seen(inV(common, { [a]: { primary: "open" } }))).toBe("0 100 100");
    expect(seen(inV(common, { [c]: { primary: "open" } }))).toBe("100 0 100");
    expect(seen({ ...inV(common), commonPrimary: "open" })).toBe("50 50 100");
    // One end only reaches what is left: nothing drives a current.
    expect(seen({ ...inV(common, { [a]: { primary: "open" } }), commonPrimary: "open" })).toBe("0 0 0");
    // In series, of which one is reversed: both give the same 50 V.
    expect(seen({ ...inV(common, { [a]: { polarity: "reversed" } }), commonPrimary: "open" })).toBe(
      "50 50 0",
    );
    expect(seen(inV(common, { [a]: { secondary: "open" } }))).toBe("- 100 -");
    expect(seen(inV(common, { [c]: { ratio: 400 } }))).toBe("100 50 86.6");
  });

  it("lie between the phases their names say", () => {
    for (const common of phases) {
      const made = openDelta(common, (phase) => `${phase} to ${common}`);
      expect(commonPhase(made)).toBe(common);
      expect(Object.entries(made)).toEqual(
        outerPhases(common).map((phase) => [`${phase}${common}`, `${phase} to ${common}`]),
      );
      for (const phase of phases)
        expect(beginningAt(made, phase)).toBe(phase === common ? undefined : `${phase} to ${common}`);
    }
  });

  /** Registered over true active energy of an ideal two-element meter, measured at the terminals. */
  const registered = (voltage: VoltageTransformers, phi: ReturnType<typeof degrees>) => {
    const mode = "3-2E (1-3)";
    const seen = terminalSignals(point(phi), withVts(voltage), correctHookUp(mode), "open");
    const { totalActivePower } = measure(mode, defaultMeasuringMethod, seen);
    return (totalActivePower * 20 * 200) / (Math.sqrt(3) * 20000 * 100 * Math.cos(phi));
  };

  it("make an Aron meter register by closed forms, at any load angle", () => {
    fc.assert(
      fc.property(loadAngles(), (phi) => {
        const tangent = Math.tan(phi);
        // S = U13 (I1 - I3)* / 2 is half of sqrt3 U I at the load's own angle
        expect(registered({ ...inV("L2"), commonPrimary: "open" }, phi)).toBeCloseTo(1 / 2, 9);
        // what is left is U32 I3 cos(phi - 30), of sqrt3 U I cos(phi)
        expect(registered(inV("L2", { L1: { primary: "open" } }), phi)).toBeCloseTo(
          1 / 2 + tangent / (2 * Math.sqrt(3)),
          9,
        );
        // U32 I3 cos(phi - 30) - U12 I1 cos(phi + 30)
        expect(registered(inV("L2", { L1: { polarity: "reversed" } }), phi)).toBeCloseTo(
          tangent / Math.sqrt(3),
          9,
        );
        // of the other two common phases the meter makes the same, as long as nothing is wrong
        for (const common of phases) expect(registered(inV(common), phi)).toBeCloseTo(1, 9);
        // L1 common, its primary lead open: U12 = (U3 - U2) / 2 and U32 = U3 - U2 make 90 and -30 degrees with I1 and
        // I3: (sqrt3/2 j + 3/2 - sqrt3/2 j) / 3
        expect(registered({ ...inV("L1"), commonPrimary: "open" }, phi)).toBeCloseTo(1 / 2, 9);
      }),
    );
  });

  it("are predicted, in formulas, as they are measured", () => {
    const formula = (voltage: VoltageTransformers) =>
      predictedRegistration(
        "3-2E (1-3)",
        defaultMeasuringMethod,
        correctHookUp("3-2E (1-3)"),
        withVts(voltage),
        { ctRatio: 20, vtRatio: 200 },
      ).active;
    expect(formula({ ...inV("L2"), commonPrimary: "open" })).toBe("1/2");
    expect(formula(inV("L2", { L1: { primary: "open" } }))).toBe("1/2 + (sqrt3/6) tan(phi)");
  });
});

describe("three VTs in star", () => {
  const star = (faults: Partial<Record<Phase, Partial<VoltageTransformer>>> = {}): Vts => ({
    kind: "star",
    transformers: {
      L1: { ...vt, ...faults.L1 },
      L2: { ...vt, ...faults.L2 },
      L3: { ...vt, ...faults.L3 },
    },
  });
  const order = ["L1", "L2", "L3"] as const;

  it("lose one phase to a blown primary fuse: 100 V between the others, 57.7 V to the lost one", () => {
    expect(lineVoltages(star({ L1: { primary: "open" } }), order)).toBe("57.7 100 57.7");
  });
  it("stand to the centre of the phases when their primary star point is not connected", () => {
    expect(lineVoltages({ ...star(), commonPrimary: "open" }, order)).toBe("100 100 100");
    // two left in series across 100 V, the third without a voltage
    expect(lineVoltages({ ...star({ L1: { primary: "open" } }), commonPrimary: "open" }, order)).toBe(
      "50 100 50",
    );
  });
});
