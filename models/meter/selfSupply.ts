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
import { type Volts, volts } from "#models/units.ts";

/** How a meter's supply stands against its nameplate. */
export type Supply =
  /** It is fed, and no voltage at its terminals is beyond the nameplate. */
  | { readonly kind: "stands" }
  /** A lead its supply needs is open, or there is no voltage. */
  | { readonly kind: "absent" }
  /** Below what the supply works with, or above what the meter bears: whether it lives is nobody's promise. */
  | {
      readonly kind: "outside";
      readonly voltage: Volts;
      readonly lowest: Volts;
      readonly highest: Volts;
    };

/** How the supply of a meter with these terminals stands; `measured` is what it measures there, without imperfections. */
export function supplyOf(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
  signals: TerminalSignals,
  measured: Measurement,
): Supply {
  const { lowest, highest } = spec.voltage;
  const present = supplyVoltages(spec, programmed, signals.voltage, measured);
  const largest = Math.max(0, ...present);
  const outside: Supply = { kind: "outside", voltage: volts(largest), lowest, highest };
  // A voltage divided by the root of three and multiplied again is that much off.
  if (largest > highest * (1 + 1e-9)) return outside;
  if (isFed(spec, programmed, signals, measured)) return { kind: "stands" };
  return largest > 0 ? outside : { kind: "absent" };
}

/** Every voltage the supply could draw from, as the nameplate counts them; between leads that are wired. */
function supplyVoltages(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
  voltage: TerminalSignals["voltage"],
  measured: Measurement,
): readonly number[] {
  const { L1L2, L2L3, L3L1 } = measured.lineVoltage;
  const wired = (a: keyof typeof voltage, b: keyof typeof voltage, value: number): number[] =>
    voltage[a] !== null && voltage[b] !== null ? [value] : [];
  if (isFedByPhase(spec, programmed)) return wired("L1", "N", measured.voltage.L1);
  return [...wired("L1", "L2", L1L2), ...wired("L2", "L3", L2L3), ...wired("L3", "L1", L3L1)];
}

/** Between L1 and N, and only there. */
const isFedByPhase = (spec: MeterSpec, { insertionMode }: ProgrammedParameters): boolean =>
  spec.selfSupply === "L1-N" ||
  (insertionMode === "1N1E" && spec.assumptions.singlePhaseSupply === "bridged");

export function isFed(
  spec: MeterSpec,
  programmed: ProgrammedParameters,
  { voltage }: TerminalSignals,
  measured: Measurement,
): boolean {
  if (isFedByPhase(spec, programmed))
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
