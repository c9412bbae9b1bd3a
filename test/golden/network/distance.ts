import { modulus, polar, subtract } from "#models/phasor.ts";
import { fundamental, type Spectrum } from "#models/spectrum.ts";
import { degrees } from "#models/units.ts";

/** How far the fundamental lies from a published magnitude and angle in degrees; NaN when there is nothing. */
export const distance = (found: Spectrum | undefined, magnitude: number, angle: number): number =>
  found === undefined ? Number.NaN : modulus(subtract(fundamental(found), polar(magnitude, degrees(angle))));
