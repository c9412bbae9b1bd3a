/** The outside of a device as its page prints it: what it takes up in a cabinet, and what it endures. */
export interface Enclosure {
  /** Such as "4 DIN modules" or "flush, 72 x 72 mm". */
  readonly format: string;
  /** Degrees Celsius. */
  readonly temperature: { readonly lowest: number; readonly highest: number };
  /** EN 60529; null where the page does not say. */
  readonly protection: { readonly front: string; readonly terminals: string } | null;
}
