/** Waveforms against values worked out by hand. */
import { describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { polar } from "#models/phasor.ts";
import { sine, spectrum } from "#models/spectrum.ts";
import { degrees } from "#models/units.ts";
import { instantAt, waveforms } from "#reports/figures/waveforms.ts";
import { readMarkup } from "../wellFormed.ts";

describe("a waveform", () => {
  it("of 230 V swings to 325.27 V, first at its angle", () => {
    const u = sine(polar(230, degrees(0)));
    expect(instantAt(u, 0)).toBeCloseTo(325.269, 3);
    expect(instantAt(u, 0.25)).toBeCloseTo(0, 9);
    // 90 degrees ahead: falling through zero where the other has its crest
    const ahead = sine(polar(230, degrees(90)));
    expect(instantAt(ahead, 0)).toBeCloseTo(0, 9);
    expect(instantAt(ahead, 0.05)).toBeLessThan(0);
  });
  it("with a third harmonic of a third in phase is peaked at four thirds; a DC part shifts it", () => {
    const peaked = spectrum([
      { order: 1, phasor: polar(3, degrees(0)) },
      { order: 3, phasor: polar(1, degrees(0)) },
    ]);
    expect(instantAt(peaked, 0)).toBeCloseTo(4 * Math.SQRT2, 9);
    expect(instantAt(spectrum([{ order: 0, phasor: { re: 2, im: 0 } }]), 0.3)).toBe(2);
  });
  it("is drawn to its own peak, voltages to the meter's neutral", () => {
    const signals = parseSettingLine(
      "f=50Hz U=230V@0 230V@-120 230V@120 N=10V@180 I=5A@0 5A@-120 5A@120 contact=open",
    ) as TerminalSignals;
    const { figure, peakVoltage, peakCurrent } = waveforms(signals, "waves");
    readMarkup(figure.markup, "xml");
    // L1 stands against the neutral: 240 V; sqrt 2 x 240
    expect(peakVoltage).toBeCloseTo(339.41, 1);
    expect(peakCurrent).toBeCloseTo(7.071, 2);
    expect(figure.markup.match(/<polyline/g)).toHaveLength(6);
  });
});
