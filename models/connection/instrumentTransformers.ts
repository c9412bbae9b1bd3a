/**
 * The instrument transformers between a network and a meter's terminals: CTs, each sitting on its conductor, and VTs in
 * star or in open delta (two VTs, three-wire). Errors follow IEC 61869: ratio error in per unit of the nominal ratio,
 * phase displacement positive when the secondary leads. A transformer passes no direct current or voltage; a ratio of 1
 * stands for a direct connection, which does.
 */
import { type CurrentTransformerCore, coreErrors } from "#models/connection/currentTransformerCore.ts";
import { type OpenDelta, openDelta } from "#models/connection/openDelta.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import { burdenErrors, type VoltageTransformerBurden } from "#models/connection/voltageTransformerBurden.ts";
import { modulus, type Phasor, polar, scale } from "#models/phasor.ts";
import { fundamental, mapSpectrum, type Spectrum } from "#models/spectrum.ts";
import { type PerPhase, perPhase } from "#models/threePhase.ts";
import { type Amperes, amperes, radians, ratio } from "#models/units.ts";

export interface CurrentTransformer extends TransformerErrors {
  /** Rated primary over rated secondary current; 1 when the meter is connected directly. */
  readonly ratio: number;
  readonly polarity: "normal" | "reversed";
  readonly secondary: "closed" | "open" | "shorted";
  /** Where its errors come from current and burden; the errors above are then 0. Left out: they are the same at any current. */
  readonly core?: CurrentTransformerCore;
}

export interface VoltageTransformer extends TransformerErrors {
  readonly ratio: number;
  readonly polarity: "normal" | "reversed";
  /**
   * `open`: the fuse of its own primary lead is blown. Nothing magnetises it, and its secondary joins its two leads without
   * a voltage between them. Left out: closed.
   */
  readonly primary?: "closed" | "open";
  /** `open`: fuse blown or lead off, the terminal gets nothing from it. */
  readonly secondary: "closed" | "open";
  /** Where its errors come from the burden; the errors above are then 0. Left out: they are as they are. */
  readonly burden?: VoltageTransformerBurden;
}

/** The primary lead all VTs share: to the neutral in star, to the common phase in open delta. */
interface CommonPrimary {
  /** `open`: interrupted; alike VTs then hang on one another, see voltageLeads.ts. Left out: closed. */
  readonly commonPrimary?: "closed" | "open";
}

/**
 * `star`: each VT between its phase and the neutral conductor (earth, where there is none), secondaries to the common
 * N. `openDelta`: two VTs from two phases to the third, whose secondary lead is common and earthed; there is no N.
 */
export type VoltageTransformers =
  | { readonly kind: "direct" }
  | ({ readonly kind: "star"; readonly transformers: PerPhase<VoltageTransformer> } & CommonPrimary)
  | ({ readonly kind: "openDelta" } & OpenDelta<VoltageTransformer> & CommonPrimary);

export interface InstrumentTransformers {
  readonly current: PerPhase<CurrentTransformer>;
  readonly voltage: VoltageTransformers;
}

const withoutError: TransformerErrors = { ratioError: ratio(0), phaseDisplacement: radians(0) };

export const idealCurrentTransformer = (rated: number): CurrentTransformer => ({
  ...withoutError,
  ratio: rated,
  polarity: "normal",
  secondary: "closed",
});
export const idealVoltageTransformer = (rated: number): VoltageTransformer => ({
  ...withoutError,
  ratio: rated,
  polarity: "normal",
  secondary: "closed",
});

/** Transformers without errors or faults; a `vtRatio` of 1 is a direct voltage connection whatever the arrangement. */
export function ideal(
  ctRatio: number,
  vtRatio: number,
  arrangement: "star" | "openDelta" = "star",
): InstrumentTransformers {
  const vt = idealVoltageTransformer(vtRatio);
  const voltage: VoltageTransformers =
    vtRatio === 1
      ? { kind: "direct" }
      : arrangement === "star"
        ? { kind: "star", transformers: perPhase(() => vt) }
        : { kind: "openDelta", ...openDelta("L2", () => vt) };
  return { current: perPhase(() => idealCurrentTransformer(ctRatio)), voltage };
}

/** The errors of a CT while its primary carries this current, RMS. */
export const errorsOfCt = (ct: CurrentTransformer, primary: Amperes): TransformerErrors =>
  ct.core === undefined ? ct : coreErrors(ct.core, amperes(primary / ct.ratio));

export const errorsOfVt = (vt: VoltageTransformer): TransformerErrors =>
  vt.burden === undefined ? vt : burdenErrors(vt.burden);

/** Secondary over primary at the rated frequency: 1/ratio, with errors and polarity (not the state of the secondary). */
function transformation(
  { polarity, ratio: rated }: Pick<CurrentTransformer | VoltageTransformer, "polarity" | "ratio">,
  { ratioError, phaseDisplacement }: TransformerErrors,
): Phasor {
  const sign = polarity === "normal" ? 1 : -1;
  return scale(polar(1, phaseDisplacement), (sign * (1 + ratioError)) / rated);
}

/** Of a CT whose errors go with the current: at its rated one. */
export const ctTransformation = (ct: CurrentTransformer): Phasor =>
  transformation(ct, errorsOfCt(ct, amperes((ct.core?.ratedSecondary ?? 1) * ct.ratio)));
export const vtTransformation = (vt: VoltageTransformer): Phasor => transformation(vt, errorsOfVt(vt));

/**
 * The spectrum on the secondary side, open or shorted secondaries apart. Ratio and phase errors are those of the
 * fundamental; the same figures are applied to every harmonic, for want of published ones.
 */
function transformed(primary: Spectrum, { re, im }: Phasor, isDirect: boolean): Spectrum {
  if (re === 1 && im === 0) return primary;
  const ofDirectCurrent = isDirect ? re : 0;
  return mapSpectrum(primary, (p, order) =>
    order === 0
      ? { re: p.re * ofDirectCurrent, im: 0 }
      : { re: p.re * re - p.im * im, im: p.re * im + p.im * re },
  );
}

/** A CT's current into the meter's input, S1 to S2; null when the secondary is open (never do that) or shorted. */
export function secondaryCurrent(
  ct: CurrentTransformer,
  primary: Spectrum,
  reversed = false,
): Spectrum | null {
  if (ct.secondary !== "closed") return null;
  const t = transformation(ct, errorsOfCt(ct, amperes(modulus(fundamental(primary)))));
  return transformed(primary, reversed ? scale(t, -1) : t, ct.ratio === 1);
}

/** A VT's voltage between its secondary terminals; null when its secondary fuse is blown. */
export const secondaryVoltage = (vt: VoltageTransformer, primary: Spectrum): Spectrum | null =>
  vt.secondary === "closed" ? transformed(primary, vtTransformation(vt), vt.ratio === 1) : null;
