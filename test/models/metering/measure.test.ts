import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctHookUp } from "#models/connection/hookUp.ts";
import { ideal } from "#models/connection/instrumentTransformers.ts";
import { terminalSignals } from "#models/connection/terminalSignals.ts";
import { measure } from "#models/metering/measure.ts";
import { polar } from "#models/phasor.ts";
import { sine } from "#models/spectrum.ts";
import { perConductor, symmetrical } from "#models/threePhase.ts";
import { amperes, degrees, volts } from "#models/units.ts";
import { balancedPoint, fourWirePoints, measuringMethods, modes } from "#scenarios/arbitraries/electrical.ts";
import { hookUp, near, point, seenBy } from "./wired.ts";

describe("textbook meters", () => {
  // Bird 19.4: 415 V four-wire (240 V phase), resistors of 24, 18 and 12 kW.
  it("four wires, unbalanced resistors: 100, 75 and 50 A, 43.3 A in the neutral, 54 kW", () => {
    const u = symmetrical(polar(240, degrees(0)));
    const load = (watts: number, phase: "L1" | "L2" | "L3") =>
      sine({ re: (u[phase].re * watts) / 240 ** 2, im: (u[phase].im * watts) / 240 ** 2 });
    const seen = seenBy(
      "3N3E",
      point(
        { L1: sine(u.L1), L2: sine(u.L2), L3: sine(u.L3) },
        { L1: load(24000, "L1"), L2: load(18000, "L2"), L3: load(12000, "L3") },
      ),
    );
    near(seen.current.L1, 100, 1e-9);
    near(seen.current.L2, 75, 1e-9);
    near(seen.current.L3, 50, 1e-9);
    near(seen.current.N, 43.3, 0.05);
    near(seen.totalActivePower, 54000, 1e-6);
    near(seen.lineVoltage.L1L2, 240 * Math.sqrt(3), 1e-9);
    expect(seen.sequence).toBe("L1-L2-L3");
  });
  // Two wattmeters: Bird 19.15, 19.16, 19.17; Singh 6.27, 6.29. The element of L1 leads by 30 degrees, of L3 lags.
  it.each([
    ["Bird 19.15: 8 and 4 kW at power factor 0.866", 12000, 0.866, [8000, 4000], 1],
    ["Bird 19.16: 12 kW at power factor 0.6", 12000, 0.6, [10618.8, 1381.2], 0.05],
    ["Bird 19.17: 10 and -3 kW at power factor 0.297", 7000, 0.297, [10000, -3000], 20],
    ["Singh 6.27: 2000 and 500 W at power factor 0.693 (0.6934)", 2500, 0.6934, [2000, 500], 0.2],
    ["Singh 6.29: 10 kVA at power factor 0.342", 3420, 0.342, [4422.7, -1002.7], 0.6],
  ])("%s", (_, power, factor, [larger = 0, smaller = 0], tolerance) => {
    const phi = Math.acos(factor);
    const current = amperes(power / factor / 3 / 230);
    const seen = seenBy(
      "3-2E (1-3)",
      balancedPoint({ voltage: volts(230), current, phi: degrees((phi * 180) / Math.PI) }),
    );
    near(seen.activePower.L3, larger, tolerance);
    near(seen.activePower.L1, smaller, tolerance);
    near(seen.totalActivePower, power, 1e-6);
  });
  it("Edminister 12.5: an unbalanced delta, its line currents, by two elements and by three", () => {
    // Line voltages 339.4 V peak, AB at 120, BC at 0, CA at 240 degrees; currents published as peak values.
    const line = 339.4 * Math.SQRT1_2;
    const ab = polar(line, degrees(120));
    const bc = polar(line, degrees(0));
    const at = (peak: number, angle: number) => sine(polar(peak * Math.SQRT1_2, degrees(angle)));
    const zero = { re: 0, im: 0 };
    const delta = point(
      { L1: sine(ab), L2: sine(zero), L3: sine({ re: -bc.re, im: -bc.im }) },
      { L1: at(54.7176, 108.068), L2: at(65.567, -45), L3: at(29.9323, -169.107) },
    );
    // U^2 (cos 0 / 10 + cos 30 / 10 + cos 30 / 15) in the branches of 10, 10 at 30 and 15 ohm at -30 degrees.
    const power = line ** 2 * (1 / 10 + Math.cos(degrees(30)) * (1 / 10 + 1 / 15));
    // Angles printed to 0.001 degree: 14 kW times 9e-6 rad.
    for (const mode of ["3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)", "3-3E"] as const)
      near(seenBy(mode, delta).totalActivePower, power, 0.15);
  });
});

describe("what else a meter shows", () => {
  const balanced = balancedPoint({ voltage: volts(230), current: amperes(5), phi: degrees(30) });
  it("the sequence of its terminals, not of the network", () => {
    expect(seenBy("3N3E", balanced).sequence).toBe("L1-L2-L3");
    expect(seenBy("3N3E", balanced, {}, hookUp("L2 L3 L1 N", "L1 L2 L3")).sequence).toBe("L1-L2-L3");
    expect(seenBy("3N3E", balanced, {}, hookUp("L1 L3 L2 N", "L1 L2 L3")).sequence).toBe("L1-L3-L2");
    expect(seenBy("3-2E (1-3)", balanced, {}, hookUp("L3 L2 L1 -", "L1 - L3")).sequence).toBe("L1-L3-L2");
  });
  it("no sequence with a lead off, a dead terminal, or two terminals on one phase", () => {
    for (const voltage of ["L1 L2 - N", "L1 L1 L3 N", "L1 L2 N N"])
      expect(seenBy("3N3E", balanced, {}, hookUp(voltage, "L1 L2 L3")).sequence).toBeNull();
    expect(seenBy("1N1E", balanced).sequence).toBeNull();
  });
  it("sqrt3 times the current in the third phase of two elements with one CT backwards (Schneider's symptom)", () => {
    const seen = seenBy("3-2E (1-3)", balanced, {}, hookUp("L1 L2 L3 -", "-L1 - L3"));
    near(seen.current.L2, 5 * Math.sqrt(3), 1e-9);
    near(seenBy("3-2E (1-3)", balanced).current.L2, 5, 1e-9);
  });
  it("by the triangle of two elements, sqrt3 U I sin(phi) of a balanced load", () => {
    const seen = seenBy("3-2E (1-3)", balanced, { reactive: "powerTriangle" });
    near(seen.totalReactivePower, 3 * 230 * 5 * Math.sin(degrees(30)), 1e-6);
  });
  it("by cross-phase, the same in every mode, with the sign of the sequence", () => {
    const expected = 3 * 230 * 5 * Math.sin(degrees(30));
    const crossPhase = { reactive: "crossPhase" } as const;
    for (const mode of ["3-1E", "3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)", "3-3E", "3N1E", "3N3E"] as const)
      near(seenBy(mode, balanced, crossPhase).totalReactivePower, expected, 1e-9);
    const swapped = hookUp("L1 L3 L2 N", "L1 L3 L2");
    near(seenBy("3N3E", balanced, crossPhase, swapped).totalReactivePower, -expected, 1e-9);
    near(seenBy("3N3E", balanced, {}, swapped).totalReactivePower, expected, 1e-9);
    near(seenBy("1N1E", balanced, crossPhase).totalReactivePower, expected / 3, 1e-9);
  });
  it("the same of signals whose spectra do not share their orders", () => {
    fc.assert(
      fc.property(modes(), measuringMethods(), fourWirePoints(), (mode, method, any) => {
        const connected = correctHookUp(mode);
        const shared = terminalSignals(any, ideal(1, 1), connected, "open");
        const apart = {
          ...shared,
          voltage: perConductor((c) => (connected.voltage[c] === null ? null : any.voltage[c])),
          current: { L1: any.current.L1, L2: any.current.L2, L3: any.current.L3 },
        };
        near(
          measure(mode, method, apart).totalActivePower,
          measure(mode, method, shared).totalActivePower,
          1e-8,
        );
        near(
          measure(mode, method, apart).totalReactivePower,
          measure(mode, method, shared).totalReactivePower,
          1e-4,
        );
      }),
    );
  });
});

describe("the current of the neutral", () => {
  // 5 A in L1, 3 A in L2, both in phase with their voltages: 120 degrees apart they sum to sqrt(25 + 9 - 15) A.
  const u = symmetrical(polar(230, degrees(0)));
  const unequal = point(
    { L1: sine(u.L1), L2: sine(u.L2), L3: sine(u.L3) },
    { L1: sine(polar(5, degrees(0))), L2: sine(polar(3, degrees(-120))), L3: sine(polar(0, degrees(0))) },
  );
  it("is the sum of the three where they are measured, and the one current of a single-phase meter", () => {
    near(seenBy("3N3E", unequal).current.N, Math.sqrt(19), 1e-12);
    near(seenBy("1N1E", unequal).current.N, 5, 1e-12);
  });
  it.each(["3-1E", "3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)", "3-3E", "3N1E"] as const)(
    "is none in %s: there is no neutral, or one current can't tell of it, whatever the inputs carry",
    (mode) => {
      expect(seenBy(mode, unequal).current.N).toBe(0);
    },
  );
});
