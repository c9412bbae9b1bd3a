/**
 * What hangs together by conductors, coils and capacitances, with or without loads: where a potential is given by earth
 * and where a given current can return.
 */
import type { Parts } from "./parts.ts";

/** A number per node, and at the end for earth: the same where they hang together. */
export type Regions = readonly number[];

export function regionsOf(parts: Parts, leads: (load: number) => boolean): Regions {
  const count = parts.place.names.length;
  const mark = Array.from({ length: count + 1 }, (_, i) => i);
  const slot = (node: number) => (node < 0 ? count : node);
  const join = (a: number, b: number): void => {
    const [keep, gone] = [mark[slot(a)]!, mark[slot(b)]!];
    if (keep !== gone) for (let i = 0; i <= count; i++) if (mark[i] === gone) mark[i] = keep;
  };
  for (const { from, to, isBroken } of parts.wires)
    from.forEach((node, k) => {
      if (!isBroken[k]) join(node, to[k]!);
    });
  for (const { nodes } of parts.capacitances) for (const node of nodes) join(node, -1);
  for (const { legs } of parts.transformers) for (const { from, to } of legs.flat()) join(from, to);
  parts.loads.forEach(({ from, to }, k) => {
    if (leads(k)) join(from, to);
  });
  return mark;
}

export const regionAt = (regions: Regions, node: number): number =>
  regions[node < 0 ? regions.length - 1 : node]!;

/** Loads that alone lead to what is behind them: no current returns from there. */
export function deadEnds(parts: Parts): boolean[] {
  return parts.loads.map((load, k) => {
    const without = regionsOf(parts, (other) => other !== k && parts.loads[other]!.kind !== "nothing");
    return regionAt(without, load.from) !== regionAt(without, load.to);
  });
}
