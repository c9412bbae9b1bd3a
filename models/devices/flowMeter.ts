/**
 * A gas, water or heat meter with a pulser: something flows, and a contact closes each time another pulse weight has
 * gone through. Litres at litres per hour (heat: Wh at W) are counted by the same exact arithmetic as watt-hours at
 * watts, and the contact is the pulse output of an electricity meter; only the unit on the label differs.
 */
import type { Closure } from "#models/devices/pulseInput.ts";
import {
  advancePulses,
  type PulseOutput,
  type PulseRule,
  startPulses,
} from "#models/metering/pulseOutput.ts";
import { accumulate, type Energy, noEnergy } from "#models/metering/register.ts";
import { inMicroseconds, type Seconds } from "#models/units.ts";

type Medium = "gas" | "water" | "heat";

export interface FlowMeterSpec {
  readonly medium: Medium;
  /** Whole litres per pulse (heat: whole Wh). */
  readonly weight: number;
  /** How long the contact stays closed; assumed the same at every flow, and the pause at least as long. */
  readonly width: Seconds;
}

export interface FlowMeterState {
  /** Whole microseconds. */
  readonly clock: number;
  /** Gone through since it was new, in litres (heat: Wh) and what is on top. */
  readonly counted: Energy;
  readonly pulses: PulseOutput;
}

const ruleOf = ({ weight, width }: FlowMeterSpec): PulseRule => ({
  weight,
  width: inMicroseconds(width),
  spacing: 2 * inMicroseconds(width),
});

export const newFlowMeter = (spec: FlowMeterSpec): FlowMeterState => ({
  clock: 0,
  counted: noEnergy,
  pulses: startPulses(noEnergy, ruleOf(spec)),
});

/** The meter at a clock, after a constant flow in whole microlitres per hour (heat: microwatts), and its contact. */
export function elapseFlow(
  spec: FlowMeterSpec,
  state: FlowMeterState,
  flow: number,
  until: number,
): { readonly state: FlowMeterState; readonly closures: readonly Closure[] } {
  const { clock, counted, pulses } = state;
  const after = accumulate(counted, flow, until - clock);
  const load = { from: clock, until, before: counted, after, power: flow };
  const { output, train } = advancePulses(pulses, ruleOf(spec), load);
  return {
    state: { clock: until, counted: after, pulses: output },
    closures: train === null ? [] : [{ kind: "pulses", train }],
  };
}
