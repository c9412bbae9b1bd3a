/**
 * One period of what the terminals see, as it would stand on an oscilloscope: voltages full lines above, currents
 * dashed below. Each picture is drawn to its own highest instant, so that shapes can be compared.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { argument, modulus } from "#models/phasor.ts";
import { components, type Spectrum, subtractSpectra } from "#models/spectrum.ts";
import { type PerPhase, type Phase, perPhase, phases } from "#models/threePhase.ts";
import { angularFrequency, hertz } from "#models/units.ts";
import { type Markup, markup } from "#reports/markup.ts";

const width = 420;
const strip = 110;
const samples = 180;
const round = (value: number) => Math.round(value * 100) / 100;

/** The instantaneous value at a part of the fundamental period, 0 to 1, in the unit of the spectrum. */
export function instantAt(signal: Spectrum, part: number): number {
  let value = 0;
  for (const { order, phasor } of components(signal))
    value +=
      order === 0
        ? phasor.re
        : Math.SQRT2 * modulus(phasor) * Math.cos(angularFrequency(hertz(order)) * part + argument(phasor));
  return value;
}

const tracesOf = (of: PerPhase<Spectrum | null>): PerPhase<readonly number[] | null> =>
  perPhase((phase) => {
    const signal = of[phase];
    return signal === null
      ? null
      : Array.from({ length: samples + 1 }, (_, i) => instantAt(signal, i / samples));
  });
const peakOf = (traces: PerPhase<readonly number[] | null>): number =>
  Math.max(0, ...phases.flatMap((phase) => (traces[phase] ?? []).map(Math.abs)));

/** The signals drawn, and the peaks they are drawn to. */
export function waveforms(
  { voltage, current }: TerminalSignals,
  label: string,
): { readonly figure: Markup; readonly peakVoltage: number; readonly peakCurrent: number } {
  const neutral = voltage.N;
  const volts = tracesOf(
    perPhase((phase) => {
      const signal = voltage[phase];
      return signal === null || neutral === null ? signal : subtractSpectra(signal, neutral);
    }),
  );
  const amperes = tracesOf(current);
  const [peakVoltage, peakCurrent] = [peakOf(volts), peakOf(amperes)];
  const curve = (values: readonly number[], peak: number, top: number, phase: Phase, kind: string) => {
    const middle = top + strip / 2;
    const points = values.map(
      (value, i) =>
        `${round((i * width) / samples)},${round(middle - (peak === 0 ? 0 : value / peak) * (strip / 2 - 6))}`,
    );
    return markup`<g class="phase-${phase}"><polyline class="wave ${kind}" points="${points.join(" ")}"/></g>`;
  };
  const row = (traces: PerPhase<readonly number[] | null>, peak: number, top: number, kind: string) =>
    markup`<line class="zero" x1="0" y1="${top + strip / 2}" x2="${width}" y2="${top + strip / 2}"/>${phases.map(
      (phase) => {
        const values = traces[phase];
        return values === null ? null : curve(values, peak, top, phase, kind);
      },
    )}`;
  return {
    figure: markup`<svg class="figure waveforms" viewBox="0 0 ${width} ${2 * strip + 8}" role="img" aria-label="${label}"><text class="faint-text" x="2" y="12">u</text>${row(volts, peakVoltage, 0, "voltage-wave")}<text class="faint-text" x="2" y="${strip + 20}">i</text>${row(amperes, peakCurrent, strip + 8, "current")}</svg>`,
    peakVoltage,
    peakCurrent,
  };
}
