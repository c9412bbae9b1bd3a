/**
 * The state in which a network runs, where simple iteration does not come to it or where there are several: Kirchhoff's
 * laws with loads that ask for power have more than one solution, and some in which a load has collapsed. Preferred is a
 * state in which every load has what it asks for, and among those the one whose worst supplied load has the most voltage,
 * which is where a network that is switched on and loaded comes to.
 */
import {
  type Equations,
  equations,
  type Followed,
  follow,
  type Refined,
  refine,
} from "#models/network/continuation.ts";
import { factorsWith, type LoadedOrder } from "#models/network/loadedSystem.ts";
import type { Column } from "#models/network/networkState.ts";
import type { Settled } from "#models/network/settle.ts";
import { substitute } from "#models/network/sparseSystem.ts";
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
  const isWell = (): boolean => candidates.some(({ low, least }) => low === 0 && least > wellSupplied);
  if (!isWell() || isCarrying(loaded)) for (const start of displaced(law, fewStarts)) add(refine(law, start));
  if (!isWell() && isCarrying(loaded))
    for (const start of displaced(law, manyStarts)) add(refine(law, start));
  let deliverable = 0;
  if (!isFound()) {
    const fromNothing = followedFromNothing(law);
    iterations += fromNothing.iterations;
    deliverable = fromNothing.reached;
    for (const state of fromNothing.states) add(state);
  }
  if (!isFound()) for (const state of withMinimum(loaded, candidates)) add(state);
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

/** Whether some part of the network is held by loads alone that do not follow Ohm's law. */
const isCarrying = ({ prepared: { places }, table }: LoadedOrder): boolean =>
  places.elements.some(
    (_, d) => places.carrying[d] === 1 && table.iterated[d] === 1 && places.isDeadEnd[d] === 0,
  );

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

const edge = Number.POSITIVE_INFINITY;
/** From a law without an edge at its minimum voltage to one that is nearly as it is defined. */
const sharpnesses = [4, 16, 64];

/**
 * States in which some loads are below their minimum voltage. With one above zero no load draws more than so much, so that
 * the curve from impedances to laws always comes to its end (Brouwer's theorem: there is always a state).
 */
function* withMinimum(loaded: LoadedOrder, known: readonly Refined[]): Generator<Refined | undefined> {
  const { minimumVoltage: volts } = loaded.table;
  const defined = equations(loaded, { volts, sharpness: edge });
  yield* known.map(({ x }) => refine(defined, x));
  yield* follow(defined, "fromImpedances", defined.start).states;
  const [blunt = edge, ...sharper] = sharpnesses;
  const smooth = equations(loaded, { volts, sharpness: blunt });
  for (const { x } of follow(smooth, "fromImpedances", smooth.start).states) {
    let at: Refined | undefined;
    let from = x;
    for (const sharpness of sharper) {
      at = refine(equations(loaded, { volts, sharpness }), from);
      from = at?.x ?? from;
    }
    yield refine(defined, from);
  }
}

/** Whether a state is one of the loads as they are, with their minimum voltages. */
function agrees(loaded: LoadedOrder, x: Column): boolean {
  const refined = refine(equations(loaded, { volts: loaded.table.minimumVoltage, sharpness: edge }), x);
  return refined !== undefined && refined.iterations <= 2;
}

/**
 * Starts for states that lie elsewhere: the network with impedances, and beside them currents of so many times what the
 * loads are rated for, evenly spread over a disc (Vogel's spiral). What loads alone carry, or what is held weakly, is moved
 * far by them, what a source holds hardly. In every other start the phases of a load move together, as a star does.
 */
const disc = 1.3;
const fewStarts = 60;
const manyStarts = 200;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));
/** Of the rated voltage: the worst load has it in a state that nobody has to look further for. */
const wellSupplied = 0.5;
/** Of a large network fewer, since each start costs what it has unknowns. */
const affordable = (eq: Equations, starts: number): number =>
  Math.min(starts, Math.ceil((50 * starts) / Math.max(1, eq.prepared.pattern.size)));

function* displaced(eq: Equations, most: number): Generator<Column> {
  const { prepared, system, table } = eq;
  const { places } = prepared;
  const factors = factorsWith(prepared, system, eq.eased);
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
      if (table.iterated[d] === 0 || places.isDeadEnd[d] === 1) continue;
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

/** Of what loads ask for: so little that impedances and laws hardly differ in what they do to a network. */
const nearlyNothing = 1e-2;

/** From a network that is hardly loaded to one that is, as far as it goes. */
function followedFromNothing(law: Equations): Followed {
  const start = refine(law, law.start, "fromNothing", nearlyNothing);
  if (start === undefined) return { states: [], reached: 0, iterations: 0 };
  return follow(law, "fromNothing", start.x, nearlyNothing);
}
