/**
 * The conventional true values of what a meter displays, straight from the solved network at the metering point: what a
 * perfect instrument there would show, whatever the meter's hook-up or programming. Primary side.
 */
import type { InsertionMode } from "#models/connection/insertionMode.ts";
import type { QuantityName } from "#models/meter/quantity.ts";
import type { MeteredState } from "#models/network/networkState.ts";
import { complexPower } from "#models/phasor.ts";
import {
  addSpectra,
  fundamental,
  meanPower,
  rms,
  type Spectrum,
  scaleSpectrum,
  subtractSpectra,
} from "#models/spectrum.ts";
import { perPhase } from "#models/threePhase.ts";
import type { Hertz } from "#models/units.ts";
import { beside, truePower } from "#scenarios/applied/truePower.ts";

/** The neutral where there is one; else the point the three phases are symmetrical about. */
const starOf = ({ potential }: MeteredState, mode: InsertionMode): Spectrum =>
  mode.startsWith("3-")
    ? scaleSpectrum(addSpectra(addSpectra(potential.L1, potential.L2), potential.L3), 1 / 3)
    : potential.N;

export function referenceReadings(
  point: MeteredState,
  frequency: Hertz,
  mode: InsertionMode,
): Readonly<Partial<Record<QuantityName, number>>> {
  const { potential, current } = point;
  const total = truePower(point);
  const star = starOf(point, mode);
  const voltage = perPhase((phase) => subtractSpectra(potential[phase], star));
  const apparentIn = perPhase((phase) => rms(voltage[phase]) * rms(current[phase]));
  const active = perPhase((phase) => beside(apparentIn[phase], meanPower(voltage[phase], current[phase])));
  const reactive = perPhase((phase) =>
    beside(apparentIn[phase], complexPower(fundamental(voltage[phase]), fundamental(current[phase])).im),
  );
  const apparent = apparentIn.L1 + apparentIn.L2 + apparentIn.L3;
  const between = (a: "L1" | "L2" | "L3", b: "L1" | "L2" | "L3") =>
    rms(subtractSpectra(potential[a], potential[b]));
  return {
    frequency,
    "voltage L1": rms(voltage.L1),
    "voltage L2": rms(voltage.L2),
    "voltage L3": rms(voltage.L3),
    "voltage L1-L2": between("L1", "L2"),
    "voltage L2-L3": between("L2", "L3"),
    "voltage L3-L1": between("L3", "L1"),
    "current L1": rms(current.L1),
    "current L2": rms(current.L2),
    "current L3": rms(current.L3),
    "current N": rms(current.N),
    "active power": total.active,
    "active power L1": active.L1,
    "active power L2": active.L2,
    "active power L3": active.L3,
    "reactive power": total.reactive,
    "reactive power L1": reactive.L1,
    "reactive power L2": reactive.L2,
    "reactive power L3": reactive.L3,
    "apparent power": apparent,
    ...(apparent > 0 ? { "power factor": total.active / apparent } : {}),
  };
}
