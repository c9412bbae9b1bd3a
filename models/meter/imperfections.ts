/**
 * What is wrong with one particular meter: errors of its measuring elements over load and power factor, a starting
 * threshold that has moved, creep, drift, noise, and the faults of its register. Plain data on top of the nominal
 * specification: the meter under test of a virtual bench is a twin with imperfections the comparing side is not told.
 */
import type { EnergyQuantity } from "#models/meter/quantity.ts";
import { type Phase, phases } from "#models/threePhase.ts";
import {
  inDays,
  inDegrees,
  inMinutes,
  type Percent,
  type Radians,
  type Ratio,
  type Seconds,
  type WattHours,
  type Watts,
} from "#models/units.ts";

/** Error of a measuring element: gain in percent; phase positive when it sees the current lag more than it does. */
interface ElementError {
  readonly gain: Percent;
  readonly phase: Radians;
}

/** One cell of an error table: where it holds (current over the reference current, |power factor|), and its gain. */
interface LoadBand {
  readonly currentFrom: Ratio;
  readonly currentTo: Ratio;
  readonly powerFactorFrom: Ratio;
  readonly powerFactorTo: Ratio;
  readonly gain: Percent;
}

export interface Imperfections {
  /** Of each element, by the current input it hangs on. */
  readonly elements: Readonly<Record<Phase, ElementError>>;
  /** Added to the elements' gain; the first band that holds the element's load point is used, none is no error. */
  readonly bands: readonly LoadBand[];
  /** Power each total registers on top of the load's while above the starting threshold; secondary side. */
  readonly offset: Watts;
  /** Times the nominal starting power (active and reactive alike); 1 is nominal. */
  readonly startingFactor: number;
  /** Active power registered while the load is below the starting threshold; secondary side. */
  readonly creep: Watts;
  /** Gain that grows with the meter's age; the age advances in days, so that any slicing of time agrees. */
  readonly drift: { readonly perYear: Percent };
  /** Gain that jumps from one time cell to the next, uniform within plus and minus the amplitude, from a seed. */
  readonly noise: { readonly amplitude: Percent; readonly cell: Seconds; readonly seed: number };
  /** Registers that stop at a value. */
  readonly stuck: readonly { readonly quantity: EnergyQuantity; readonly at: WattHours }[];
  /** Registers are written to EEPROM only this often: a power cut loses what came since; null: nothing is lost. */
  readonly saveEvery: Seconds | null;
  /** Counts every element's magnitude, whatever the sign policy says. */
  readonly ignoresSign: boolean;
  /** What the meter multiplies the CT ratio by; 1 is right. */
  readonly ctRatioFactor: number;
}

const exact = { gain: 0 as Percent, phase: 0 as Radians };
export const noImperfections: Imperfections = {
  elements: { L1: exact, L2: exact, L3: exact },
  bands: [],
  offset: 0 as Watts,
  startingFactor: 1,
  creep: 0 as Watts,
  drift: { perYear: 0 as Percent },
  noise: { amplitude: 0 as Percent, cell: 60 as Seconds, seed: 0 },
  stuck: [],
  saveEvery: null,
  ignoresSign: false,
  ctRatioFactor: 1,
};

/** Imperfections that differ from none in what is given. */
export const imperfect = (what: Partial<Imperfections>): Imperfections => ({ ...noImperfections, ...what });

/** The same gain in every element. */
export const gainOf = (gain: Percent): Imperfections => {
  const error = { gain, phase: 0 as Radians };
  return imperfect({ elements: { L1: error, L2: error, L3: error } });
};

/** In words, for a report: `ideal` when there are none. */
export function describe(x: Imperfections): string {
  const said: string[] = [];
  const sign = (value: number) => `${value > 0 ? "+" : ""}${value}`;
  for (const phase of phases) {
    const { gain, phase: angle } = x.elements[phase];
    if (gain !== 0) said.push(`gain ${sign(gain)} % on ${phase}`);
    if (angle !== 0) said.push(`phase ${sign(inDegrees(angle))} degrees on ${phase}`);
  }
  for (const band of x.bands)
    said.push(
      `gain ${sign(band.gain)} % from ${band.currentFrom} to ${band.currentTo} of the reference current, power factor ${band.powerFactorFrom} to ${band.powerFactorTo}`,
    );
  if (x.offset !== 0) said.push(`offset ${sign(x.offset)} W`);
  if (x.startingFactor !== 1) said.push(`starts at ${x.startingFactor} times the starting power`);
  if (x.creep !== 0) said.push(`creeps at ${x.creep} W`);
  if (x.drift.perYear !== 0) said.push(`drifts ${sign(x.drift.perYear)} % a year`);
  if (x.noise.amplitude !== 0)
    said.push(`noise of ${x.noise.amplitude} % every ${x.noise.cell} s, seed ${x.noise.seed}`);
  for (const { quantity, at } of x.stuck) said.push(`${quantity} stuck at ${at} Wh`);
  if (x.saveEvery !== null)
    said.push(
      inDays(x.saveEvery) >= 1
        ? `saves its registers every ${inDays(x.saveEvery)} days`
        : `saves its registers every ${inMinutes(x.saveEvery)} min`,
    );
  if (x.ignoresSign) said.push("counts reversed elements forwards");
  if (x.ctRatioFactor !== 1) said.push(`multiplies the CT ratio by ${x.ctRatioFactor}`);
  return said.length === 0 ? "ideal" : said.join("; ");
}
