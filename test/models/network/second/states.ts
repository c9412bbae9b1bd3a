/**
 * The states of a network at the fundamental. One is continued from no load: from loads that are impedances of a
 * thousandth of their power, over to their laws, up to all of it, in steps so small that no voltage jumps. Others are looked
 * for from many starts. Of every state it is said which demands are met and what the whole equations leave over.
 */
import type { Network } from "#models/network/network.ts";
import { type Complex, complex, minus, size, times } from "./complex.ts";
import { endOfCurve } from "./curve.ts";
import { powerAt } from "./loadPhase.ts";
import { newton } from "./newton.ts";
import { acrossAt } from "./nodalAnalysis.ts";
import { partsOf } from "./parts.ts";
import { type Along, beyondStandIn, type SeenFromLoads, seenFromLoads } from "./seenFromLoads.ts";

interface SecondState extends Judgement {
  /** By node, to earth. */
  readonly potentials: readonly Complex[];
  /** The power by which the loads' laws and what they draw in this state differ most, over the largest of a load. */
  readonly residual: number;
}

export interface Judgement {
  /** Demands below their minimum voltage, dead ends left out. */
  readonly unmet: number;
  /** The least voltage of a load that follows a law, over its rated voltage; dead ends left out. */
  readonly least: number;
  /** The most by which the voltage of a load whose demand is met is off its rated one, over that. */
  readonly furthest: number;
}

export interface States {
  readonly seen: SeenFromLoads;
  readonly names: readonly string[];
  /** undefined where it ends on the way: the most that can be delivered. */
  readonly continued: SecondState | undefined;
  /** Of the demand, the furthest the state could be continued. */
  readonly reached: number;
  /** All that were found, each once. */
  readonly all: readonly SecondState[];
}

/** @throws Singular */
export function statesOf(network: Network, random: () => number, starts = 12): States {
  const seen = seenFromLoads(partsOf(network, 1));
  const all: SecondState[] = [];
  const add = (across: readonly Complex[] | undefined): SecondState | undefined => {
    if (across === undefined) return undefined;
    const state = stateOf(seen, across);
    const known = all.find(({ potentials }) => isSame(potentials, state.potentials));
    if (known === undefined && state.residual < 1e-7) all.push(state);
    return known ?? state;
  };
  const ways = continued(seen, random, starts);
  let best: SecondState | undefined;
  for (const { across, reached } of ways) {
    const state = reached < 1 ? undefined : add(across);
    if (state !== undefined && (best === undefined || isBetter(state, best))) best = state;
  }
  if (seen.ports.length > 0) {
    const from = impedances(seen, 1) ?? seen.idle;
    add(newton(seen, seen.idle, asked, wide)?.across);
    add(newton(seen, from, asked, wide)?.across);
    for (let k = 0; k < starts; k++) add(newton(seen, displaced(seen, from, random), asked, wide)?.across);
    if (best === undefined) add(aroundTheTurn(seen));
  }
  return {
    seen,
    names: seen.analysis.parts.place.names,
    continued: best,
    reached: Math.max(0, ...ways.map(({ reached }) => reached)),
    all,
  };
}

/**
 * More demands met, and then voltages nearer to the rated ones: of the two roots of a floating star the one whose star is
 * nearer to the middle, on a line the one with the high voltage.
 */
export const isBetter = (a: Judgement, b: Judgement): boolean =>
  a.unmet !== b.unmet ? a.unmet < b.unmet : a.furthest < b.furthest - 1e-6;

/** Newton's method from afar. */
const wide = { patience: 60, stride: 0.2 };

/**
 * Voltages somewhere else: moved by a random phasor of up to the rated voltage, all of them or those that loads alone hold.
 * What no current can reach has no voltage, wherever one looks.
 */
function displaced(seen: SeenFromLoads, from: readonly Complex[], random: () => number): readonly Complex[] {
  const length = Math.sqrt(random()) * 1.2;
  const turn = 2 * Math.PI * random();
  const shift = complex(length * Math.cos(turn), length * Math.sin(turn));
  const isAll = random() < 0.3;
  return from.map((u, k) => {
    const { load, standIn, isDeadEnd } = seen.ports[k]!;
    const isHeldByLoads = size(seen.impedance[k]![k]!) * standIn > 0.1;
    if (isDeadEnd || !(isAll || isHeldByLoads)) return u;
    return minus(u, times(shift, complex((load.ratedVoltage * (0.5 + random())) / 1.5)));
  });
}

const isClose = ({ ports }: SeenFromLoads, a: readonly Complex[], b: readonly Complex[]): boolean =>
  ports.every(({ load }, k) => size(minus(a[k]!, b[k]!)) <= 1e-6 * load.ratedVoltage);

const asked: Along = { demand: 1, law: 1 };
const little = 1e-3;

/** Voltages across loads that are impedances of so much of their power. */
function impedances(seen: SeenFromLoads, demand: number): readonly Complex[] | undefined {
  return newton(seen, seen.idle, { demand, law: 0 }, { stride: Number.POSITIVE_INFINITY })?.across;
}

interface Walked {
  readonly across: readonly Complex[];
  /** Of the way. */
  readonly reached: number;
}

/**
 * From loads that take nearly nothing, where all but what loads alone carry has its no-load potential; that may have
 * several, and each is gone on from.
 */
function continued(seen: SeenFromLoads, random: () => number, starts: number): readonly Walked[] {
  const impedance = impedances(seen, little);
  if (impedance === undefined) return [];
  const unloaded = walked(seen, impedance, (at) => ({ demand: little, law: at }));
  const beginnings: (readonly Complex[])[] = unloaded.reached < 1 ? [] : [unloaded.across];
  for (let k = 0; k < starts; k++) {
    const found = newton(seen, displaced(seen, impedance, random), { demand: little, law: 1 }, wide);
    if (found !== undefined && !beginnings.some((known) => isClose(seen, known, found.across)))
      beginnings.push(found.across);
  }
  return beginnings.map((start) =>
    walked(seen, start, (at) => ({ demand: little + (1 - little) * at, law: 1 })),
  );
}

/** Where no way leads straight on: along the curve of states, over where it turns. */
function aroundTheTurn(seen: SeenFromLoads): readonly Complex[] | undefined {
  const start = impedances(seen, little);
  if (start === undefined) return undefined;
  const unloaded = walked(seen, start, (at) => ({ demand: little, law: at }));
  const onward = unloaded.reached < 1 ? undefined : unloaded.across;
  const end =
    (onward && endOfCurve(seen, onward, (at) => ({ demand: little + (1 - little) * at, law: 1 }))) ??
    endOfCurve(seen, impedances(seen, 1) ?? start, (at) => ({ demand: 1, law: at }));
  return end && newton(seen, end, asked, wide)?.across;
}

/** Of the rated voltage: more is a jump, unless the step cannot be any smaller. */
const jump = 0.05;
const smallest = 1e-5;

function walked(seen: SeenFromLoads, start: readonly Complex[], along: (at: number) => Along): Walked {
  let across = start;
  let at = 0;
  let step = 0.1;
  while (at < 1) {
    const to = Math.min(1, at + step);
    const next = newton(seen, across, along(to));
    const moved = next?.across.reduce(
      (most, u, k) => Math.max(most, size(minus(u, across[k]!)) / seen.ports[k]!.load.ratedVoltage),
      0,
    );
    if (next === undefined || moved! > jump) {
      step /= 2;
      if (step < smallest) return { across, reached: at };
      continue;
    }
    across = next.across;
    at = to;
    step = Math.min(0.1, 1.5 * step);
  }
  return { across, reached: 1 };
}

function stateOf(seen: SeenFromLoads, across: readonly Complex[]): SecondState {
  const beyond = seen.ports.map((port, k) => beyondStandIn(port, across[k]!, asked));
  const x = seen.whole(beyond);
  const voltages = seen.ports.map(({ load }) => acrossAt(x, load));
  // Drawn there is what was put in, asked for is the law at the voltage that came of it.
  let gap = 0;
  let largest = 0;
  seen.ports.forEach((port, k) => {
    const again = beyondStandIn(port, voltages[k]!, asked);
    gap = Math.max(gap, size(minus(again, beyond[k]!)) * size(voltages[k]!));
    largest = Math.max(largest, size(powerAt(port.load, port.load.ratedVoltage)));
  });
  return {
    potentials: x.slice(0, seen.analysis.parts.place.names.length),
    residual: largest === 0 ? 0 : gap / largest,
    ...judgement(seen, voltages),
  };
}

/** Of the state with these voltages across the loads that follow a law. */
export function judgement({ ports }: SeenFromLoads, across: readonly Complex[]): Judgement {
  let unmet = 0;
  let least = Number.POSITIVE_INFINITY;
  let furthest = 0;
  ports.forEach(({ load, isDeadEnd }, k) => {
    if (isDeadEnd) return;
    const share = size(across[k]!) / load.ratedVoltage;
    least = Math.min(least, share);
    if (size(across[k]!) < load.minimum * (1 - 1e-9)) unmet++;
    else furthest = Math.max(furthest, Math.abs(share - 1));
  });
  return { unmet, least, furthest };
}

/** Potentials this close to one another, in shares of the largest, are those of one state. */
const isSame = (a: readonly Complex[], b: readonly Complex[]): boolean => {
  const largest = a.reduce((most, v) => Math.max(most, size(v)), 1e-3);
  return a.every((v, k) => size(minus(v, b[k]!)) <= 1e-6 * largest);
};
