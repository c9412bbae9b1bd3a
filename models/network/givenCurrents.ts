/**
 * Given currents that can flow. What is injected into a part of the network has to leave it again; where a conductor is
 * broken, or a star is not connected, a given current may have no way back. What flows then is what is nearest to what
 * was given and does close (least squares): nothing of a single current, of three into a floating star what adds up to
 * nothing there. It is what ideal current sources with the same, very small admittance each would drive.
 */

import type { Column } from "#models/network/column.ts";
import { inverse, zeroMatrix } from "#models/network/complexMatrix.ts";

/** A share of the given currents: less of them left over is rounding. */
const rounding = 1e-12;

/**
 * @param from,to the parts of the network each current leaves and enters, numbered from 0.
 * @param given the currents; changed in place.
 * @returns whether all of them flow as given.
 */
export function closeCurrents(from: readonly number[], to: readonly number[], given: Column): boolean {
  const parts = [...new Set([...from, ...to])];
  const placeOf = new Map(parts.map((part, place) => [part, place]));
  const left = { re: new Float64Array(parts.length), im: new Float64Array(parts.length) };
  let total = 0;
  for (let k = 0; k < from.length; k++) {
    const [f, t] = [placeOf.get(from[k]!)!, placeOf.get(to[k]!)!];
    left.re[f] = left.re[f]! + given.re[k]!;
    left.im[f] = left.im[f]! + given.im[k]!;
    left.re[t] = left.re[t]! - given.re[k]!;
    left.im[t] = left.im[t]! - given.im[k]!;
    total += Math.hypot(given.re[k]!, given.im[k]!);
  }
  if (parts.every((_, place) => Math.hypot(left.re[place]!, left.im[place]!) <= rounding * total))
    return true;
  // The graph of the parts with the currents as edges; one part of each connected piece is the reference of the others.
  const reference = references(parts.length, from, to, placeOf);
  const laplacian = zeroMatrix(parts.length);
  const at = (i: number, j: number): number => i * parts.length + j;
  for (let place = 0; place < parts.length; place++)
    if (reference.has(place)) laplacian.re[at(place, place)] = 1;
  for (let k = 0; k < from.length; k++) {
    const [f, t] = [placeOf.get(from[k]!)!, placeOf.get(to[k]!)!];
    if (f === t) continue;
    for (const [i, j] of [
      [f, t],
      [t, f],
    ] as const) {
      if (reference.has(i)) continue;
      laplacian.re[at(i, i)] = laplacian.re[at(i, i)]! + 1;
      if (!reference.has(j)) laplacian.re[at(i, j)] = laplacian.re[at(i, j)]! - 1;
    }
  }
  const solved = inverse(laplacian);
  if (solved === undefined)
    throw new RangeError("the parts of a network that currents join have no reference");
  const level = (values: Float64Array, place: number): number => {
    if (reference.has(place)) return 0;
    let sum = 0;
    for (let j = 0; j < parts.length; j++)
      if (!reference.has(j)) sum += solved.re[at(place, j)]! * values[j]!;
    return sum;
  };
  for (let k = 0; k < from.length; k++) {
    const [f, t] = [placeOf.get(from[k]!)!, placeOf.get(to[k]!)!];
    given.re[k] = given.re[k]! - (level(left.re, f) - level(left.re, t));
    given.im[k] = given.im[k]! - (level(left.im, f) - level(left.im, t));
    // What is left of a current that was taken off whole is rounding.
    if (Math.hypot(given.re[k]!, given.im[k]!) <= rounding * total) {
      given.re[k] = 0;
      given.im[k] = 0;
    }
  }
  return false;
}

function references(
  count: number,
  from: readonly number[],
  to: readonly number[],
  placeOf: ReadonlyMap<number, number>,
): ReadonlySet<number> {
  const touching: number[][] = Array.from({ length: count }, () => []);
  for (let k = 0; k < from.length; k++) {
    const [f, t] = [placeOf.get(from[k]!)!, placeOf.get(to[k]!)!];
    touching[f]!.push(t);
    touching[t]!.push(f);
  }
  const found = new Set<number>();
  const seen = new Set<number>();
  for (let place = 0; place < count; place++) {
    if (seen.has(place)) continue;
    found.add(place);
    const open = [place];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...touching[at]!);
    }
  }
  return found;
}
