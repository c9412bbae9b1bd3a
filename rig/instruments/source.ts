/**
 * A three-phase power source: what puts voltages and currents on the meters of a bench. It has limits that the meters
 * and the people around it depend on, it is armed before it gives anything, and it is switched off on every way out.
 * A source set by hand, a programmable one and a computed one are all this; whoever drives them knows no other.
 */
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { rms } from "#models/spectrum.ts";
import { phases } from "#models/threePhase.ts";
import type { Amperes, Volts } from "#models/units.ts";
import { sourceChannels } from "#rig/instruments/sourceChannels.ts";
import { RigError } from "#rig/rigError.ts";

/** The most a channel may be asked for on this bench, RMS; voltages are to the source's neutral. */
export interface SourceLimits {
  readonly voltage: Volts;
  readonly current: Amperes;
}

export type SourceState =
  | { readonly kind: "off" }
  | {
      readonly kind: "set";
      readonly signals: TerminalSignals;
      /** Whose word it is that these signals stand. */
      readonly evidence: "operator" | "readBack";
    }
  /** Nobody knows; to be treated, and shown, as live. */
  | { readonly kind: "unknown" };

export interface Source {
  readonly limits: SourceLimits;
  /** Makes ready to give output: off, limits in place. Needed again after `off`. */
  arm(): Promise<void>;
  /**
   * Resolves when the signals stand.
   * @throws {RigError} `sourceLimits` before anything is changed; `sourceNotArmed`.
   */
  set(signals: TerminalSignals, label: string): Promise<void>;
  readBack(): Promise<SourceState>;
  /**
   * Resolves when the source is off.
   * @throws {RigError} `sourceNotOff` when nobody and nothing confirms it.
   */
  off(): Promise<void>;
}

/** A sentence for each channel of which the signals ask more than the source may give; empty when all is well. */
export function beyondLimits(signals: TerminalSignals, limits: SourceLimits): string[] {
  const channels = sourceChannels(signals);
  const beyond = (name: string, value: number, limit: number, unit: "V" | "A"): string[] =>
    // Not `>`: a figure that is no number exceeds every limit.
    value <= limit
      ? []
      : [`${name} would be ${value.toPrecision(5)} ${unit}, the bench file allows ${limit} ${unit}`];
  return [
    ...phases.flatMap((phase) => {
      const voltage = channels.voltage[phase];
      return voltage === null ? [] : beyond(`U ${phase}`, rms(voltage), limits.voltage, "V");
    }),
    ...phases.flatMap((phase) => beyond(`I ${phase}`, rms(channels.current[phase]), limits.current, "A")),
  ];
}

/** @throws {RigError} `sourceLimits`, naming every channel. */
export function keepWithinLimits(signals: TerminalSignals, limits: SourceLimits, label: string): void {
  const beyond = beyondLimits(signals, limits);
  if (beyond.length > 0) {
    throw new RigError("sourceLimits", `"${label}" is beyond the source's limits: ${beyond.join("; ")}`);
  }
}
