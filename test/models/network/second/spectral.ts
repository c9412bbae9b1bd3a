/** The phasor a spectrum has at an order. */
import type { Spectrum } from "#models/spectrum.ts";
import { type Complex, complex, nothing } from "./complex.ts";

export function componentOfOrder(spectrum: Spectrum | undefined, order: number): Complex {
  const k = spectrum?.orders.indexOf(order) ?? -1;
  return spectrum === undefined || k < 0 ? nothing : complex(spectrum.re[k]!, spectrum.im[k]!);
}
