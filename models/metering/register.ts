/**
 * The energy a register has seen, exactly: whole watt-hours and the picojoules on top. Power is held in whole
 * microwatts and time in whole microseconds, so their product is a whole number of picojoules and no slicing of time
 * can lose or invent any. Plain doubles carry it up to 2^53; only products far beyond (megawatts for years) go through
 * BigInt. What a register shows is this energy over the register's unit, modulo its digits. Reactive energy alike.
 */
import { picojoulesPerWattHour } from "#models/units.ts";

export interface Energy {
  /** Whole Wh, an integer-valued double. */
  readonly wattHours: number;
  /** 0 <= picojoules < 3.6e15, an integer-valued double. */
  readonly picojoules: number;
}

export const noEnergy: Energy = { wattHours: 0, picojoules: 0 };

const exact = 2 ** 52;
const million = 1e6;
const joulesPerWattHour = picojoulesPerWattHour / million / million;

/** Energy of a constant power of whole microwatts held for whole microseconds; backwards when negative. Exact to 2^53 Wh. */
export function heldFor(power: number, duration: number): Energy {
  if (power < 0) return subtractEnergy(noEnergy, heldFor(-power, duration));
  const product = power * duration;
  if (product < picojoulesPerWattHour) return { wattHours: 0, picojoules: product };
  const microwatts = power % million;
  const watts = (power - microwatts) / million;
  const microseconds = duration % million;
  const seconds = (duration - microseconds) / million;
  const wholeJoules = watts * seconds;
  const crossed = watts * microseconds;
  if (wholeJoules > exact || crossed > exact || microwatts * seconds > exact) {
    const all = BigInt(power) * BigInt(duration);
    const unit = BigInt(picojoulesPerWattHour);
    return { wattHours: Number(all / unit), picojoules: Number(all % unit) };
  }
  const microjoules = crossed + microwatts * seconds;
  const microjoulesLeft = microjoules % million;
  const joules = wholeJoules + (microjoules - microjoulesLeft) / million;
  const joulesLeft = joules % joulesPerWattHour;
  const picojoules = (joulesLeft * million + microjoulesLeft) * million + microwatts * microseconds;
  const wattHours = (joules - joulesLeft) / joulesPerWattHour;
  return picojoules < picojoulesPerWattHour
    ? { wattHours, picojoules }
    : { wattHours: wattHours + 1, picojoules: picojoules - picojoulesPerWattHour };
}

export function addEnergy(a: Energy, b: Energy): Energy {
  const picojoules = a.picojoules + b.picojoules;
  return picojoules < picojoulesPerWattHour
    ? { wattHours: a.wattHours + b.wattHours, picojoules }
    : { wattHours: a.wattHours + b.wattHours + 1, picojoules: picojoules - picojoulesPerWattHour };
}

/** a - b; its watt-hours are negative when b is the larger. */
export function subtractEnergy(a: Energy, b: Energy): Energy {
  const picojoules = a.picojoules - b.picojoules;
  return picojoules >= 0
    ? { wattHours: a.wattHours - b.wattHours, picojoules }
    : { wattHours: a.wattHours - b.wattHours - 1, picojoules: picojoules + picojoulesPerWattHour };
}

export const addWattHours = (a: Energy, wattHours: number): Energy => ({
  wattHours: a.wattHours + wattHours,
  picojoules: a.picojoules,
});

export const reaches = (a: Energy, b: Energy): boolean =>
  a.wattHours > b.wattHours || (a.wattHours === b.wattHours && a.picojoules >= b.picojoules);

/** a plus the power held for the duration: what a short step of a meter does, with one product in the usual case. */
export function accumulate(a: Energy, power: number, duration: number): Energy {
  if (power === 0) return a;
  const picojoules = a.picojoules + power * duration;
  return picojoules >= 0 && picojoules < picojoulesPerWattHour
    ? { wattHours: a.wattHours, picojoules }
    : addEnergy(a, heldFor(power, duration));
}

/** The first whole microsecond by which a constant power has brought at least this energy; Infinity without power. */
export function timeToReach(power: number, energy: Energy): number {
  if (energy.wattHours < 0 || (energy.wattHours === 0 && energy.picojoules === 0)) return 0;
  if (power <= 0) return Number.POSITIVE_INFINITY;
  let time = Math.ceil((energy.wattHours * picojoulesPerWattHour + energy.picojoules) / power);
  while (time > 0 && reaches(heldFor(power, time - 1), energy)) time -= 1;
  while (!reaches(heldFor(power, time), energy)) time += 1;
  return time;
}

/** So many times a weight of whole Wh, or of one over a whole number that divides a Wh into whole picojoules. Exact. */
export function timesWeight(weight: number, count: number): Energy {
  if (weight >= 1) return { wattHours: weight * count, picojoules: 0 };
  const parts = Math.round(1 / weight);
  const left = count % parts;
  return { wattHours: (count - left) / parts, picojoules: left * (picojoulesPerWattHour / parts) };
}

/** How many whole weights (see `timesWeight`) an energy holds. */
export function weightsIn(energy: Energy, weight: number): number {
  if (weight >= 1) return Math.floor(energy.wattHours / weight);
  const parts = Math.round(1 / weight);
  return energy.wattHours * parts + Math.floor(energy.picojoules / (picojoulesPerWattHour / parts));
}

/** Mean power in W of an energy over whole microseconds. */
export const meanPowerOf = (energy: Energy, duration: number): number =>
  (energy.wattHours * (picojoulesPerWattHour / duration) + energy.picojoules / duration) / million;

/** `value` into 0 <= result < `modulus`, for whole numbers of either sign. */
export const wrap = (value: number, modulus: number): number => {
  const rest = value % modulus;
  return rest < 0 ? rest + modulus : rest === 0 ? 0 : rest;
};

/** Digits that roll over: what a register of so many digits and this unit (whole Wh) spans, in Wh. */
export const spanOf = (digits: number, unit: number): number => 10 ** digits * unit;

/** The reading in Wh, a whole number of units. */
export const showing = (wattHours: number, unit: number, span: number): number => {
  const within = wrap(wattHours, span);
  return within - (within % unit);
};
