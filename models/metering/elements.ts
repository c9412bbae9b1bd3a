/**
 * The measuring elements of an insertion mode: which voltage meets which current. The equations are the ones the wiring
 * diagrams imply, S = sum over the elements of U conj(I):
 *
 *   1N1E, 3N3E   U_kN I_k*                       3-2E aron   U_ac I_a* + U_bc I_b*
 *   3N1E         3 U_1N I_1*                     3-2E star   as 3-3E, with I_c = -(I_a + I_b)
 *   3-3E         (U_k - u0) I_k*, u0 the mean    3-1E        star, shift or clone, see `MeasuringMethod`
 */
import { type InsertionMode, insertionModeFacts } from "#models/connection/insertionMode.ts";
import type { MeasuringMethod } from "#models/metering/measuringMethod.ts";
import { commonTerminal } from "#models/metering/openLeads.ts";
import { delayed } from "#models/metering/reactive.ts";
import { addSpectra, type Spectrum, scaleSpectrum, subtractSpectra } from "#models/spectrum.ts";
import type { PerConductor, PerPhase, Phase } from "#models/threePhase.ts";

export interface MeasuringElement {
  /** The current input whose name the element bears. */
  readonly input: Phase;
  /** Volts, with the factor 3 of a one-element meter in it. */
  readonly voltage: Spectrum;
  readonly current: Spectrum;
}

/** Elements of a one-element three-wire meter; the synthesised currents of `clone` count under L1. */
function oneElementThreeWire(
  variant: MeasuringMethod["oneElementThreeWire"],
  u: PerConductor<Spectrum>,
  current: Spectrum,
): MeasuringElement[] {
  const u12 = subtractSpectra(u.L1, u.L2);
  switch (variant) {
    case "star":
      return [{ input: "L1", voltage: addSpectra(u12, subtractSpectra(u.L1, u.L3)), current }];
    case "shift":
      // A delay of a twelfth of a period turns the fundamental of U12 back onto U1 when the sequence is L1-L2-L3.
      return [{ input: "L1", voltage: scaleSpectrum(delayed(u12, 1 / 12), Math.sqrt(3)), current }];
    case "clone": {
      const star = starPoint(u);
      return (["L1", "L2", "L3"] as const).map((phase, thirds) => ({
        input: "L1",
        voltage: subtractSpectra(u[phase], star),
        current: delayed(current, thirds / 3),
      }));
    }
  }
}

/** The mean of the three phase potentials: the star point of equal impedances. */
const starPoint = (u: PerConductor<Spectrum>): Spectrum =>
  scaleSpectrum(addSpectra(addSpectra(u.L1, u.L2), u.L3), 1 / 3);

/** The current a two-element meter knows without measuring it: what the other two leave over. */
export const thirdCurrent = (first: Spectrum, second: Spectrum): Spectrum =>
  scaleSpectrum(addSpectra(first, second), -1);

/** The elements as spectra, from settled terminal potentials and the currents of the inputs. */
export function measuringElements(
  mode: InsertionMode,
  method: MeasuringMethod,
  u: PerConductor<Spectrum>,
  i: PerPhase<Spectrum>,
): readonly MeasuringElement[] {
  if (mode === "3-1E") return oneElementThreeWire(method.oneElementThreeWire, u, i.L1);
  const { currentInputs, commonPhase } = insertionModeFacts[mode];
  const common = commonTerminal(mode, method);
  const reference = common === null ? starPoint(u) : u[common];
  const gain = mode === "3N1E" ? 3 : 1;
  const element = (input: Phase, current: Spectrum): MeasuringElement => {
    const voltage = subtractSpectra(u[input], reference);
    return { input, voltage: gain === 1 ? voltage : scaleSpectrum(voltage, gain), current };
  };
  const measured = currentInputs.map((input) => element(input, i[input]));
  const [a, b] = currentInputs;
  return commonPhase !== null && common === null && a !== undefined && b !== undefined
    ? [...measured, element(commonPhase, thirdCurrent(i[a], i[b]))]
    : measured;
}
