/**
 * An instrument transformer of a file that is given by its class and burden rather than by its errors: complete, what is
 * not said being usual. Class and errors exclude one another, and a burden says nothing without a class.
 */
import {
  type CurrentTransformerCore,
  ratedCtBurdenAngle,
  usualCtBurden,
  usualExcitation,
} from "#models/connection/currentTransformerCore.ts";
import {
  ratedVtBurdenAngle,
  usualVtBurden,
  type VoltageTransformerBurden,
} from "#models/connection/voltageTransformerBurden.ts";
import { type Amperes, type Radians, type Ratio, ratio, voltAmperes } from "#models/units.ts";
import type { CtForm, VtForm } from "#scenarios/form/connectionForm.ts";
import { type PowerFactor, phaseAngle } from "#scenarios/text/powerFactor.ts";

/** Gets the key that does not fit. */
export type Complain = (key: string, message: string) => void;

interface SaidAngle {
  readonly powerFactor?: PowerFactor | undefined;
  readonly angle?: Radians | undefined;
}

function angleOf(said: SaidAngle | undefined, usual: Radians, complain: Complain): Radians {
  if (said?.powerFactor !== undefined && said.angle !== undefined)
    complain("burden", "give powerFactor or angle of the burden, not both");
  return said?.angle ?? (said?.powerFactor === undefined ? usual : phaseAngle(said.powerFactor));
}

/** What goes wrong in the same way with CTs and VTs. */
function checked(said: CtForm | VtForm, turns: number, complain: Complain): void {
  for (const key of ["ratioError", "phaseDisplacement"] as const)
    if (said[key] !== undefined)
      complain(key, `'class' gives the errors by current and burden: leave '${key}' out`);
  if (turns === 1) complain("class", "a ratio of 1 is a direct connection, which has no class");
  if (said.classShare !== undefined && !(said.classShare > 0 && said.classShare <= 10))
    complain("classShare", "a share of the class is above 0 % and at most 1000 %");
  if (said.burden?.rated !== undefined && !(said.burden.rated > 0))
    complain("burden", "a rated burden is above 0 VA");
  if (said.burden?.connected !== undefined && said.burden.connected < 0)
    complain("burden", "a connected burden is not negative");
}

/** Without a class these say nothing. */
function lonely(said: object, keys: readonly string[], complain: Complain): void {
  for (const key of keys)
    if ((said as Readonly<Record<string, unknown>>)[key] !== undefined)
      complain(key, `'${key}' needs a 'class' beside it, such as 0.5`);
}

export function coreOfCt(
  said: CtForm,
  rated: { readonly ratio: number; readonly secondary: Amperes },
  complain: Complain,
): CurrentTransformerCore | undefined {
  if (said.class === undefined) {
    lonely(said, ["classShare", "burden", "securityFactor", "excitation"], complain);
    return undefined;
  }
  checked(said, rated.ratio, complain);
  const ratedBurden = said.burden?.rated ?? usualCtBurden.rated;
  if (said.burden?.winding !== undefined && said.burden.winding < 0)
    complain("burden", "the burden of a winding is not negative");
  if (said.excitation?.initial !== undefined && !(said.excitation.initial > 0))
    complain("excitation", "the initial part of a magnetising curve is above 0 %");
  return {
    accuracyClass: said.class,
    ratedSecondary: rated.secondary,
    ratedBurden,
    burden: said.burden?.connected ?? ratedBurden,
    burdenAngle: angleOf(said.burden, ratedCtBurdenAngle(ratedBurden), complain),
    winding: said.burden?.winding ?? voltAmperes(usualCtBurden.windingShare * ratedBurden),
    classShare: said.classShare ?? usualCtBurden.classShare,
    securityFactor: said.securityFactor ?? usualCtBurden.securityFactor,
    excitation: {
      powerFactor: ratioOf(said.excitation?.powerFactor) ?? usualExcitation.powerFactor,
      exponent: said.excitation?.exponent ?? usualExcitation.exponent,
      initial: said.excitation?.initial ?? usualExcitation.initial,
      kneeExponent: said.excitation?.kneeExponent ?? usualExcitation.kneeExponent,
    },
  };
}

export function burdenOfVt(
  said: VtForm,
  vtRatio: number,
  complain: Complain,
): VoltageTransformerBurden | undefined {
  if (said.class === undefined) {
    lonely(said, ["classShare", "burden", "impedanceAngle"], complain);
    return undefined;
  }
  checked(said, vtRatio, complain);
  const rated = said.burden?.rated ?? usualVtBurden.rated;
  return {
    accuracyClass: said.class,
    ratedBurden: rated,
    burden: said.burden?.connected ?? rated,
    burdenAngle: angleOf(said.burden, ratedVtBurdenAngle(rated), complain),
    classShare: said.classShare ?? usualVtBurden.classShare,
    impedanceAngle: said.impedanceAngle ?? usualVtBurden.impedanceAngle,
  };
}

const ratioOf = (value: number | undefined): Ratio | undefined =>
  value === undefined ? undefined : ratio(value);
