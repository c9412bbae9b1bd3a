import { phaseVoltage } from "#models/network/source.ts";
import { perPhase } from "#models/threePhase.ts";
import { radians, type Volts } from "#models/units.ts";

const turned = { L1: 360, L2: 240, L3: 120 };

/**
 * A balanced source as OpenDSS has it: with ten digits for the degrees in a radian (57.29577951), which turns the
 * phases by up to 2e-8 degrees, 2e-6 V at 10 kV. Solutions printed with fifteen digits show it.
 */
export const openDssVoltage = (lineToNeutral: Volts) =>
  perPhase((phase) => phaseVoltage(lineToNeutral, radians(turned[phase] / 57.29577951)));
