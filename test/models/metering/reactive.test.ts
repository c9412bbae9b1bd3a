import fc from "fast-check";
import { describe, it } from "vitest";
import {
  budeanuReactive,
  crossPhaseReactive,
  crossPhaseVoltages,
  elementReactive,
  fundamentalReactive,
  integratorReactive,
  powerTriangleReactive,
  quarterPeriodDelayReactive,
} from "#models/metering/reactive.ts";
import { polar } from "#models/phasor.ts";
import {
  meanPower,
  rms,
  type Spectrum,
  silence,
  sine,
  spectrum,
  totalHarmonicDistortion,
} from "#models/spectrum.ts";
import { perPhase, type Sequence, symmetrical } from "#models/threePhase.ts";
import { degrees } from "#models/units.ts";
import { angles, loadAngles, waveforms } from "#scenarios/arbitraries/electrical.ts";
import { ago, meanProduct, samples } from "./sampled.ts";
import { near } from "./wired.ts";

const wave = (...parts: [order: number, rms: number, angle: number][]): Spectrum =>
  spectrum(parts.map(([order, value, angle]) => ({ order, phasor: polar(value, degrees(angle)) })));

describe("Bird, Electrical Circuit Theory and Technology, problem 36.7", () => {
  // Peak values of the book over sqrt2: u = 60, 15, 10 V; i = 2, 0.3, 0.1 A.
  const peak = Math.SQRT1_2;
  const u = wave([1, 60 * peak, 0], [3, 15 * peak, 45], [5, 10 * peak, -90]);
  const i = wave([1, 2 * peak, -30], [3, 0.3 * peak, -15], [5, 0.1 * peak, -160]);
  it.each([
    ["active power", meanPower(u, i), 53.2575],
    ["RMS voltage", rms(u), 44.3001],
    ["RMS current", rms(i), 1.4318],
    ["voltage THD", totalHarmonicDistortion(u), 0.3005],
    ["fundamental", fundamentalReactive(u, i), 30],
    ["quarter-period delay", quarterPeriodDelayReactive(u, i), 28.5213],
    ["Budeanu", budeanuReactive(u, i), 32.4184],
    ["integrator", integratorReactive(u, i), 30.7435],
    ["power triangle", powerTriangleReactive(u, i), 34.4494],
  ])("%s", (_, actual, printed) => near(actual, printed, 5.1e-5));
});

describe("reactive power of sines", () => {
  it("is U I sin(phi) by every algorithm, the triangle's without its sign", () => {
    fc.assert(
      fc.property(angles(), loadAngles(), (start, phi) => {
        const u = sine(polar(230, start));
        const i = sine(polar(5, (start - phi) as typeof start));
        const expected = 230 * 5 * Math.sin(phi);
        for (const [name, algorithm] of Object.entries(elementReactive))
          near(algorithm(u, i), name === "powerTriangle" ? Math.abs(expected) : expected, 1e-4);
      }),
    );
  });
  it("by cross-phase is U I sin(phi) too, and changes sign with the sequence", () => {
    fc.assert(
      fc.property(loadAngles(), fc.constantFrom<Sequence>("L1-L2-L3", "L1-L3-L2"), (phi, sequence) => {
        const volts = symmetrical(polar(230, degrees(0)), sequence);
        const amperes = symmetrical(polar(5, -phi as typeof phi), sequence);
        const perpendicular = crossPhaseVoltages({ ...perPhase((p) => sine(volts[p])), N: silence() });
        const expected = (sequence === "L1-L2-L3" ? 1 : -1) * 230 * 5 * Math.sin(phi);
        for (const p of ["L1", "L2", "L3"] as const)
          near(crossPhaseReactive(perpendicular[p], sine(amperes[p])), expected, 1e-9);
      }),
    );
  });
});

describe("reactive power of distorted waves", () => {
  it("by a quarter-period delay alternates: Q1 - Q3 + Q5, even orders -P2 + P4", () => {
    const of = (order: number) =>
      quarterPeriodDelayReactive(wave([order, 10, 0]), wave([order, 2, -30])) as number;
    near(of(1), 10, 1e-12);
    near(of(3), -10, 1e-12);
    near(of(5), 10, 1e-12);
    near(of(2), -20 * Math.cos(degrees(30)), 1e-12);
    near(of(4), 20 * Math.cos(degrees(30)), 1e-12);
  });
  it("by a quarter-period delay is the sampled mean of the voltage then and the current now", () => {
    fc.assert(
      fc.property(waveforms(300), waveforms(20), (u, i) => {
        const sampled = meanProduct(ago(1 / 4, samples(u)), samples(i));
        near(quarterPeriodDelayReactive(u, i), sampled, 1e-8);
      }),
    );
  });
  it("needs both voltage and current of an order, but for the triangle", () => {
    const voltage = wave([1, 230, 0], [3, 0, 0]);
    const current = wave([1, 0, 0], [3, 5, 0]);
    for (const [name, algorithm] of Object.entries(elementReactive))
      near(algorithm(voltage, current), name === "powerTriangle" ? 230 * 5 : 0, 1e-9);
  });
});
