/**
 * A transformer taken apart for the nodal equations: where each coil of each winding sits, so that the vector group comes
 * out, and the block of admittance they make together.
 */

import type { Element, TerminalMaker } from "#models/network/element.ts";
import { starPointElements } from "#models/network/starPoint.ts";
import type { Clock, Transformer } from "#models/network/transformer.ts";
import { transformerAdmittance } from "#models/network/transformerAdmittance.ts";
import type { Conductor } from "#models/threePhase.ts";

/** Where one coil of a winding is connected: its dotted end and its other end, as terminals. */
interface Coil {
  readonly from: number;
  readonly to: number;
}

const phaseAt = (leg: number): "L1" | "L2" | "L3" => (["L1", "L2", "L3"] as const)[((leg % 3) + 3) % 3]!;

/**
 * Which way and on which leg a winding's coils sit so that its voltages lag the first winding's by the clock.
 * Coil k of a first winding in wye lies from L(k) to the star, in delta from L(k) to L(k+1), which leads by 30
 * degrees. Another winding's coil of phase j belongs on leg j + m/4 with m = clock + lead of the first - lead of
 * this one, turned round when m/2 is odd. undefined when the connection cannot have that clock (m odd).
 */
export function placeOfCoils(
  first: "wye" | "delta",
  winding: "wye" | "delta",
  clock: Clock,
): { readonly shift: number; readonly reversed: boolean } | undefined {
  const lead = { wye: 0, delta: 1 };
  const m = clock + lead[first] - lead[winding];
  if (m % 2 !== 0) return undefined;
  const reversed = m % 4 !== 0;
  return { shift: (reversed ? m - 6 : m) / 4, reversed };
}

function windingCoils(
  transformer: Transformer,
  number: number,
  make: TerminalMaker,
): { readonly coils: Coil[]; readonly elements: Element[] } {
  const { bus, connection } = transformer.windings[number]!;
  const end = `winding${number + 1}` as const;
  if (connection.kind === "coil") {
    const terminal = (c: Conductor | "earth") => (c === "earth" ? make.earth() : make.at(end, bus, c));
    return { coils: [{ from: terminal(connection.from), to: terminal(connection.to) }], elements: [] };
  }
  const first = transformer.windings[0]!.connection;
  const place = placeOfCoils(first.kind === "delta" ? "delta" : "wye", connection.kind, connection.clock);
  const { shift, reversed } = place ?? { shift: 0, reversed: false };
  const star = connection.kind === "wye" ? make.inside(`star${number + 1}`) : undefined;
  const coils = [0, 1, 2].map((leg): Coil => {
    const phase = leg - shift;
    const dotted = make.at(end, bus, phaseAt(phase));
    const other = star ?? make.at(end, bus, phaseAt(phase + 1));
    return reversed ? { from: other, to: dotted } : { from: dotted, to: other };
  });
  if (connection.kind !== "wye" || star === undefined) return { coils, elements: [] };
  return { coils, elements: starPointElements(connection.starPoint, star, end, bus, make) };
}

export function transformerElements(transformer: Transformer, make: TerminalMaker): Element[] {
  const windings = transformer.windings.map((_, number) => windingCoils(transformer, number, make));
  const legs = windings[0]!.coils.map((_, leg) => windings.map(({ coils }) => coils[leg]!));
  const terminals = [...new Set(legs.flat().flatMap(({ from, to }) => [from, to]))];
  const index = new Map(terminals.map((terminal, i) => [terminal, i]));
  const placed = legs.map((coils) =>
    coils.map(({ from, to }) => ({ from: index.get(from)!, to: index.get(to)! })),
  );
  return [
    ...windings.flatMap(({ elements }) => elements),
    {
      kind: "admittance",
      terminals,
      joins: placed.flatMap((coils) => coils.map(({ from, to }) => [from, to] as const)),
      admittance: (order) => transformerAdmittance(transformer, placed, terminals.length, order),
    },
  ];
}
