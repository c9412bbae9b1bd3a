/** A meter on a shelf for tests: its specification from the catalogue, and its life told in a few words. */
import { isSpec, meterSpec, type SpecOptions } from "#models/catalogue/meterSpec.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { elapse, type Happening } from "#models/meter/elapse.ts";
import type { MeterChoice, ProgrammedParameters } from "#models/meter/programmedParameters.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { initialState, type MeterState } from "#models/meter/state.ts";
import { amperes, degrees, type Seconds, seconds, volts } from "#models/units.ts";
import { equalCurrents, type LifeEvent, signalsOf, type TerminalLoad } from "#scenarios/arbitraries/meter.ts";

export function meter(
  programmed: Partial<ProgrammedParameters> = {},
  options: SpecOptions = {},
  orderCode: MeterChoice["orderCode"] = null,
): MeterSpec {
  const spec = meterSpec({ model: "Conto D4-s", orderCode, programmed }, options);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}

/** 230 V, 5 A in every phase, unity power factor: 3450 W at the terminals. */
const fullLoad: TerminalLoad = {
  voltage: volts(230),
  current: equalCurrents(amperes(5)),
  phi: degrees(0),
  contact: "open",
};
export const at = (load: Partial<TerminalLoad>): TerminalSignals => signalsOf({ ...fullLoad, ...load });
export const noCurrent = equalCurrents(amperes(0));
export const idle = at({ current: noCurrent });
export const dark = at({ voltage: volts(0), current: noCurrent });

/** A new meter, powered and past its start-up, nothing counted. */
export const running = (spec: MeterSpec, signals: TerminalSignals = idle): MeterState =>
  elapse(spec, initialState(spec), signals, spec.startUp).state;

export function live(
  spec: MeterSpec,
  state: MeterState,
  events: readonly LifeEvent[],
): { readonly state: MeterState; readonly happenings: readonly Happening[] } {
  let after = state;
  const happenings: Happening[] = [];
  for (const { signals, duration } of events) {
    const elapsed = elapse(spec, after, signals, duration);
    after = elapsed.state;
    happenings.push(...elapsed.happenings);
  }
  return { state: after, happenings };
}

export const held = (signals: TerminalSignals, duration: Seconds | number): LifeEvent => ({
  signals,
  duration: seconds(duration),
});
