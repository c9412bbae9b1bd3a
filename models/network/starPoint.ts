/**
 * The star point of a source or of a wye winding: whether its neutral terminal is brought out to conductor N of the
 * bus, and how it is connected to earth. A low-voltage TN or TT supply brings it out and earths it, an IT supply
 * brings it out at most, a medium-voltage network often earths it through a resistor or a coil.
 */

import { type Element, impedanceElement, type TerminalMaker } from "#models/network/element.ts";
import type { End } from "#models/network/end.ts";
import type { Phasor } from "#models/phasor.ts";

type Earthing =
  | { readonly kind: "solid" }
  /** Ohms at the fundamental. */
  | { readonly kind: "impedance"; readonly impedance: Phasor }
  | { readonly kind: "isolated" };

export interface StarPoint {
  readonly neutral: "broughtOut" | "notBroughtOut";
  readonly earthing: Earthing;
}

/** TN and TT: neutral on conductor N, earthed at the star point. */
export const earthedNeutral: StarPoint = { neutral: "broughtOut", earthing: { kind: "solid" } };
/** IT with neutral: conductor N, no earth. */
export const isolatedNeutral: StarPoint = { neutral: "broughtOut", earthing: { kind: "isolated" } };
/** Three wires, star point earthed inside. */
export const earthedStarPoint: StarPoint = { neutral: "notBroughtOut", earthing: { kind: "solid" } };
/** Three wires, star point neither brought out nor earthed. */
export const isolatedStarPoint: StarPoint = { neutral: "notBroughtOut", earthing: { kind: "isolated" } };

/** Connects a star point to conductor N of the bus and to earth, as far as it is. */
export function starPointElements(
  { neutral, earthing }: StarPoint,
  star: number,
  end: End,
  bus: string,
  make: TerminalMaker,
): Element[] {
  const elements: Element[] = [];
  if (neutral === "broughtOut") elements.push({ kind: "ideal", from: star, to: make.at(end, bus, "N") });
  if (earthing.kind === "solid") elements.push({ kind: "ideal", from: make.earth(), to: star });
  if (earthing.kind === "impedance") elements.push(impedanceElement(make.earth(), star, earthing.impedance));
  return elements;
}
