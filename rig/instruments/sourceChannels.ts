/**
 * What the channels of a three-phase source must give so that a meter's terminals see given signals. A source drives
 * its voltages against its own neutral, to which the meter's N terminal is connected: so the potentials are shifted to
 * N = 0, which no meter can tell from the original. Where the N lead is open the star point of the connected phases
 * takes its place. Hook-up faults are in the signals already: they come out as magnitudes and angles of the channels,
 * and no wire of the bench is moved.
 */
import type { TerminalPotential, TerminalSignals } from "#models/connection/terminalSignals.ts";
import { addSpectra, type Spectrum, scaleSpectrum, silence, subtractSpectra } from "#models/spectrum.ts";
import { perPhase, phases } from "#models/threePhase.ts";

function starPoint(signals: TerminalSignals): Spectrum {
  const connected = phases.flatMap((phase) => signals.voltage[phase] ?? []);
  return scaleSpectrum(connected.reduce(addSpectra, silence()), 1 / Math.max(1, connected.length));
}

/** The same signals with the voltages to the source's neutral; open leads stay open. */
export function sourceChannels(signals: TerminalSignals): TerminalSignals {
  const neutral = signals.voltage.N ?? starPoint(signals);
  const toNeutral = (potential: TerminalPotential): TerminalPotential =>
    potential === null ? null : subtractSpectra(potential, neutral);
  return {
    ...signals,
    voltage: {
      ...perPhase((phase) => toNeutral(signals.voltage[phase])),
      N: toNeutral(signals.voltage.N),
    },
  };
}
