/**
 * The meter's own supply, taken from the voltage it measures. A Conto D4-s lives between its terminals L1 and L2: with
 * that voltage out of range, or either lead open, it is dead - no display, no answer, no counting - whatever the third
 * phase does. Nothing is said of riding through a dip, so the twin has none: out of range, it is dead at once.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import type { Measurement } from "#models/metering/measurement.ts";

export function isFed(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
  signals: TerminalSignals,
  measured: Measurement,
): boolean {
  const { lowest, highest } = spec.voltage;
  const wired = (a: "L1" | "L2" | "L3" | "N", b: "L1" | "L2" | "L3" | "N") =>
    signals.voltage[a] !== null && signals.voltage[b] !== null;
  const inRange = (voltage: number) => voltage >= lowest && voltage <= highest;
  const { voltage, lineVoltage } = measured;
  const bridged = programmed.insertionMode === "1N1E" && spec.assumptions.singlePhaseSupply === "bridged";
  if (bridged) return wired("L1", "N") && inRange(voltage.L1);
  if (spec.selfSupply === "L1-L2") return wired("L1", "L2") && inRange(lineVoltage.L1L2);
  const starVoltage = (value: number) => inRange(value * Math.sqrt(3));
  return (
    (wired("L1", "L2") && inRange(lineVoltage.L1L2)) ||
    (wired("L2", "L3") && inRange(lineVoltage.L2L3)) ||
    (wired("L3", "L1") && inRange(lineVoltage.L3L1)) ||
    (wired("L1", "N") && starVoltage(voltage.L1)) ||
    (wired("L2", "N") && starVoltage(voltage.L2)) ||
    (wired("L3", "N") && starVoltage(voltage.L3))
  );
}
