/** Voltages of one order, read off its unknowns and the potentials of nodes against their roots. */
import { type Column, largestOf } from "#models/network/column.ts";
import type { OrderSystem, PreparedNetwork } from "#models/network/prepare.ts";

/** Volts: of unknowns, and of nodes against their roots. */
export const largestPotential = ({ offsetRe, offsetIm }: OrderSystem, x: Column): number =>
  Math.max(largestOf(x), largestOf({ re: offsetRe, im: offsetIm }));

/** Voltage across demand d, squared. */
export function voltageSquare(
  { places }: PreparedNetwork,
  system: OrderSystem,
  x: Column,
  d: number,
): number {
  const f = places.fromNode[d]!;
  const t = places.toNode[d]!;
  const fu = places.fromUnknown[d]!;
  const tu = places.toUnknown[d]!;
  const re =
    (f < 0 ? 0 : system.offsetRe[f]!) +
    (fu < 0 ? 0 : x.re[fu]!) -
    (t < 0 ? 0 : system.offsetRe[t]!) -
    (tu < 0 ? 0 : x.re[tu]!);
  const im =
    (f < 0 ? 0 : system.offsetIm[f]!) +
    (fu < 0 ? 0 : x.im[fu]!) -
    (t < 0 ? 0 : system.offsetIm[t]!) -
    (tu < 0 ? 0 : x.im[tu]!);
  return re * re + im * im;
}
