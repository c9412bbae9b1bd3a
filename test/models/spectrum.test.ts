import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { multiply, polar, rectangular } from "#models/phasor.ts";
import {
  addSpectra,
  componentAt,
  components,
  fundamental,
  mapSpectrum,
  meanPower,
  rms,
  type Spectrum,
  scaleSpectrum,
  silence,
  spectrum,
  subtractSpectra,
  totalHarmonicDistortion,
} from "#models/spectrum.ts";
import { degrees } from "#models/units.ts";

/** From peak values and degrees, as textbooks print them; order 0 is the DC value. */
const fromPeaks = (...parts: readonly (readonly [number, number, number])[]): Spectrum =>
  spectrum(
    parts.map(([order, peak, angle]) => ({
      order,
      phasor: polar(order === 0 ? peak : peak / Math.SQRT2, degrees(angle)),
    })),
  );

describe("spectra, against J. Bird, Electrical Circuit Theory and Technology, chapter 36", () => {
  it("36.7: RMS values, power and distortion of three harmonics each", () => {
    const u = fromPeaks([1, 60, 0], [3, 15, 45], [5, 10, -90]);
    const i = fromPeaks([1, 2, -30], [3, 0.3, -15], [5, 0.1, -160]);
    expect(rms(u)).toBeCloseTo(44.30011, 5);
    expect(rms(i)).toBeCloseTo(1.43178, 5);
    expect(meanPower(u, i)).toBeCloseTo(53.2575, 4);
    expect(meanPower(u, i) / (rms(u) * rms(i))).toBeCloseTo(0.83965, 5);
    expect(totalHarmonicDistortion(u)).toBeCloseTo(0.300463, 6);
    expect(totalHarmonicDistortion(i)).toBeCloseTo(0.158114, 6);
  });

  it("36.11: 25 V and three harmonics on 5 ohm and 500 uH at 10 000 rad/s take 11.336 A and 642.54 W", () => {
    const u = fromPeaks([0, 25, 0], [1, 100, 0], [3, 40, 30], [5, 20, 15]);
    const i = mapSpectrum(u, (phasor, order) => {
      const z = rectangular(5, order * 1e4 * 500e-6);
      const d = z.re ** 2 + z.im ** 2;
      return multiply(phasor, rectangular(z.re / d, -z.im / d));
    });
    expect(rms(i)).toBeCloseTo(11.336, 3);
    expect(Math.abs(meanPower(u, i) - 642.54)).toBeLessThan(0.05);
  });

  it("36.6: 12, 5 and 2 A peak have 9.3005 A RMS and take 1730 W from 20 ohm", () => {
    const i = fromPeaks([1, 12, 0], [3, 5, 0], [5, 2, 0]);
    expect(rms(i)).toBeCloseTo(9.3005, 4);
    expect(meanPower(scaleSpectrum(i, 20), i)).toBeCloseTo(1730, 9);
  });

  it("IEEE 1459 Annex B, magnitudes: 101.558 V and 103.562 A, distorted by 17.72 and 26.93 %", () => {
    const at = (peaks: readonly number[]) =>
      spectrum([1, 3, 5, 7].map((order, k) => ({ order, phasor: rectangular(peaks[k]!, 0) })));
    expect(rms(at([100, 8, 15, 5]))).toBeCloseTo(101.55787, 5);
    expect(rms(at([100, 20, 15, 10]))).toBeCloseTo(103.56158, 5);
    expect(totalHarmonicDistortion(at([100, 8, 15, 5]))).toBeCloseTo(0.1772, 4);
    expect(totalHarmonicDistortion(at([100, 20, 15, 10]))).toBeCloseTo(0.269258, 6);
  });
});

const part = fc.record({
  order: fc.constantFrom(0, 0.5, 1, 2, 3, 5, 7),
  re: fc.integer({ min: -100, max: 100 }),
  im: fc.integer({ min: -100, max: 100 }),
});
const anySpectrum = fc
  .array(part, { maxLength: 8 })
  .map((parts) =>
    spectrum(parts.map(({ order, re, im }) => ({ order, phasor: { re, im: order === 0 ? 0 : im } }))),
  );

describe("laws of spectra", () => {
  it("keeps orders ascending and unique, and adds components of one order", () => {
    const s = spectrum([
      { order: 3, phasor: rectangular(1, 0) },
      { order: 1, phasor: rectangular(2, 0) },
      { order: 3, phasor: rectangular(0, 4) },
    ]);
    expect(s.orders).toEqual([1, 3]);
    expect(componentAt(s, 3)).toEqual({ re: 1, im: 4 });
    expect(componentAt(s, 5)).toEqual({ re: 0, im: 0 });
    expect(fundamental(s)).toEqual({ re: 2, im: 0 });
  });

  it("has no negative order", () => {
    expect(() => spectrum([{ order: -1, phasor: rectangular(1, 0) }])).toThrow(RangeError);
  });

  it("Parseval: RMS and power are those of the sampled waveform", () => {
    // half the fundamental is the lowest order: two fundamental periods hold everything, 64 samples separate order 7
    const sampled = (s: Spectrum): number[] =>
      Array.from({ length: 64 }, (_, k) =>
        components(s).reduce((value, { order, phasor }) => {
          const angle = (2 * Math.PI * 2 * order * k) / 64;
          if (order === 0) return value + phasor.re;
          return value + Math.SQRT2 * (phasor.re * Math.cos(angle) - phasor.im * Math.sin(angle));
        }, 0),
      );
    fc.assert(
      fc.property(anySpectrum, anySpectrum, (u, i) => {
        const [us, is] = [sampled(u), sampled(i)];
        const mean = us.reduce((total, v, k) => total + v * is[k]!, 0) / 64;
        const square = us.reduce((total, v) => total + v * v, 0) / 64;
        expect(meanPower(u, i)).toBeCloseTo(mean, 6);
        expect(rms(u) ** 2).toBeCloseTo(square, 6);
      }),
    );
  });

  it("adds and subtracts order by order, whatever orders each has", () => {
    fc.assert(
      fc.property(anySpectrum, anySpectrum, (x, y) => {
        const back = subtractSpectra(addSpectra(x, y), y);
        for (const { order, phasor } of components(x)) expect(componentAt(back, order)).toEqual(phasor);
        expect(rms(subtractSpectra(x, x))).toBe(0);
        expect(rms(addSpectra(x, silence()))).toBeCloseTo(rms(x), 12);
        expect(meanPower(x, y)).toBeCloseTo(meanPower(y, x), 9);
      }),
    );
  });
});
