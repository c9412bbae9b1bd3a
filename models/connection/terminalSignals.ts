/**
 * What a meter's terminals see: the potential of each voltage terminal and the secondary current into each current
 * input, as RMS spectra that share one `orders` array. It is all a meter knows of the network, and all a source has to
 * reproduce on a bench. Terminals 2, 5, 8, 11 are L1, L2, L3, N; pairs 1-3, 4-6, 7-9 are the current inputs.
 */
import type { Spectrum } from "#models/spectrum.ts";
import type { Conductor, PerPhase } from "#models/threePhase.ts";
import type { Hertz } from "#models/units.ts";

/** `null`: the lead is open, the terminal hangs on the meter's own input impedance. */
export type TerminalPotential = Spectrum | null;

export interface TerminalSignals {
  readonly frequency: Hertz;
  /** Volts rms, all to one common reference of any choice. */
  readonly voltage: Readonly<Record<Conductor, TerminalPotential>>;
  /** Amperes rms, positive from S1 to S2; zero where the secondary is open or shorted. */
  readonly current: PerPhase<Spectrum>;
  /** The external contact that switches the tariff or gates the partial counter. */
  readonly contact: "open" | "closed";
}
