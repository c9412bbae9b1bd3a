/**
 * A distorting appliance as what it injects: currents of given order, magnitude and angle drawn from each phase
 * whatever the voltage, as rectifiers and electronic ballasts nearly do. Its fundamental belongs to a load.
 */
import type { Spectrum } from "#models/spectrum.ts";
import type { Phase } from "#models/threePhase.ts";

export interface HarmonicCurrentSource {
  readonly type: "harmonicCurrentSource";
  readonly id: string;
  readonly bus: string;
  /** Where the currents return. */
  readonly starPoint: "neutral" | "earth";
  /** Current drawn from each phase, RMS, angles against the network's time origin. */
  readonly current: Readonly<Partial<Record<Phase, Spectrum>>>;
}
