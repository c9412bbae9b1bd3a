/**
 * How fast networks are solved. The peer is what a program would otherwise take from the shelf, mathjs, given one linear
 * solve of the very matrix; ours is once the same linear solve, and once a whole step of a load profile: new loads of
 * constant power iterated to their end, all potentials, terminal currents and the metering point. Every answer is held
 * against the other's or against the books of the network.
 */
import { type Complex, complex, lusolve, type Matrix, matrix as mathjsMatrix } from "mathjs";
import { audit } from "#models/network/audit.ts";
import type { Network } from "#models/network/network.ts";
import type { NetworkState } from "#models/network/networkState.ts";
import { type PreparedNetwork, prepare } from "#models/network/prepare.ts";
import { solve, solveStep } from "#models/network/solve.ts";
import { factorise, type SparseValues, substitute } from "#models/network/sparseSystem.ts";
import { europeanFeeder } from "../golden/network/europeanLowVoltage.ts";
import { agree } from "./agree.ts";
import { demandsOf, feeder } from "./feeders.ts";
import type { Benchmark } from "./main.ts";
import { alone, type Contestant, millisecondsOf, paired, rateOf } from "./paired.ts";
import { atLeast, atMost, figureAtMost, noGoal } from "./row.ts";

/** Twice the nodes may take twice as long and a fifth more, for the caches. */
const linearDoubling = 2.4;
/** Load distributions a profile goes through in turn. */
const variety = 16;

/** The matrix of the fundamental and its right side as mathjs takes them, unknowns by position. */
function asMathjs({ pattern, systems }: PreparedNetwork): { readonly a: Matrix; readonly b: Matrix } {
  const { size, start, index } = pattern;
  const [system] = systems;
  if (system === undefined) throw new Error("the network has no order");
  const { re, im } = system.matrix;
  const rows: Complex[][] = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => complex(0, 0)),
  );
  for (let k = 0; k < size; k++) {
    rows[k]![k] = complex(re[k]!, im[k]!);
    for (let p = start[k]!; p < start[k + 1]!; p++) {
      const other = index[p]!;
      rows[other]![k] = complex(re[size + p]!, im[size + p]!);
      rows[k]![other] = complex(re[size + start[size]! + p]!, im[size + start[size]! + p]!);
    }
  }
  const driven = Array.from(system.drivenRe, (value, k) => [complex(value, system.drivenIm[k]!)]);
  return { a: mathjsMatrix(rows), b: mathjsMatrix(driven) };
}

/** One linear solve by mathjs, and by ours: factors and substitution, nothing kept between solves. */
function linearSolves(prepared: PreparedNetwork, chunk: number): { ours: Contestant; mathjs: Contestant } {
  const { a, b } = asMathjs(prepared);
  const { pattern } = prepared;
  const system = prepared.systems[0]!;
  const values: SparseValues = { re: system.matrix.re.slice(), im: system.matrix.im.slice() };
  const x = { re: new Float64Array(pattern.size), im: new Float64Array(pattern.size) };
  const solveOnce = (): void => {
    values.re.set(system.matrix.re);
    values.im.set(system.matrix.im);
    x.re.set(system.drivenRe);
    x.im.set(system.drivenIm);
    factorise(pattern, values);
    substitute(pattern, values, x.re, x.im);
  };
  let solution: Matrix | undefined;
  const reference = (lusolve(a, b) as Matrix).toArray() as Complex[][];
  const expected = reference.flatMap(([value]) => [value?.re ?? Number.NaN, value?.im ?? Number.NaN]);
  return {
    ours: rateOf(
      "linear solve",
      () => {
        for (let k = 0; k < 200; k++) solveOnce();
        return 200;
      },
      () =>
        agree(
          "potentials",
          Array.from(x.re).flatMap((re, k) => [re, x.im[k]!]),
          expected,
          1e-9,
        ),
    ),
    mathjs: rateOf(
      "mathjs lusolve",
      () => {
        for (let k = 0; k < chunk; k++) solution = lusolve(a, b) as Matrix;
        return chunk;
      },
      () => {
        const found = (solution?.toArray() ?? []) as Complex[][];
        agree(
          "mathjs",
          found.flatMap(([value]) => [value?.re ?? Number.NaN, value?.im ?? Number.NaN]),
          expected,
          1e-12,
        );
      },
    ),
  };
}

const verifyBooks = (state: NetworkState | undefined): void => {
  if (state === undefined) throw new Error("nothing was solved");
  const { residual } = audit(state);
  if (!(residual < 1e-6)) throw new Error(`the books of the network are off by a factor of ${residual}`);
  if (state.iterations < 2) throw new Error("constant power was not iterated");
};

/** One step of a load profile on a feeder of so many nodes, from where the last one ended; as steps per second. */
function profile(nodes: number): { readonly prepared: PreparedNetwork; readonly step: () => NetworkState } {
  const prepared = prepare(feeder(nodes));
  const demands = Array.from({ length: variety }, (_, k) => demandsOf(nodes, k));
  let state: NetworkState | undefined;
  let k = 0;
  return {
    prepared,
    step: () => {
      k = (k + 1) % variety;
      state = state === undefined ? solveStep(prepared, demands[k]) : solveStep(prepared, demands[k], state);
      return state;
    },
  };
}

/** The arguments of `rateOf` for it. */
function steps(name: string, step: () => NetworkState): Parameters<typeof rateOf> {
  let state: NetworkState | undefined;
  return [
    name,
    () => {
      for (let k = 0; k < variety; k++) state = step();
      return variety;
    },
    () => verifyBooks(state),
  ];
}

const stepTime = (nodes: number): Contestant =>
  millisecondsOf(...steps(`${nodes} nodes`, profile(nodes).step));

/** A network from its description to its state, nothing known of it before. */
function cold(name: string, network: Network): Contestant {
  let state: NetworkState | undefined;
  return millisecondsOf(
    name,
    () => {
      state = solve(network);
      return 1;
    },
    () => verifyBooks(state),
  );
}

export const networkSolves: Benchmark = async (pace, say) => {
  for (const { nodes, unknowns, times, chunk } of [
    { nodes: 4, unknowns: 16, times: 150, chunk: 10 },
    { nodes: 20, unknowns: 80, times: 500, chunk: 1 },
  ]) {
    const { prepared, step } = profile(nodes);
    if (prepared.pattern.size !== unknowns)
      throw new Error(`${nodes} nodes have ${prepared.pattern.size} unknowns, not ${unknowns}`);
    const { ours, mathjs } = linearSolves(prepared, chunk);
    const facts = { kind: "paired", unit: "1/s", peer: mathjs.name } as const;
    say({
      ...facts,
      name: `${unknowns} unknowns, linear solve`,
      figures: await paired(ours, mathjs, pace),
      goal: atLeast(times),
    });
    say({
      ...facts,
      name: `${unknowns} unknowns, whole warm step, constant power`,
      figures: await paired(rateOf(...steps("warm step", step)), mathjs, pace),
      goal: atLeast(times),
    });
  }

  for (const nodes of [254, 508])
    say({
      kind: "paired",
      name: `${nodes} to ${2 * nodes} nodes, warm step`,
      unit: "ms",
      peer: `${nodes} nodes`,
      figures: await paired(stepTime(2 * nodes), stepTime(nodes), pace),
      goal: atMost(linearDoubling),
    });
  say({
    kind: "alone",
    name: "254 nodes (1016 unknowns), warm step",
    unit: "ms",
    figures: await alone(stepTime(254), pace),
    goal: figureAtMost(1),
  });
  say({
    kind: "alone",
    name: "254 nodes, cold: checked, prepared, solved",
    unit: "ms",
    figures: await alone(cold("cold", feeder(254)), pace),
    goal: noGoal,
  });
  for (const nodes of [254, 508])
    say({
      kind: "paired",
      name: `${nodes} to ${2 * nodes} nodes, cold`,
      unit: "ms",
      peer: `${nodes} nodes`,
      figures: await paired(cold("double", feeder(2 * nodes)), cold("single", feeder(nodes)), pace),
      goal: atMost(linearDoubling),
    });

  const european = "IEEE European low-voltage feeder (906 buses)";
  const network = europeanFeeder();
  const prepared = prepare(network);
  let before = solveStep(prepared);
  say({
    kind: "alone",
    name: `${european}, cold`,
    unit: "ms",
    figures: await alone(cold("cold", network), pace),
    goal: noGoal,
  });
  say({
    kind: "alone",
    name: `${european}, step`,
    unit: "ms",
    figures: await alone(
      millisecondsOf(
        "step",
        () => {
          before = solveStep(prepared);
          return 1;
        },
        () => verifyBooks(before),
      ),
      pace,
    ),
    goal: figureAtMost(20),
  });
};
