/**
 * What a meter's terminals see, reduced to what a report draws and says: the fundamental phasor of each terminal, how
 * distorted the waveforms are, the hook-up in words, and the whole of it as a setting line.
 */
import { errorsAtLoad } from "#models/connection/errorsAtLoad.ts";
import { type HookUp, hookUpText } from "#models/connection/hookUp.ts";
import type { InstrumentTransformers } from "#models/connection/instrumentTransformers.ts";
import { formatSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { argument, modulus } from "#models/phasor.ts";
import { fundamental, type Spectrum, totalHarmonicDistortion } from "#models/spectrum.ts";
import { mapPhases, type PerPhase, perConductor, phases } from "#models/threePhase.ts";
import { inDegrees } from "#models/units.ts";
import type { SignalSummary } from "#reports/events.ts";

const phasorFigure = (spectrum: Spectrum) => {
  const phasor = fundamental(spectrum);
  return { rms: modulus(phasor), degrees: inDegrees(argument(phasor)) };
};

/** The largest distortion among signals that have a fundamental at all; 0 for pure sines. */
const largestDistortion = (spectra: readonly (Spectrum | null)[]): number =>
  Math.max(
    0,
    ...spectra.map((spectrum) =>
      spectrum === null || modulus(fundamental(spectrum)) === 0 ? 0 : totalHarmonicDistortion(spectrum),
    ),
  );

/**
 * What stands between the network and the terminals is told along with what comes of it.
 * @param primary the currents at the metering point, which the CTs err by.
 */
export function signalSummary(
  signals: TerminalSignals,
  { hookUp, transformers }: { readonly hookUp: HookUp; readonly transformers: InstrumentTransformers },
  primary: PerPhase<Spectrum>,
): SignalSummary {
  const transformerErrors = errorsAtLoad(transformers, primary);
  return {
    frequency: signals.frequency,
    hookUp: hookUpText(hookUp),
    voltage: perConductor((conductor) => {
      const potential = signals.voltage[conductor];
      return potential === null ? null : phasorFigure(potential);
    }),
    current: mapPhases(signals.current, phasorFigure),
    voltageDistortion: largestDistortion(phases.map((phase) => signals.voltage[phase])),
    currentDistortion: largestDistortion(phases.map((phase) => signals.current[phase])),
    contact: signals.contact,
    setting: formatSettingLine(signals),
    transformers,
    ...(transformerErrors.length > 0 && { transformerErrors }),
  };
}
