/**
 * The meter's own supply, taken from the voltage it measures. A Conto D4-s lives between its terminals L1 and L2: with
 * that voltage out of range, or either lead open, it is dead - no display, no answer, no counting - whatever the third
 * phase does. Nothing is said of riding through a dip, so the twin has none: out of range, it is dead at once.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Measurement } from "#models/metering/measurement.ts";
import { type Phase, phases } from "#models/threePhase.ts";

export function isFed(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
  { voltage }: TerminalSignals,
  measured: Measurement,
): boolean {
  const byNeutral = spec.selfSupply === "L1-N";
  const bridged = programmed.insertionMode === "1N1E" && spec.assumptions.singlePhaseSupply === "bridged";
  if (bridged || byNeutral)
    return voltage.L1 !== null && voltage.N !== null && inRange(spec, measured.voltage.L1);
  if (spec.selfSupply === "any") return isFedByAny(spec, voltage, measured);
  return voltage.L1 !== null && voltage.L2 !== null && inRange(spec, measured.lineVoltage.L1L2);
}

const inRange = ({ voltage }: MeterSpec, line: number): boolean =>
  line >= voltage.lowest && line <= voltage.highest;

/** A supply with a rectifier on every terminal: any two of them will do. */
function isFedByAny(spec: MeterSpec, voltage: TerminalSignals["voltage"], measured: Measurement): boolean {
  const { L1L2, L2L3, L3L1 } = measured.lineVoltage;
  const wired = { L1: voltage.L1 !== null, L2: voltage.L2 !== null, L3: voltage.L3 !== null };
  const fedByLine =
    (wired.L1 && wired.L2 && inRange(spec, L1L2)) ||
    (wired.L2 && wired.L3 && inRange(spec, L2L3)) ||
    (wired.L3 && wired.L1 && inRange(spec, L3L1));
  const byNeutral = (phase: Phase) => wired[phase] && inRange(spec, measured.voltage[phase] * Math.sqrt(3));
  return fedByLine || (voltage.N !== null && phases.some(byNeutral));
}
