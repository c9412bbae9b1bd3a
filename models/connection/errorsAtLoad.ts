/**
 * The errors the instrument transformers of a meter have at the load of the moment, those of them that pass anything on and
 * err at all. They are part of what the meter's terminals see, and no part of the true power, which is taken on the
 * primary side.
 */
import {
  errorsOfCt,
  errorsOfVt,
  type InstrumentTransformers,
} from "#models/connection/instrumentTransformers.ts";
import { beginningAt, commonPhase } from "#models/connection/openDelta.ts";
import type { TransformerErrors } from "#models/connection/transformerErrors.ts";
import { modulus } from "#models/phasor.ts";
import { fundamental, type Spectrum } from "#models/spectrum.ts";
import { type PerPhase, type Phase, phases } from "#models/threePhase.ts";
import { amperes } from "#models/units.ts";

/** A VT in open delta by both phases its primary lies between. */
export type ErringTransformer =
  | ({ readonly kind: "ct"; readonly name: Phase } & TransformerErrors)
  | ({ readonly kind: "vt"; readonly name: Phase | `${Phase}-${Phase}` } & TransformerErrors);

const errs = ({ ratioError, phaseDisplacement }: TransformerErrors): boolean =>
  ratioError !== 0 || phaseDisplacement !== 0;
const only = ({ ratioError, phaseDisplacement }: TransformerErrors): TransformerErrors => ({
  ratioError,
  phaseDisplacement,
});

/** @param primary what flows through each CT. */
export function errorsAtLoad(
  { current, voltage }: InstrumentTransformers,
  primary: PerPhase<Spectrum>,
): readonly ErringTransformer[] {
  const cts = phases.flatMap((name): ErringTransformer[] => {
    const flowing = amperes(modulus(fundamental(primary[name])));
    if (current[name].secondary !== "closed" || flowing === 0) return [];
    const errors = errorsOfCt(current[name], flowing);
    return errs(errors) ? [{ kind: "ct", name, ...only(errors) }] : [];
  });
  if (voltage.kind === "direct") return cts;
  const vts = phases.flatMap((phase): ErringTransformer[] => {
    const vt = voltage.kind === "star" ? voltage.transformers[phase] : beginningAt(voltage, phase);
    if (vt === undefined || vt.secondary === "open" || vt.primary === "open") return [];
    const errors = errorsOfVt(vt);
    const name = voltage.kind === "star" ? phase : (`${phase}-${commonPhase(voltage)}` as const);
    return errs(errors) ? [{ kind: "vt", name, ...only(errors) }] : [];
  });
  return [...cts, ...vts];
}
