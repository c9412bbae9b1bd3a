/**
 * The errors IEC 61869 permits an instrument transformer of each accuracy class: IEC 61869-2 (CTs, formerly 60044-1)
 * at points of the rated current, IEC 61869-3 (VTs, formerly 60044-2) from 80 to 120 % of the rated voltage, both at 25 to
 * 100 % of the rated burden. Figures as published at dowei-electric.com/technical/113 and in the BS EN 60044 extracts
 * scribd.com/document/47946103; classes 3 and 5 (and VT class 3) have no phase limit.
 */
import { energyError } from "#models/connection/transformerErrors.ts";
import {
  arcMinutes,
  asRatio,
  type Percent,
  percent,
  type Radians,
  type Ratio,
  ratio,
} from "#models/units.ts";

export interface TransformerLimit {
  /** Largest permitted ratio error, of either sign. */
  readonly ratioError: Percent;
  /** Largest permitted phase displacement, of either sign; null: none specified. */
  readonly phaseDisplacement: Radians | null;
}

export interface CurrentTransformerLimit extends TransformerLimit {
  readonly percentOfRatedCurrent: Percent;
}

export const currentTransformerClasses = ["0.1", "0.2", "0.2S", "0.5", "0.5S", "1", "3", "5"] as const;
export type CurrentTransformerClass = (typeof currentTransformerClasses)[number];
export const voltageTransformerClasses = ["0.1", "0.2", "0.5", "1", "3"] as const;
export type VoltageTransformerClass = (typeof voltageTransformerClasses)[number];

const limit = (error: number, minutesOfArc: number | null): TransformerLimit => ({
  ratioError: percent(error),
  phaseDisplacement: minutesOfArc === null ? null : arcMinutes(minutesOfArc),
});
const at = (percentOfRated: number, error: number, minutesOfArc: number | null): CurrentTransformerLimit => ({
  percentOfRatedCurrent: percent(percentOfRated),
  ...limit(error, minutesOfArc),
});

/** Tables 201, 202 and 203 of IEC 61869-2: per cent of rated current, ratio error in per cent, minutes of arc. */
export const currentTransformerLimits: Readonly<
  Record<CurrentTransformerClass, readonly CurrentTransformerLimit[]>
> = {
  "0.1": [at(5, 0.4, 15), at(20, 0.2, 8), at(100, 0.1, 5), at(120, 0.1, 5)],
  "0.2": [at(5, 0.75, 30), at(20, 0.35, 15), at(100, 0.2, 10), at(120, 0.2, 10)],
  "0.2S": [at(1, 0.75, 30), at(5, 0.35, 15), at(20, 0.2, 10), at(100, 0.2, 10), at(120, 0.2, 10)],
  "0.5": [at(5, 1.5, 90), at(20, 0.75, 45), at(100, 0.5, 30), at(120, 0.5, 30)],
  "0.5S": [at(1, 1.5, 90), at(5, 0.75, 45), at(20, 0.5, 30), at(100, 0.5, 30), at(120, 0.5, 30)],
  "1": [at(5, 3, 180), at(20, 1.5, 90), at(100, 1, 60), at(120, 1, 60)],
  "3": [at(50, 3, null), at(120, 3, null)],
  "5": [at(50, 5, null), at(120, 5, null)],
};

/** IEC 61869-3, measuring VTs: ratio error in per cent, minutes of arc. */
export const voltageTransformerLimits: Readonly<Record<VoltageTransformerClass, TransformerLimit>> = {
  "0.1": limit(0.1, 5),
  "0.2": limit(0.2, 10),
  "0.5": limit(0.5, 20),
  "1": limit(1, 40),
  "3": limit(3, null),
};

/**
 * The widest energy errors transformers within the limit can make at the load's angle phi: both errors at their limits,
 * in the directions that add up. Null when the class does not limit the phase displacement.
 */
export function worstEnergyErrors(
  { ratioError, phaseDisplacement }: TransformerLimit,
  phi: Radians,
): { readonly lowest: Ratio; readonly highest: Ratio } | null {
  if (phaseDisplacement === null) return null;
  const error = asRatio(ratioError);
  const corner = (sign: number, turn: number): number =>
    energyError(
      { ratioError: ratio(sign * error), phaseDisplacement: (turn * phaseDisplacement) as Radians },
      phi,
    );
  const corners = [corner(1, 1), corner(1, -1), corner(-1, 1), corner(-1, -1)];
  return { lowest: ratio(Math.min(...corners)), highest: ratio(Math.max(...corners)) };
}
