/**
 * The state in which a network runs, where simple iteration does not come to it or where there are several: Kirchhoff's
 * laws with loads that ask for power have more than one solution, and some in which a load has collapsed. Preferred is a
 * state in which every load has what it asks for, and among those the one whose worst supplied load has the most voltage,
 * which is where a network that is switched on and loaded comes to.
 */
import { type Equations, equations, follow, type Refined, refine } from "#models/network/continuation.ts";
import { column, type LoadedOrder } from "#models/network/loadedSystem.ts";
import type { Column } from "#models/network/networkState.ts";
import type { Settled } from "#models/network/settle.ts";
import { volts } from "#models/units.ts";

/** Of the rated voltage: where a law is followed without its minimum voltage, it still ends somewhere. */
const lowest = 1e-3;

export type Operating =
  | ({ readonly kind: "found" } & Settled)
  /** How much of what loads ask for there is a state with, 0 to 1, where there is none with all of it. */
  | { readonly kind: "none"; readonly deliverable: number };

interface Candidate extends Refined {
  /** Loads below their minimum voltage that could be supplied. */
  readonly low: number;
  /** Voltage over rated voltage of the load that has the least of it. */
  readonly least: number;
}

/** @param quick a state that was found already. */
export function operatingState(loaded: LoadedOrder, quick: Refined | undefined): Operating {
  const { prepared, table } = loaded;
  const candidate = (found: Refined): Candidate => ({ ...found, ...judged(loaded, found.x) });
  const candidates: Candidate[] = quick === undefined ? [] : [candidate(quick)];
  let iterations = 0;
  const add = (found: Refined | undefined): void => {
    if (found === undefined) return;
    iterations += found.iterations;
    candidates.push(candidate(found));
  };
  const law = equations(
    loaded,
    table.ratedVoltage.map((u) => lowest * u),
  );
  const easy = refine(law, column(prepared.pattern.size), "fromImpedances", 0);
  let deliverable = 0;
  if (easy !== undefined) {
    const followed = follow(law, "fromImpedances", easy.x);
    iterations += followed.iterations;
    for (const state of followed.states) add(state);
    for (const start of displaced(law, easy.x)) add(refine(law, start));
    if (!candidates.some(({ low }) => low === 0)) {
      const loaded = followedFromNothing(law, easy.x);
      iterations += loaded.iterations;
      deliverable = loaded.reached;
      for (const state of loaded.states) add(state);
    }
  }
  if (!candidates.some(({ low }) => low === 0)) {
    // No state meets them all: those with loads below their minimum voltage, which are impedances there.
    const withMinimum = equations(loaded, table.minimumVoltage);
    const start = easy ?? refine(withMinimum, column(prepared.pattern.size), "fromImpedances", 0);
    if (start !== undefined)
      for (const state of follow(withMinimum, "fromImpedances", start.x).states) add(state);
    for (const { x } of [...candidates]) add(refine(withMinimum, x));
  }
  const best = candidates
    .filter(({ x }) => agrees(loaded, x))
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

/** Voltages this close to one another, in shares of the rated one, are the same state. */
const sameVoltage = 1e-6;

const isBetter = (a: Candidate, b: Candidate): boolean =>
  a.low !== b.low ? a.low < b.low : a.least > b.least + sameVoltage;

function judged(loaded: LoadedOrder, x: Column): Pick<Candidate, "low" | "least"> {
  const { table } = loaded;
  const { isDeadEnd } = loaded.prepared.places;
  let low = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let d = 0; d < isDeadEnd.length; d++) {
    if (table.iterated[d] === 0 || isDeadEnd[d] === 1) continue;
    const u = voltageAcross(loaded, x, d);
    if (u < table.minimumVoltage[d]!) low++;
    least = Math.min(least, u / table.ratedVoltage[d]!);
  }
  return { low, least };
}

/**
 * Whether a state that was found is beyond doubt the one a network runs in: every load that can be supplied has its
 * voltage, and none that alone carries some part of the network has one that would let it choose another.
 */
export function isOrdinary(loaded: LoadedOrder, { x, low }: Settled): boolean {
  if (low > 0) return false;
  const { table, prepared } = loaded;
  const { isDeadEnd, carrying } = prepared.places;
  for (let d = 0; d < isDeadEnd.length; d++) {
    if (carrying[d] === 0 || table.iterated[d] === 0 || isDeadEnd[d] === 1) continue;
    if (!(Math.abs(voltageAcross(loaded, x, d) / table.ratedVoltage[d]! - 1) <= ordinary)) return false;
  }
  return true;
}

/** Of the rated voltage. */
const ordinary = 1e-3;

/** Volts across a demand. */
function voltageAcross({ prepared, system }: LoadedOrder, x: Column, d: number): number {
  const { places } = prepared;
  const f = places.fromNode[d]!;
  const t = places.toNode[d]!;
  const fu = places.fromUnknown[d]!;
  const tu = places.toUnknown[d]!;
  const part = (offset: Float64Array, known: Float64Array): number =>
    (f < 0 ? 0 : offset[f]!) +
    (fu < 0 ? 0 : known[fu]!) -
    (t < 0 ? 0 : offset[t]!) -
    (tu < 0 ? 0 : known[tu]!);
  return Math.hypot(part(system.offsetRe, x.re), part(system.offsetIm, x.im));
}

/** Whether a state is one of the loads as they are, with their minimum voltages. */
function agrees(loaded: LoadedOrder, x: Column): boolean {
  const refined = refine(equations(loaded, loaded.table.minimumVoltage), x);
  return refined !== undefined && refined.iterations <= 2;
}

/** Shares of the usual potential, and twelfths of a turn, by which what only loads carry is moved to look for states. */
const shares = [0.15, 0.5, 1];
const directions = 6;
/** So many places are also moved one by one. */
const oneByOne = 6;

/** Where else to look: what only loads carry may lie at several potentials. */
function* displaced(eq: Equations, x: Column): Generator<Column> {
  const { topology, positionOf } = eq.prepared;
  const places = topology.carried.map((nodes) => [
    ...new Set(nodes.map((node) => positionOf[node]!).filter((position) => position >= 0)),
  ]);
  if (places.length === 0) return;
  const moved = places.length > 1 && places.length <= oneByOne ? [places.flat(), ...places] : [places.flat()];
  for (const positions of moved)
    for (const share of shares)
      for (let k = 0; k < directions; k++) {
        const angle = (2 * Math.PI * k) / directions;
        const start = { re: x.re.slice(), im: x.im.slice() };
        for (const position of positions) {
          start.re[position] = start.re[position]! + share * eq.usual * Math.cos(angle);
          start.im[position] = start.im[position]! + share * eq.usual * Math.sin(angle);
        }
        yield start;
      }
}

/** Of what loads ask for: so little that impedances and laws hardly differ in what they do to a network. */
const nearlyNothing = 1e-2;

/** From a network that is hardly loaded to one that is, as far as it goes. */
function followedFromNothing(
  law: Equations,
  easy: Column,
): { readonly states: readonly Refined[]; readonly reached: number; readonly iterations: number } {
  const start = refine(law, easy, "fromNothing", nearlyNothing);
  if (start === undefined) return { states: [], reached: 0, iterations: 0 };
  return follow(law, "fromNothing", start.x, nearlyNothing);
}
