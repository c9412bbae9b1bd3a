/** An order at which nothing has to be iterated: loads are impedances, given currents flow as far as they return. */
import type { Network } from "#models/network/network.ts";
import { type Complex, complex } from "./complex.ts";
import { harmonicAdmittance } from "./loadPhase.ts";
import { analysis, answer } from "./nodalAnalysis.ts";
import { partsOf } from "./parts.ts";
import { regionsOf } from "./reach.ts";
import { returning } from "./returning.ts";

/** Siemens of a load that is open: where it alone leads, its far end follows the near one. */
export const stray = complex(1e-9);

/** Potentials by node. @throws Singular */
export function harmonicPotentials(network: Network, order: number): readonly Complex[] {
  const parts = partsOf(network, order);
  const leading = parts.loads.map((load) => harmonicAdmittance(load, order));
  const leads = (load: number) => leading[load]!.re !== 0 || leading[load]!.im !== 0;
  const flowing = returning(parts.given, regionsOf(parts, leads));
  const solvable = analysis(
    parts,
    leading.map((y, k) => (leads(k) ? y : stray)),
  );
  const drawn = parts.given.map(({ from, to }, k) => ({ from, to, current: flowing[k]! }));
  return answer(solvable, drawn, true).slice(0, parts.place.names.length);
}

/** Every order of a voltage or a given current, ascending, with the fundamental. */
export function ordersIn(network: Network): number[] {
  const found = new Set([1]);
  for (const c of network.components) {
    const spectra = c.type === "source" ? c.voltage : c.type === "harmonicCurrentSource" ? c.current : {};
    for (const spectrum of Object.values(spectra)) for (const order of spectrum.orders) found.add(order);
  }
  return [...found].sort((a, b) => a - b);
}
