/**
 * A distorting appliance as what it injects: currents of given order, magnitude and angle drawn from each phase
 * whatever the voltage, as rectifiers and electronic ballasts nearly do; in star, or in delta between two phases each.
 */

import type { Element, PhasePair, TerminalMaker } from "#models/network/element.ts";
import { phasePairs } from "#models/network/load.ts";
import type { Spectrum } from "#models/spectrum.ts";
import { type Phase, phases } from "#models/threePhase.ts";

interface HarmonicFacts {
  readonly type: "harmonicCurrentSource";
  readonly id: string;
  readonly bus: string;
}

interface HarmonicStar extends HarmonicFacts {
  /** Left out: star. */
  readonly connection?: "wye";
  /** Where the currents return. */
  readonly starPoint: "neutral" | "earth";
  /** Current drawn from each phase, RMS, angles against the network's time origin. */
  readonly current: Readonly<Partial<Record<Phase, Spectrum>>>;
}

interface HarmonicDelta extends HarmonicFacts {
  readonly connection: "delta";
  /** Current from the first phase of each pair through the appliance to the second. */
  readonly current: Readonly<Partial<Record<PhasePair, Spectrum>>>;
}

export type HarmonicCurrentSource = HarmonicStar | HarmonicDelta;

export function harmonicCurrentElements(source: HarmonicCurrentSource, make: TerminalMaker): Element[] {
  const { bus, id } = source;
  const at = (phase: Phase) => make.at("terminals", bus, phase);
  if (source.connection === "delta")
    return phasePairs.flatMap((pair): Element[] => {
      const current = source.current[pair];
      if (current === undefined) return [];
      const [from, to] = pair.split("-") as [Phase, Phase];
      return [{ kind: "injection", source: id, phase: pair, from: at(from), to: at(to), current }];
    });
  const back = source.starPoint === "neutral" ? make.at("terminals", bus, "N") : make.earth();
  return phases.flatMap((phase): Element[] => {
    const current = source.current[phase];
    if (current === undefined) return [];
    return [{ kind: "injection", source: id, phase, from: at(phase), to: back, current }];
  });
}
