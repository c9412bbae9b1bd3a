/**
 * The state in which a network runs, where simple iteration does not come to it or where there are several: Kirchhoff's
 * laws with loads that ask for power have more than one solution, and some in which a load has collapsed. Preferred is a
 * state in which every load has what it asks for, and among those the one in which the load farthest from its rated voltage
 * is nearest to it: a network is built for that one, and comes to it when it is switched on and loaded.
 */

import type { Column } from "#models/network/column.ts";
import { follow, followedFromNothing, type Refined, refine } from "#models/network/continuation.ts";
import { equations, isFollowed } from "#models/network/followedEquations.ts";
import type { LoadedOrder } from "#models/network/loadedSystem.ts";
import { partlySupplied } from "#models/network/partlySupplied.ts";
import type { Settled } from "#models/network/settle.ts";
import { startingPoints } from "#models/network/startingPoints.ts";
import { voltageSquare } from "#models/network/voltages.ts";
import { volts } from "#models/units.ts";

/** Of the rated voltage: where a law is followed without its minimum voltage, it still ends somewhere. */
const lowest = 1e-3;
const edge = Number.POSITIVE_INFINITY;
const fewStarts = 60;
const manyStarts = 200;
/** Off the rated voltage, as a share: nobody has to look further for a state in which no load is more. */
const wellSupplied = 0.3;

export type Operating =
  | ({ readonly kind: "found" } & Settled)
  /** How much of what loads ask for there is a state with, 0 to 1, where there is none with all of it. */
  | { readonly kind: "none"; readonly deliverable: number };

interface Candidate extends Refined {
  /** Loads below their minimum voltage that could be supplied. */
  readonly low: number;
  /** By how much the load farthest from its rated voltage is off it, as a share. */
  readonly off: number;
}

/** @param quick a state that was found already. */
export function operatingState(loaded: LoadedOrder, quick: Refined | undefined): Operating {
  const { table } = loaded;
  const candidate = (found: Refined): Candidate => ({ ...found, ...judged(loaded, found.x) });
  const candidates: Candidate[] = quick === undefined ? [] : [candidate(quick)];
  let iterations = 0;
  const add = (found: Refined | undefined): void => {
    if (found === undefined) return;
    iterations += found.iterations;
    candidates.push(candidate(found));
  };
  const isFound = (): boolean => candidates.some(({ low }) => low === 0);
  const law = equations(loaded, { volts: table.ratedVoltage.map((u) => lowest * u), sharpness: edge });
  const followed = follow(law, "fromImpedances", law.start);
  iterations += followed.iterations;
  for (const state of followed.states) add(state);
  const isWell = (): boolean => candidates.some(({ low, off }) => low === 0 && off < wellSupplied);
  if (!isWell() || isCarrying(loaded))
    for (const start of startingPoints(law, fewStarts)) add(refine(law, start));
  if (!isWell() && isCarrying(loaded))
    for (const start of startingPoints(law, manyStarts)) add(refine(law, start));
  let deliverable = 0;
  if (!isFound()) {
    const fromNothing = followedFromNothing(law);
    iterations += fromNothing.iterations;
    deliverable = fromNothing.reached;
    for (const state of fromNothing.states) add(state);
  }
  if (!isFound()) for (const state of partlySupplied(loaded, candidates)) add(state);
  const defined = equations(loaded, { volts: table.minimumVoltage, sharpness: edge });
  const best = candidates
    .flatMap(({ x }) => {
      // With loads as they are, minimum voltages included: what was found with other laws leads to a state, or is none.
      const state = refine(defined, x);
      return state === undefined ? [] : [candidate(state)];
    })
    .reduce<Candidate | undefined>(
      (kept, each) => (kept === undefined || isBetter(each, kept) ? each : kept),
      undefined,
    );
  if (best === undefined) return { kind: "none", deliverable };
  return {
    kind: "found",
    x: best.x,
    low: best.low,
    iterations: Math.max(1, iterations),
    deviation: volts(best.deviation),
  };
}

/** Whether some part of the network is held by loads alone that do not follow Ohm's law. */
const isCarrying = (loaded: LoadedOrder): boolean =>
  loaded.prepared.places.carrying.some((carries, d) => carries === 1 && isFollowed(loaded, d));

/** Voltages this close to one another, in shares of the rated one, are the same state. */
const sameVoltage = 1e-6;

const isBetter = (a: Candidate, b: Candidate): boolean =>
  a.low !== b.low ? a.low < b.low : a.off < b.off - sameVoltage;

function judged(loaded: LoadedOrder, x: Column): Pick<Candidate, "low" | "off"> {
  const { table, prepared, system } = loaded;
  let low = 0;
  let off = 0;
  for (let d = 0; d < prepared.places.elements.length; d++) {
    if (!isFollowed(loaded, d)) continue;
    const u = Math.sqrt(voltageSquare(prepared, system, x, d));
    if (u < table.minimumVoltage[d]!) low++;
    off = Math.max(off, Math.abs(u / table.ratedVoltage[d]! - 1));
  }
  return { low, off };
}

/**
 * Whether a state that was found is beyond doubt the one a network runs in: every load that can be supplied has its
 * voltage, and none that alone carries some part of the network has one that would let it choose another.
 */
export function isOrdinary(loaded: LoadedOrder, { x, low }: Settled): boolean {
  if (low > 0) return false;
  const { table, prepared, system } = loaded;
  const { carrying } = prepared.places;
  for (let d = 0; d < carrying.length; d++) {
    if (carrying[d] === 0 || !isFollowed(loaded, d)) continue;
    const u = Math.sqrt(voltageSquare(prepared, system, x, d));
    if (!(Math.abs(u / table.ratedVoltage[d]! - 1) <= ordinary)) return false;
  }
  return true;
}

/** Of the rated voltage. */
const ordinary = 1e-3;
