import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeteringPoint } from "#models/connection/terminalSignals.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { polar, rotate } from "#models/phasor.ts";
import { mapSpectrum, type Spectrum, sine, spectrum } from "#models/spectrum.ts";
import { perConductor, phases, symmetrical } from "#models/threePhase.ts";
import { degrees, inDegrees } from "#models/units.ts";
import {
  angles,
  completeHookUps,
  fourWirePoints,
  measuringMethods,
  modes,
  threeWirePoints,
} from "#scenarios/arbitraries/electrical.ts";
import { ago, difference, meanProduct, rmsOf, samples, total } from "./sampled.ts";
import { near, point, seenBy } from "./wired.ts";

const waves = (point: MeteringPoint) => ({
  u: perConductor((c) => samples(point.voltage[c])),
  i: perConductor((c) => samples(point.current[c])),
});
/** Power of all conductors in W, from instantaneous values. */
const sampledPower = (point: MeteringPoint): number => {
  const { u, i } = waves(point);
  return phases.reduce((sum, p) => sum + meanProduct(difference(u[p], u.N), i[p]), 0);
};
const microwatt = 1e-6;
describe("active power", () => {
  it("in 3N3E is the mean of the instantaneous power, for any waveform and unbalance", () => {
    fc.assert(
      fc.property(fourWirePoints(), (any) => {
        const seen = seenBy("3N3E", any);
        const { u, i } = waves(any);
        for (const p of phases) {
          near(seen.activePower[p], meanProduct(difference(u[p], u.N), i[p]), microwatt);
          near(seen.voltage[p], rmsOf(difference(u[p], u.N)), microwatt);
          near(seen.current[p], rmsOf(i[p]), microwatt);
        }
        near(seen.current.N, rmsOf(i.N), microwatt);
        near(seen.lineVoltage.L2L3, rmsOf(difference(u.L2, u.L3)), microwatt);
        near(seen.totalActivePower, sampledPower(any), microwatt);
      }),
    );
  });
  it("of three wires is the same by every three-wire mode and by 3N3E, for any waveform (Blondel)", () => {
    fc.assert(
      fc.property(threeWirePoints(), (any) => {
        const expected = sampledPower(any);
        near(seenBy("3N3E", any).totalActivePower, expected, microwatt);
        near(seenBy("3-3E", any).totalActivePower, expected, microwatt);
        for (const mode of ["3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)"] as const)
          for (const twoElement of ["aron", "star"] as const)
            near(seenBy(mode, any, { twoElement }).totalActivePower, expected, microwatt);
      }),
    );
  });
  it("and so is the fundamental's reactive power (and Budeanu's)", () => {
    fc.assert(
      fc.property(threeWirePoints(), fc.constantFrom("fundamental", "budeanu"), (any, reactive) => {
        const expected = seenBy("3N3E", any, { reactive }).totalReactivePower;
        near(seenBy("3-3E", any, { reactive }).totalReactivePower, expected, microwatt);
        for (const mode of ["3-2E (1-2)", "3-2E (1-3)", "3-2E (2-3)"] as const)
          for (const twoElement of ["aron", "star"] as const)
            near(seenBy(mode, any, { reactive, twoElement }).totalReactivePower, expected, microwatt);
      }),
    );
  });
  it("in a three-wire mode on four wires misses the neutral's: P - <u_cN i_N> for Aron, P - <u0 i_N> for the star", () => {
    fc.assert(
      fc.property(fourWirePoints(), (any) => {
        const { u, i } = waves(any);
        const power = sampledPower(any);
        const sumOfCurrents = total(i.L1, i.L2, i.L3);
        for (const [mode, common] of [
          ["3-2E (2-3)", "L1"],
          ["3-2E (1-3)", "L2"],
          ["3-2E (1-2)", "L3"],
        ] as const) {
          const missed = meanProduct(difference(u[common], u.N), sumOfCurrents);
          near(seenBy(mode, any).totalActivePower, power - missed, microwatt);
        }
        const star = total(...phases.map((p) => difference(u[p], u.N))).map((v) => v / 3);
        const seen = seenBy("3-3E", any);
        near(seen.totalActivePower, power - meanProduct(star, sumOfCurrents), microwatt);
        for (const p of phases)
          near(seen.voltage[p], rmsOf(difference(difference(u[p], u.N), star)), microwatt);
      }),
    );
  });
  it("in 3N1E is three times that of L1; 1N1E is that of L1", () => {
    fc.assert(
      fc.property(fourWirePoints(), (any) => {
        const { u, i } = waves(any);
        const ofL1 = meanProduct(difference(u.L1, u.N), i.L1);
        near(seenBy("3N1E", any).totalActivePower, 3 * ofL1, microwatt);
        near(seenBy("1N1E", any).totalActivePower, ofL1, microwatt);
      }),
    );
  });
  it("in 3-1E by two line voltages is <(u12 + u13) i1>; by one of them turned, sqrt3 times its twelfth-period delay", () => {
    fc.assert(
      fc.property(fourWirePoints(), (any) => {
        const { u, i } = waves(any);
        const u12 = difference(u.L1, u.L2);
        const both = total(u12, difference(u.L1, u.L3));
        near(seenBy("3-1E", any).totalActivePower, meanProduct(both, i.L1), microwatt);
        const turned = Math.sqrt(3) * meanProduct(ago(1 / 12, u12), i.L1);
        near(seenBy("3-1E", any, { oneElementThreeWire: "shift" }).totalActivePower, turned, microwatt);
      }),
    );
  });
  it("in 3-1E by cloned currents is right for a balanced distorted load, whose phases are delayed by thirds", () => {
    const late = (s: Spectrum, thirds: number) =>
      mapSpectrum(s, (p, order) => rotate(p, degrees(-120 * thirds * order)));
    const u = spectrum([
      { order: 1, phasor: polar(230, degrees(0)) },
      { order: 5, phasor: polar(12, degrees(40)) },
      { order: 7, phasor: polar(8, degrees(-70)) },
    ]);
    const i = spectrum([
      { order: 1, phasor: polar(5, degrees(-25)) },
      { order: 5, phasor: polar(1, degrees(90)) },
      { order: 7, phasor: polar(0.5, degrees(10)) },
    ]);
    const balanced = point(
      { L1: u, L2: late(u, 1), L3: late(u, 2) },
      { L1: i, L2: late(i, 1), L3: late(i, 2) },
    );
    const expected = sampledPower(balanced);
    near(seenBy("3-1E", balanced, { oneElementThreeWire: "clone" }).totalActivePower, expected, microwatt);
    near(seenBy("3-1E", balanced, { oneElementThreeWire: "star" }).totalActivePower, expected, microwatt);
  });
});

describe("3N1E on an unbalanced load", () => {
  it("registers 3 P1 / (P1 + P2 + P3): 9/4.3 of 3, 1 and 0.3 kW", () => {
    const u = symmetrical(polar(230, degrees(0)));
    const load = (p: "L1" | "L2" | "L3", watts: number) =>
      sine({ re: (u[p].re * watts) / 230 ** 2, im: (u[p].im * watts) / 230 ** 2 });
    const unbalanced = point(
      { L1: sine(u.L1), L2: sine(u.L2), L3: sine(u.L3) },
      { L1: load("L1", 3000), L2: load("L2", 1000), L3: load("L3", 300) },
    );
    near(seenBy("3N3E", unbalanced).totalActivePower, 4300, 1e-9);
    near(seenBy("3N1E", unbalanced).totalActivePower / 4300, 9 / 4.3, 1e-12);
  });
});

const at1 = (s: Spectrum) => {
  const k = s.orders.indexOf(1);
  return { re: s.re[k] ?? 0, im: s.im[k] ?? 0 };
};
const spectrumSum = (any: MeteringPoint, lift: Spectrum): MeteringPoint => ({
  ...any,
  voltage: perConductor((c) =>
    spectrum(
      [any.voltage[c], lift].flatMap((s) =>
        s.orders.map((order, k) => ({ order, phasor: { re: s.re[k] ?? 0, im: s.im[k] ?? 0 } })),
      ),
    ),
  ),
});

describe("symmetries", () => {
  const figures = (m: Measurement): number[] => [
    m.totalActivePower,
    m.totalReactivePower,
    ...phases.flatMap((p) => [m.voltage[p], m.current[p], m.activePower[p], m.reactivePower[p]]),
  ];
  const same = (a: Measurement, b: Measurement): void => {
    const others = figures(b);
    figures(a).forEach((value, k) => {
      near(value, others[k] ?? Number.NaN, 1e-5);
    });
    expect(a.sequence).toBe(b.sequence);
  };
  it("a later start of the clock changes nothing", () => {
    fc.assert(
      fc.property(modes(), measuringMethods(), fourWirePoints(), angles(), (mode, method, any, angle) => {
        // A start later by a fundamental angle turns every order by that many times as much.
        const later = (s: Spectrum) =>
          mapSpectrum(s, (p, order) => rotate(p, degrees(inDegrees(angle) * order)));
        const moved = {
          ...any,
          voltage: perConductor((c) => later(any.voltage[c])),
          current: perConductor((c) => later(any.current[c])),
        };
        same(seenBy(mode, moved, method), seenBy(mode, any, method));
      }),
    );
  });
  it("the potentials' common reference changes nothing", () => {
    fc.assert(
      fc.property(modes(), measuringMethods(), fourWirePoints(), (mode, method, any) => {
        const earth = any.current.L1;
        const lifted = spectrumSum(any, earth);
        same(seenBy(mode, lifted, method), seenBy(mode, any, method));
      }),
    );
  });
  it("reversing one CT negates that element only", () => {
    fc.assert(
      fc.property(
        completeHookUps(),
        fc.constantFrom(...phases),
        fourWirePoints(),
        (connected, input, any) => {
          const lead = connected.current[input];
          if (lead === null) throw new Error("a complete hook-up has every lead");
          const turned = {
            ...connected,
            current: { ...connected.current, [input]: { ...lead, reversed: !lead.reversed } },
          };
          const before = seenBy("3N3E", any, {}, connected);
          const after = seenBy("3N3E", any, {}, turned);
          for (const p of phases) {
            near(after.activePower[p], (p === input ? -1 : 1) * before.activePower[p], 1e-9);
            near(after.reactivePower[p], (p === input ? -1 : 1) * before.reactivePower[p], 1e-9);
          }
        },
      ),
    );
  });
  it("S squared is P squared and Q squared for each element of sines, and the triangle's Q squared for any wave", () => {
    fc.assert(
      fc.property(fourWirePoints(), (any) => {
        const m = seenBy("3N3E", any, { reactive: "powerTriangle" });
        for (const p of phases)
          near(Math.hypot(m.activePower[p], m.reactivePower[p]), m.voltage[p] * m.current[p], 1e-4);
        const fundamentals = {
          ...any,
          voltage: perConductor((c) => sine(at1(any.voltage[c]))),
          current: perConductor((c) => sine(at1(any.current[c]))),
        };
        const f = seenBy("3N3E", fundamentals);
        for (const p of phases)
          near(Math.hypot(f.activePower[p], f.reactivePower[p]), f.voltage[p] * f.current[p], 1e-8);
      }),
    );
  });
});
