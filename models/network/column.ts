/** Complex values in two flat arrays: one per node, terminal, load or unknown. */
export interface Column {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Zeros. */
export const column = (size: number): Column => ({ re: new Float64Array(size), im: new Float64Array(size) });

/** The largest magnitude. */
export function largestOf({ re, im }: Column): number {
  let square = 0;
  for (let k = 0; k < re.length; k++) square = Math.max(square, re[k]! ** 2 + im[k]! ** 2);
  return Math.sqrt(square);
}
