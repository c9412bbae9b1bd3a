/**
 * Where to start for states that lie elsewhere: the network with impedances, and beside them currents of so many times what
 * the loads are rated for, evenly spread over a disc (Vogel's spiral). What loads alone carry, or what is held weakly, is
 * moved far by them, what a source holds hardly. In every other start the phases of a load move together, as a star does.
 */

import type { Column } from "#models/network/column.ts";
import { type Equations, easedBy, isFollowed } from "#models/network/followedEquations.ts";
import { factorsWith } from "#models/network/loadedSystem.ts";
import { substitute } from "#models/network/sparseSystem.ts";

const disc = 1.3;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Of a large network fewer, since each start costs what it has unknowns. */
const affordable = (eq: Equations, starts: number): number =>
  Math.min(starts, Math.ceil((50 * starts) / Math.max(1, eq.prepared.pattern.size)));

/** Potentials, as unknowns by position; at most so many of them. */
export function* startingPoints(eq: Equations, most: number): Generator<Column> {
  const { prepared, system, table } = eq;
  const { places } = prepared;
  const factors = factorsWith(prepared, system, easedBy(eq, 1));
  const starts = affordable(eq, most);
  const loadOf = new Map<string, number>();
  for (const { load } of places.elements) loadOf.set(load, loadOf.get(load) ?? loadOf.size);
  for (let k = 0; k < starts; k++) {
    const far = disc * Math.sqrt((k + 0.5) / starts);
    const moved = {
      re: new Float64Array(prepared.pattern.size),
      im: new Float64Array(prepared.pattern.size),
    };
    for (let d = 0; d < places.elements.length; d++) {
      if (!isFollowed(eq, d)) continue;
      const number = k % 2 === 0 ? loadOf.get(places.elements[d]!.load)! : d + 1;
      const angle = (k + 1) * (number + 1) * goldenAngle;
      const amperes = (far * Math.hypot(table.active[d]!, table.reactive[d]!)) / table.ratedVoltage[d]!;
      const push = (unknown: number, sign: 1 | -1): void => {
        if (unknown < 0) return;
        moved.re[unknown] = moved.re[unknown]! + sign * amperes * Math.cos(angle);
        moved.im[unknown] = moved.im[unknown]! + sign * amperes * Math.sin(angle);
      };
      push(places.fromUnknown[d]!, -1);
      push(places.toUnknown[d]!, 1);
    }
    substitute(prepared.pattern, factors, moved.re, moved.im);
    for (let n = 0; n < moved.re.length; n++) {
      moved.re[n] = moved.re[n]! + eq.start.re[n]!;
      moved.im[n] = moved.im[n]! + eq.start.im[n]!;
    }
    yield moved;
  }
}
