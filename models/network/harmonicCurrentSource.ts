/**
 * A distorting appliance as what it injects: currents of given order, magnitude and angle drawn from each phase
 * whatever the voltage, as rectifiers and electronic ballasts nearly do. Its fundamental belongs to a load.
 */

import type { Element, TerminalMaker } from "#models/network/element.ts";
import type { Spectrum } from "#models/spectrum.ts";
import { type Phase, phases } from "#models/threePhase.ts";

export interface HarmonicCurrentSource {
  readonly type: "harmonicCurrentSource";
  readonly id: string;
  readonly bus: string;
  /** Where the currents return. */
  readonly starPoint: "neutral" | "earth";
  /** Current drawn from each phase, RMS, angles against the network's time origin. */
  readonly current: Readonly<Partial<Record<Phase, Spectrum>>>;
}

export function harmonicCurrentElements(source: HarmonicCurrentSource, make: TerminalMaker): Element[] {
  const back = source.starPoint === "neutral" ? make.at("terminals", source.bus, "N") : make.earth();
  return phases.flatMap((phase): Element[] => {
    const current = source.current[phase];
    if (current === undefined) return [];
    const from = make.at("terminals", source.bus, phase);
    return [{ kind: "injection", source: source.id, phase, from, to: back, current }];
  });
}
