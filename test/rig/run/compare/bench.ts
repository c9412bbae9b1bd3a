/**
 * A bench on paper: one constant load held on a four-wire CT meter, a register that counts its own energy in whole
 * steps from any phase, and the evidence a run would hand over. The register is written here from its definition, so
 * that comparisons are held against something they did not compute.
 */

import { type QuantityName, quantities } from "#models/meter/quantity.ts";
import type { Supply } from "#models/meter/selfSupply.ts";
import { defaultMeasuringMethod } from "#models/metering/measuringMethod.ts";
import { sinusoidalLoadPoint } from "#models/metrology/loadPoint.ts";
import { perPhase } from "#models/threePhase.ts";
import { amperes, degrees, ratio, seconds, vars, volts, wattHours, watts } from "#models/units.ts";
import type { Reading } from "#reports/events.ts";
import type { AppliedInterval, Evidence, NominalMeter } from "#rig/run/compare/evidence.ts";
import type { AppliedLoad } from "#scenarios/applied/appliedLoad.ts";
import { class1And2, ct5, voltage400 } from "../../../models/metrology/meters.ts";

/** In 5 A, Imax 6 A, class 1 and 2, connected without ratio; one count is 10 Wh. */
export const meter: NominalMeter = {
  classes: class1And2,
  current: ct5,
  voltage: voltage400,
  programmed: {
    insertionMode: "3N3E",
    ctRatio: 1,
    vtRatio: 1,
    integrationTime: seconds(900),
    counting: "total and partial",
    pulse: { energy: "active", weight: wattHours(10), width: seconds(0.1) },
  },
  method: defaultMeasuringMethod,
  startingCurrent: { active: ratio(0.002), reactive: ratio(0.003) },
  startUp: seconds(5),
};

const count = 10;
const modulus = 1e9;

/** 5 A at 230 V in three phases, unity: 3450 W. */
export const load: AppliedLoad = {
  referencePower: { active: watts(3450), reactive: vars(0) },
  loadPoint: sinusoidalLoadPoint({ current: perPhase(() => amperes(5)), phi: degrees(0) }),
  predictedFraction: { active: 1, reactive: null },
  twinPower: { active: watts(3450), reactive: vars(0) },
  counting: ["active energy", "reactive energy"],
};
export const unloaded: AppliedLoad = {
  ...load,
  referencePower: { active: watts(0), reactive: vars(0) },
  loadPoint: { ...load.loadPoint, load: "none", current: perPhase(() => amperes(0)) },
  predictedFraction: { active: null, reactive: null },
  twinPower: { active: watts(0), reactive: vars(0) },
};

export const read = (quantity: QuantityName, value: number, sampledAt: number, more = {}): Reading => ({
  kind: "read",
  quantity,
  value,
  unit: quantities[quantity],
  resolution: count,
  modulus,
  sampledAt,
  sampledWithin: 0,
  raw: "",
  ...more,
});
export const silent = (sampledAt: number, waited = 0.5): Reading => ({
  kind: "silent",
  quantity: "active energy",
  waited,
  sampledAt,
});

/** On a bus where the position "right" answered a moment later. */
export const proved = (sampledAt: number, waited = 0.5): Extract<Reading, { kind: "silent" }> => ({
  kind: "silent",
  quantity: "active energy",
  waited,
  sampledAt,
  proof: { kind: "otherUnit", position: "right", at: sampledAt + 0.2 },
});
export const tooHigh: Supply = {
  kind: "outside",
  voltage: volts(540),
  lowest: volts(190),
  highest: volts(500),
};

/** Each register seen to last for so many seconds. */
export const lasting = (of: Evidence, time = 5): Evidence => {
  const seen = (one: Reading): Reading =>
    one.kind === "read" ? { ...one, confirmed: { value: one.value, sampledAt: one.sampledAt + time } } : one;
  return { ...of, before: of.before.map(seen), after: of.after.map(seen) };
};

export const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  meter,
  before: [],
  after: [],
  intervals: [],
  twinReadings: {},
  referenceReadings: {},
  referenceUncertainty: 0,
  supply: { kind: "stands" },
  clockScale: 1,
  attempts: [],
  began: 0,
  around: null,
  ...more,
});

export interface Held {
  readonly quantity?: "active energy" | "reactive energy";
  readonly load?: AppliedLoad;
  /** Seconds between the samples. */
  readonly hold?: number;
  /** Power the meter under test really registers. */
  readonly registers: number;
  /** Energy in the register when it was first read. */
  readonly start?: number;
  readonly within?: number;
  readonly step?: number;
  readonly span?: number;
}

/** The evidence of one load held, read before and after. */
export function held(of: Held, more: Partial<Evidence> = {}): Evidence {
  const { quantity = "active energy", hold = 7200, registers, start = 123_456, within = 0 } = of;
  const { step = count, span = modulus } = of;
  const shows = (energy: number) => (((Math.floor(energy / step) * step) % span) + span) % span;
  const sample = (energy: number, at: number) =>
    read(quantity, shows(energy), at, { sampledWithin: within, resolution: step, modulus: span });
  const interval: AppliedInterval = { ...(of.load ?? load), from: 0, to: hold + 100 };
  return evidence({
    before: [sample(start, 50)],
    after: [sample(start + (registers * hold) / 3600, 50 + hold)],
    intervals: [interval],
    ...more,
  });
}
