/**
 * What "%Un" and "%In" mean at this site: the meter's reference voltage and current carried to the primary side by the
 * transformers that are really there (not by what is programmed into the meter, which may be wrong on purpose).
 */
import type { MeterSpec } from "#models/meter/spec.ts";
import { type Amperes, amperes, type Volts, volts } from "#models/units.ts";
import type { Situation } from "#scenarios/form/scenarioForm.ts";

export interface Ratings {
  readonly phaseToNeutral: Volts;
  readonly lineToLine: Volts;
  readonly current: Amperes;
  /** What a CT gives at its rated current. */
  readonly secondaryCurrent: Amperes;
  readonly ctRatio: number;
  readonly vtRatio: number;
}

export function ratingsAt(spec: MeterSpec, said: Situation): Ratings {
  const ctRatio = said.transformers?.current?.ratio ?? spec.programmed.ctRatio;
  const vtRatio = said.transformers?.voltage?.ratio ?? spec.programmed.vtRatio;
  const { singlePhase, phaseToNeutral, lineToLine } = spec.voltage;
  return {
    phaseToNeutral: volts(
      (spec.programmed.insertionMode === "1N1E" ? singlePhase : phaseToNeutral) * vtRatio,
    ),
    lineToLine: volts(lineToLine * vtRatio),
    current: amperes(spec.current.reference * ctRatio),
    secondaryCurrent: spec.current.reference,
    ctRatio,
    vtRatio,
  };
}
