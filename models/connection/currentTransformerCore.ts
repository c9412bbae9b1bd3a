/**
 * The errors of a CT by the current that flows and the burden on its secondary. Secondary winding and burden need a
 * voltage, which the core makes with an exciting current that is taken off what is transformed. The exciting current grows
 * more slowly than the voltage at first, so that the errors are largest at small currents, and steeply where the core
 * saturates: at the instrument security factor times the rated current under the rated burden, and the sooner the larger
 * the burden. How large it is follows from the class: a CT that uses all of its class at its rated burden, or a share.
 */
import {
  type CurrentTransformerCircuit,
  circuitErrors,
} from "#models/connection/currentTransformerCircuit.ts";
import { largestLoss } from "#models/connection/shareOfClass.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import {
  type CurrentTransformerClass,
  currentTransformerLimits,
} from "#models/connection/transformerLimits.ts";
import { add, argument, modulus, multiply, type Phasor, polar, rectangular, scale } from "#models/phasor.ts";
import {
  type Amperes,
  amperes,
  asRatio,
  type Radians,
  type Ratio,
  radians,
  ratio,
  type VoltAmperes,
  voltAmperes,
} from "#models/units.ts";

/** The exciting current of a core as its voltage grows. */
export interface Excitation {
  /** Its part in phase with the voltage, the iron loss, over all of it. */
  readonly powerFactor: Ratio;
  /** It grows with the voltage to the power of 1 less this: relative to the voltage it falls. */
  readonly exponent: number;
  /** Of the voltage at rated current and burden: below it the two are proportional (initial permeability). */
  readonly initial: Ratio;
  /** Where the core saturates it grows with the voltage to this power. */
  readonly kneeExponent: number;
}

/**
 * Assumed, where no magnetising curve is at hand: a power factor of 0.4 (Shinghal, example 2.34), errors that at a
 * twentieth of the current are two and a half times as large, as the limits of IEC 61869-2 allow, and a sharp knee.
 */
export const usualExcitation: Excitation = {
  powerFactor: ratio(0.4),
  exponent: 0.3,
  initial: ratio(0.01),
  kneeExponent: 15,
};

/** Burdens in VA at the rated secondary current. */
export interface CurrentTransformerCore {
  readonly accuracyClass: CurrentTransformerClass;
  readonly ratedSecondary: Amperes;
  readonly ratedBurden: VoltAmperes;
  /** Of what hangs on it, leads and meter. */
  readonly burden: VoltAmperes;
  /** Of that burden; positive inductive. */
  readonly burdenAngle: Radians;
  /** Of its own secondary winding, a resistance. */
  readonly winding: VoltAmperes;
  /** How much of its class it uses at rated burden: 1 all of it. */
  readonly classShare: Ratio;
  /** At this multiple of the rated current and rated burden the composite error is 10 % (IEC 61869-2, FS). */
  readonly securityFactor: number;
  readonly excitation: Excitation;
}

/** IEC 61869-2: classes hold at a power factor of 0.8 lagging, below 5 VA at 1. */
export const ratedCtBurdenAngle = (rated: VoltAmperes): Radians => radians(rated < 5 ? 0 : Math.acos(0.8));

/** What is not said of a CT: 5 VA, all of it connected, in an S1-S2 winding of a fifth of it, FS 10. */
export const usualCtBurden = {
  rated: voltAmperes(5),
  windingShare: ratio(0.2),
  classShare: ratio(1),
  securityFactor: 10,
} as const;

/** What the exciting current does to the secondary: modulus 1, against the secondary current. */
const directionOf = ({ powerFactor }: Excitation, circuit: Phasor): Phasor =>
  multiply(rectangular(powerFactor, -Math.sqrt(1 - powerFactor * powerFactor)), polar(1, argument(circuit)));

const composite = 0.1;

/** Exciting current over rated current, by secondary voltage over that at rated current and burden. */
function excitingCurrent(core: CurrentTransformerCore, atRated: number, voltage: number): number {
  const { exponent, initial, kneeExponent } = core.excitation;
  const { securityFactor } = core;
  const below = atRated * voltage * Math.max(voltage, initial) ** -exponent;
  return below + composite * securityFactor * (voltage / securityFactor) ** kneeExponent;
}

/** Exciting current over rated current at rated current and burden, such that the class is used as said. */
function excitingAtRated(core: CurrentTransformerCore, circuit: Phasor): number {
  const { accuracyClass, classShare, excitation } = core;
  const direction = directionOf(excitation, circuit);
  return Math.min(
    ...currentTransformerLimits[accuracyClass].map((limit) => {
      const loss = largestLoss(limit, classShare, direction);
      const secondary =
        asRatio(limit.percentOfRatedCurrent) / modulus(add(rectangular(1, 0), scale(direction, loss)));
      return loss * Math.max(secondary, excitation.initial) ** excitation.exponent;
    }),
  );
}

/** The interval the secondary current is looked for in is halved until it has all the digits there are. */
const halvings = 400;
const digits = 1e-15;
/** Of rated current: less than this is reckoned as this, lest quotients of it be no numbers. */
const nothing = 1e-30;

/**
 * Ratio error and phase displacement while the primary carries this current.
 * @param primary RMS over the rated ratio: what an ideal CT would make of it.
 */
export function coreErrors(core: CurrentTransformerCore, primary: Amperes): TransformerErrors {
  if (primary === 0) return { ratioError: ratio(0), phaseDisplacement: radians(0) };
  const winding = rectangular(core.winding, 0);
  const rated = add(winding, polar(core.ratedBurden, ratedCtBurdenAngle(core.ratedBurden)));
  const circuit = add(winding, polar(core.burden, core.burdenAngle));
  const atRated = excitingAtRated(core, rated);
  const { powerFactor } = core.excitation;
  const under = (secondary: number): CurrentTransformerCircuit => {
    const exciting = excitingCurrent(core, atRated, (secondary * modulus(circuit)) / modulus(rated));
    return {
      turnsRatio: 1,
      ratedRatio: 1,
      burdenAngle: argument(circuit),
      magnetisingCurrent: amperes(exciting * Math.sqrt(1 - powerFactor * powerFactor)),
      lossCurrent: amperes(exciting * powerFactor),
    };
  };
  const arriving = Math.max(primary / core.ratedSecondary, nothing);
  const needed = (secondary: number) =>
    secondary * circuitErrors(under(secondary), amperes(secondary)).trueRatio;
  let [least, most] = [0, arriving];
  while (needed(most) < arriving) [least, most] = [most, 2 * most];
  for (let k = 0; k < halvings && most - least > digits * most; k++) {
    const middle = (least + most) / 2;
    if (needed(middle) < arriving) least = middle;
    else most = middle;
  }
  const { ratioError, phaseDisplacement } = circuitErrors(under(most), amperes(most));
  return { ratioError, phaseDisplacement };
}
