/**
 * Networks that are one and the same but for how much is consumed. The hours of a load profile are such networks, and
 * what is prepared for one of them, everything but the loads' currents, holds for them all.
 */
import { componentIssues, nonFinite } from "#models/network/componentIssues.ts";
import type { Load, LoadDemand, LoadDemands } from "#models/network/load.ts";
import type { Component, Network } from "#models/network/network.ts";

/**
 * The demands that turn `network` into `other`, for `solveStep`; null when anything else differs, or when what `other`
 * demands is not sound.
 */
export function demandsBetween(network: Network, other: Network): LoadDemands | null {
  const { components } = other;
  if (components.length !== network.components.length) return null;
  if (network.frequency !== other.frequency || !isSame(network.meteringPoints, other.meteringPoints))
    return null;
  const demands = new Map<string, LoadDemand>();
  for (const [i, now] of components.entries()) {
    const before = network.components[i];
    if (before === undefined) return null;
    if (now.type !== "load" || before.type !== "load") {
      if (!isSame(before, now)) return null;
    } else if (isSameButDemand(before, now) && isSound(now, components)) demands.set(now.id, now.demand);
    else return null;
  }
  return demands;
}

const isSound = (load: Load, components: readonly Component[]): boolean =>
  nonFinite(load, []).length === 0 && componentIssues(load, components, []).length === 0;

/** The phases that have a demand are places in the network; what is demanded there is not. */
function isSameButDemand(before: Load, now: Load): boolean {
  const { demand: earlier, ...factsBefore } = before;
  const { demand: later, ...factsNow } = now;
  return isSame(Object.keys(earlier), Object.keys(later)) && isSame(factsBefore, factsNow);
}

/** Of plain data: objects, arrays and numbers in arrays of their own. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const names = Object.keys(a);
  return (
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    (ArrayBuffer.isView(a) || Array.isArray(a) || Object.getPrototypeOf(a) === Object.prototype) &&
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(Reflect.get(a, name), Reflect.get(b, name)))
  );
}
