/**
 * The meters that ship with the virtual bench: a good one and a set of lying ones, each with one thing wrong that its
 * nameplate does not tell. They are what the rig is tried on when no hardware is at hand: the good one must pass
 * everything, and each lie must be found out by the scenario named beside it.
 */
import { gainOf, type Imperfections, imperfect, noImperfections } from "#models/meter/imperfections.ts";
import { perPhase } from "#models/threePhase.ts";
import { arcMinutes, hours, milliseconds, percent, watts } from "#models/units.ts";
import type { BusFault } from "#rig/fieldbus/busFault.ts";

export interface VirtualMeter {
  readonly name: string;
  /** What is wrong with it, for a person choosing a bench; the comparing side is never told. */
  readonly lie: string;
  readonly imperfections: Imperfections;
  /** What becomes of its n-th answer on the bus, n from 0. */
  readonly busFault: (answer: number) => BusFault | undefined;
  /** The scenario of the library that finds it out; null for the good one. */
  readonly caughtBy: string | null;
}

const soundBus = (): undefined => undefined;
const lying = (name: string, lie: string, imperfections: Imperfections, caughtBy: string): VirtualMeter => ({
  name,
  lie,
  imperfections,
  busFault: soundBus,
  caughtBy,
});

export const isVirtual = (bench: string): boolean => virtualMeters.some(({ name }) => name === bench);

export const virtualMeters: readonly VirtualMeter[] = [
  { name: "good", lie: "nothing", imperfections: noImperfections, busFault: soundBus, caughtBy: null },
  lying("gain", "registers 1.2 % too much at every load", gainOf(percent(1.2)), "rated-current"),
  lying(
    "phase",
    "its current inputs are displaced by 20 minutes of arc: 1.01 % at 0.5 lag, nothing at unity",
    imperfect({ elements: perPhase(() => ({ gain: percent(0), phase: arcMinutes(20) })) }),
    "half-power-factor-lag",
  ),
  lying("creep", "registers 5 W while no current flows", imperfect({ creep: watts(5) }), "no-load"),
  lying(
    "sign",
    "counts a reversed element forwards, as if its CT were right",
    imperfect({ ignoresSign: true }),
    "ct-L2-reversed",
  ),
  lying(
    "ratio",
    "multiplies by a CT ratio 2 % higher than the one programmed",
    imperfect({ ctRatioFactor: 1.02 }),
    "ct-ratio-200-5",
  ),
  lying(
    "forgetful",
    "saves its registers every six hours only: a power cut loses what came since",
    imperfect({ saveEvery: hours(6) }),
    "power-cuts",
  ),
  {
    name: "late",
    lie: "answers the bus 400 ms late, every time",
    imperfections: noImperfections,
    busFault: () => ({ kind: "late", by: milliseconds(400) }),
    caughtBy: "many-readings",
  },
];
