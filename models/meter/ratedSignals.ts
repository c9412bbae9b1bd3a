/**
 * What a meter's terminals see at its ratings: reference voltage and current, balanced, in phase (unity power factor),
 * on the terminals its insertion mode wires and on the secondary side, where the meter is. It is what a meter in service
 * sees on an ordinary day, as far as its nameplate knows.
 */
import { correctHookUp } from "#models/connection/hookUp.ts";
import { usesNeutral } from "#models/connection/insertionMode.ts";
import { ideal } from "#models/connection/instrumentTransformers.ts";
import { type TerminalSignals, terminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { scale } from "#models/phasor.ts";
import { silence, sine } from "#models/spectrum.ts";
import { mapPhases, symmetrical } from "#models/threePhase.ts";
import { type Hertz, hertz } from "#models/units.ts";

/** `frequency`: no nameplate here states another than 50 Hz, the default. */
export function ratedSignals(
  { voltage, current, programmed: { insertionMode } }: MeterSpec,
  frequency: Hertz = hertz(50),
): TerminalSignals {
  const lineToNeutral =
    insertionMode === "1N1E"
      ? voltage.singlePhase
      : usesNeutral(insertionMode)
        ? voltage.phaseToNeutral
        : voltage.lineToLine / Math.sqrt(3);
  const unit = symmetrical({ re: 1, im: 0 });
  const point = {
    frequency,
    voltage: { ...mapPhases(unit, (phasor) => sine(scale(phasor, lineToNeutral))), N: silence() },
    current: { ...mapPhases(unit, (phasor) => sine(scale(phasor, current.reference))), N: silence() },
  };
  return terminalSignals(point, ideal(1, 1), correctHookUp(insertionMode), "open");
}
