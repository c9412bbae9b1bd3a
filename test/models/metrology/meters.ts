/** Ratings and classes of the family's meters, as its catalogue prints them, for limits and times. */
import type { AccuracyClasses, CurrentRatings, VoltageRatings } from "#models/meter/spec.ts";
import { amperes, volts } from "#models/units.ts";

export const class1And2: AccuracyClasses = {
  active: { standard: "IEC 62053-21", accuracyClass: "1" },
  reactive: { standard: "IEC 62053-23", accuracyClass: "2" },
};
export const activeClass = (
  standard: AccuracyClasses["active"]["standard"],
  accuracyClass: string,
): AccuracyClasses => ({ active: { standard, accuracyClass }, reactive: null });

export const direct10: CurrentRatings = {
  connection: "direct",
  reference: amperes(10),
  maximum: amperes(63),
};
export const ct5: CurrentRatings = { connection: "ct", reference: amperes(5), maximum: amperes(6) };
export const ct1: CurrentRatings = { connection: "ct", reference: amperes(1), maximum: amperes(6) };

export const voltage400: VoltageRatings = {
  phaseToNeutral: volts(230),
  lineToLine: volts(400),
  singlePhase: volts(230),
  lowest: volts(190),
  highest: volts(440),
};
