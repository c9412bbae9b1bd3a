import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPointOf, type MeteredSignals, type NominalConnection } from "#models/metrology/loadPoint.ts";
import { polar } from "#models/phasor.ts";
import { type Spectrum, silence, sine, spectrum } from "#models/spectrum.ts";
import { type PerPhase, perPhase } from "#models/threePhase.ts";
import { degrees, hertz, inDegrees, volts } from "#models/units.ts";

const behind = { L1: 0, L2: -120, L3: 120 } as const;
const star = (rms: PerPhase<number>): PerPhase<Spectrum> =>
  perPhase((phase) => sine(polar(rms[phase], degrees(behind[phase]))));
const currents = (rms: PerPhase<number>, lag: PerPhase<number>): PerPhase<Spectrum> =>
  perPhase((phase) => sine(polar(rms[phase], degrees(behind[phase] - lag[phase]))));
const all = (value: number): PerPhase<number> => ({ L1: value, L2: value, L3: value });

const signals = (
  voltage: PerPhase<Spectrum>,
  current: PerPhase<Spectrum>,
  neutral: Spectrum = silence(),
): MeteredSignals => ({ potential: { ...voltage, N: neutral }, current, frequency: hertz(50) });
const fourWire: NominalConnection = {
  insertionMode: "3N3E",
  ctRatio: 20,
  vtRatio: 1,
  phaseToNeutral: volts(230),
};

describe("load point of a metering point", () => {
  it("100 A through 100/5 at 230 V and 60 degrees lagging: 5 A, Un, balanced", () => {
    const point = loadPointOf(signals(star(all(230)), currents(all(100), all(60))), fourWire);
    expect(point).toMatchObject({ load: "balanced", sequence: "L1-L2-L3", frequency: 50 });
    expect(point.current.L2).toBeCloseTo(5, 9);
    expect(point.voltage.L3).toBeCloseTo(1, 9);
    expect(inDegrees(point.phi)).toBeCloseTo(60, 9);
  });
  it("one loaded phase is single-phase load, two or an odd one is unbalanced, none is none", () => {
    const kind = (rms: PerPhase<number>, lag = all(0)) =>
      loadPointOf(signals(star(all(230)), currents(rms, lag)), fourWire).load;
    expect(kind({ L1: 100, L2: 0, L3: 0 })).toBe("single-phase");
    expect(kind({ L1: 100, L2: 100, L3: 0 })).toBe("unbalanced");
    expect(kind({ L1: 100, L2: 95, L3: 100 })).toBe("unbalanced");
    expect(kind({ L1: 100, L2: 98.5, L3: 100 })).toBe("balanced");
    expect(kind(all(100), { L1: 0, L2: 0, L3: 10 })).toBe("unbalanced");
    expect(kind(all(0))).toBe("none");
  });
  it("sees the wrong sequence, and capacitive load as leading", () => {
    const turned = { ...star(all(230)), L2: star(all(230)).L3, L3: star(all(230)).L2 };
    expect(loadPointOf(signals(turned, currents(all(100), all(0))), fourWire).sequence).toBe("L1-L3-L2");
    const leading = loadPointOf(signals(star(all(230)), currents(all(100), all(-36.87))), fourWire);
    expect(inDegrees(leading.phi)).toBeCloseTo(-36.87, 9);
  });
  it("in three wires measures to the star point: a displaced neutral changes nothing", () => {
    const displaced = perPhase((phase) =>
      spectrum([
        { order: 1, phasor: polar(230, degrees(behind[phase])) },
        { order: 1, phasor: polar(80, degrees(17)) },
      ]),
    );
    const threeWire = { ...fourWire, insertionMode: "3-2E (1-3)" } as const;
    const point = loadPointOf(signals(displaced, currents(all(100), all(30))), threeWire);
    for (const phase of ["L1", "L2", "L3"] as const) expect(point.voltage[phase]).toBeCloseTo(1, 9);
    expect(inDegrees(point.phi)).toBeCloseTo(30, 9);
    expect(point.load).toBe("balanced");
  });
  it("a single-phase meter has one phase, measured to the neutral", () => {
    const point = loadPointOf(
      signals(
        star({ L1: 240, L2: 0, L3: 0 }),
        currents({ L1: 10, L2: 0, L3: 0 }, all(0)),
        sine(polar(10, degrees(0))),
      ),
      { ...fourWire, insertionMode: "1N1E", ctRatio: 1 },
    );
    expect(point).toMatchObject({ load: "balanced", sequence: null });
    expect(point.current).toEqual({ L1: 10, L2: null, L3: null });
    expect(point.voltage.L1).toBeCloseTo(1, 9);
  });
  it("sorts distortion: 10 % fifth in the voltage, 40 % fifth, 3 % second and 5 % of order 0.5 in the current", () => {
    const voltage = perPhase((phase) =>
      spectrum([
        { order: 1, phasor: polar(230, degrees(behind[phase])) },
        { order: 5, phasor: polar(23, degrees(0)) },
      ]),
    );
    const current = perPhase((phase) =>
      spectrum([
        { order: 0.5, phasor: polar(5, degrees(0)) },
        { order: 1, phasor: polar(100, degrees(behind[phase])) },
        { order: 2, phasor: polar(3, degrees(0)) },
        { order: 5, phasor: polar(40, degrees(0)) },
      ]),
    );
    const { distortion } = loadPointOf(signals(voltage, current), fourWire);
    expect(distortion.voltage).toBeCloseTo(0.1, 9);
    expect(distortion.odd).toBeCloseTo(0.4, 9);
    expect(distortion.directAndEven).toBeCloseTo(0.03, 9);
    expect(distortion.betweenHarmonics).toBeCloseTo(0.05, 9);
  });
  it("nothing but the ratios stands between primary and secondary", () => {
    const figure = fc.double({ min: 0.1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        figure,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 100 }),
        (I, kta, ktv) => {
          const nominal = { ...fourWire, ctRatio: kta, vtRatio: ktv };
          const point = loadPointOf(signals(star(all(230 * ktv)), currents(all(I * kta), all(25))), nominal);
          expect((point.current.L1 ?? 0) / I).toBeCloseTo(1, 9);
          expect(point.voltage.L1).toBeCloseTo(1, 9);
          expect(inDegrees(point.phi)).toBeCloseTo(25, 9);
        },
      ),
    );
  });
});
