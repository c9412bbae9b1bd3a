/**
 * Average power over the integration time, and its maximum: the demand a supplier bills. The integration time is cut
 * in one or more parts; at the end of each part the average over the last full integration time is formed. With one
 * part, windows follow one another; with more, the window slides. Under constant power all windows but the first are
 * alike, so a year of them is reckoned at once.
 */

import {
  addEnergy,
  type Energy,
  heldFor,
  meanPowerOf,
  noEnergy,
  subtractEnergy,
} from "#models/metering/register.ts";
import type { Tariff } from "#models/metering/tariff.ts";

export interface Demand {
  /** Clock at which the running part ends, whole microseconds. */
  readonly ends: number;
  /** Active energy at which the running part began. */
  readonly began: Energy;
  /** Energies of the last full parts, oldest first, at most as many as make up the integration time. */
  readonly parts: readonly Energy[];
  /** W: average of the last full integration time, 0 before the first. */
  readonly average: number;
  readonly maximum: Readonly<Record<Tariff, number>>;
}

export interface DemandRule {
  /** One part of the integration time, whole microseconds. */
  readonly part: number;
  readonly parts: number;
}

export interface WindowsEnded {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const noMaximum = { T1: 0, T2: 0 };

export const startDemand = (rule: DemandRule, now: number, energy: Energy): Demand => ({
  ends: now + rule.part,
  began: energy,
  parts: [],
  average: 0,
  maximum: noMaximum,
});

/** A new integration time begins; the maxima stay. */
export const restartDemand = (demand: Demand, rule: DemandRule, now: number, energy: Energy): Demand => ({
  ...startDemand(rule, now, energy),
  maximum: demand.maximum,
});

export const resetMaximum = (demand: Demand, tariffs: readonly Tariff[] = ["T1", "T2"]): Demand => ({
  ...demand,
  maximum: {
    T1: tariffs.includes("T1") ? 0 : demand.maximum.T1,
    T2: tariffs.includes("T2") ? 0 : demand.maximum.T2,
  },
});

const sumOf = (parts: readonly Energy[]): Energy => parts.reduce(addEnergy, noEnergy);

/**
 * The demand after a constant power (whole microwatts) was registered from the clock `from`, with energy `before`,
 * until `until`. Returns the same object when no part ended.
 */
export function advanceDemand(
  demand: Demand,
  rule: DemandRule,
  load: { readonly from: number; readonly until: number; readonly before: Energy; readonly power: number },
  tariff: Tariff,
): { readonly demand: Demand; readonly ended: WindowsEnded | null } {
  if (load.until < demand.ends) return { demand, ended: null };
  const count = 1 + Math.floor((load.until - demand.ends) / rule.part);
  const atFirst = addEnergy(load.before, heldFor(load.power, demand.ends - load.from));
  const steady = heldFor(load.power, rule.part);
  let parts = demand.parts;
  let average = demand.average;
  let maximum = demand.maximum[tariff];
  // After as many parts as the integration time has, every further average repeats the last.
  for (let i = 0; i < Math.min(count, rule.parts + 1); i++) {
    const part = i === 0 ? subtractEnergy(atFirst, demand.began) : steady;
    parts = [...parts.slice(parts.length === rule.parts ? 1 : 0), part];
    if (parts.length === rule.parts) {
      average = meanPowerOf(sumOf(parts), rule.part * rule.parts);
      maximum = Math.max(maximum, average);
    }
  }
  const last = demand.ends + (count - 1) * rule.part;
  return {
    demand: {
      ends: last + rule.part,
      began: addEnergy(atFirst, heldFor(load.power, last - demand.ends)),
      parts,
      average,
      maximum: maximum === demand.maximum[tariff] ? demand.maximum : { ...demand.maximum, [tariff]: maximum },
    },
    ended: { count, first: demand.ends, last },
  };
}
