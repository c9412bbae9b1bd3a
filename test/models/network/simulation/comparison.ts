/**
 * One network solved by both solvers, and what came of it: does the state of the one under test close, was it refused
 * though there is one, is it the state the other one continues to from no load, and if not which of the two is better.
 */
import type { Network } from "#models/network/network.ts";
import { solve } from "#models/network/solve.ts";
import { SolveError } from "#models/network/solveError.ts";
import { type Balance, balance } from "../second/balance.ts";
import { type Complex, complex, minus, size } from "../second/complex.ts";
import { harmonicPotentials, ordersIn } from "../second/harmonic.ts";
import { acrossAt } from "../second/nodalAnalysis.ts";
import { isBetter, type Judgement, judgement, type States, statesOf } from "../second/states.ts";

export type Outcome =
  /** The state continued from no load. */
  | "same"
  /** Not that one, but one that the second solver found by looking for it, and none better. */
  | "sameLookedFor"
  /** Another state, with more demands met, or fewer. */
  | "meetsMore"
  | "meetsFewer"
  /** With as many, and voltages nearer to the rated ones, further from them, or as near. */
  | "nearer"
  | "further"
  | "asNear"
  /** A state, where the second solver found none. */
  | "onlyCore"
  /** Refused: the second solver meets every demand, has some state, or none either. */
  | "refusedThoughMet"
  | "refusedThoughUnmet"
  | "refusedByBoth"
  /** Given harmonic currents without a way back, and the second solver sees no way either. */
  | "noWayBack";

export interface Comparison {
  readonly outcome: Outcome;
  readonly iterations: number;
  /** Worst of all orders. */
  readonly balance: Balance;
  /** Where a state does not close. */
  readonly isOpen: boolean;
  /** Largest difference of a potential at a harmonic, over the largest potential there. */
  readonly harmonics: number;
  readonly core: Judgement | undefined;
  readonly second: Judgement | undefined;
  readonly reached: number;
  /** Of a refusal. */
  readonly said: string;
  readonly states: number;
}

/** Of the largest potential: two potentials that are the same. */
const same = 1e-6;

/** @param random for the starts from which the second solver looks for other states. */
export function compared(network: Network, random: () => number, starts = 12): Comparison {
  const states = statesOf(network, random, starts);
  const closed: Balance = { current: 0, node: "", power: 0, voltage: 0 };
  const nothing = { iterations: 0, balance: closed, isOpen: false, harmonics: 0, said: "" };
  const rest = { second: best(states), reached: states.reached, states: states.all.length };
  let state: ReturnType<typeof solve>;
  try {
    state = solve(network);
  } catch (error) {
    if (!(error instanceof SolveError)) throw error;
    const outcome = refusal(network, states, error);
    return { outcome, ...nothing, ...rest, core: undefined, said: `${error.code} ${error.message}` };
  }
  const { orders, solution } = state;
  const numbers = new Map(solution.prepared.circuit.nodes.map(({ name }, node) => [name, node]));
  const potentialsOf =
    (order: number) =>
    (name: string): Complex | undefined => {
      const node = numbers.get(name);
      const { re, im } = solution.potentials[orders.indexOf(order)]!;
      return node === undefined ? undefined : complex(re[node]!, im[node]!);
    };
  const balances = orders.map((order) => balance(network, order, potentialsOf(order)));
  const worst = balances.reduce((a, b) => (badness(b) > badness(a) ? b : a));
  const fundamental = states.names.map((name) => potentialsOf(1)(name)!);
  const core = judgement(
    states.seen,
    states.seen.ports.map(({ load }) => acrossAt(fundamental, load)),
  );
  return {
    outcome: outcomeOf(states, core, fundamental),
    iterations: state.iterations,
    balance: worst,
    isOpen: !(badness(worst) <= 1),
    harmonics: Math.max(
      0,
      ...orders
        .filter((order) => order !== 1)
        .map((order) => {
          const known = harmonicPotentials(network, order);
          return differing(
            states.names.map((name) => potentialsOf(order)(name)!),
            known,
            nothingElse * largestOf(fundamental),
          );
        }),
    ),
    core,
    said: "",
    ...rest,
  };
}

const badness = ({ current, power, voltage }: Balance): number => {
  const most = Math.max(current, power, voltage);
  return Number.isFinite(most) ? most : Number.POSITIVE_INFINITY;
};

const best = ({ all, continued }: States): Judgement | undefined =>
  all.reduce<Judgement | undefined>(
    (kept, each) => (kept === undefined || isBetter(each, kept) ? each : kept),
    continued,
  );

/** Of the fundamental: so little of a harmonic is what rounding and strays make of none. */
const nothingElse = 1e-4;

/** Largest difference, over the largest of both or what is little. */
function differing(a: readonly Complex[], b: readonly Complex[], little = 0): number {
  let [difference, largest] = [0, little];
  a.forEach((v, k) => {
    difference = Math.max(difference, size(minus(v, b[k]!)));
    largest = Math.max(largest, size(v), size(b[k]!));
  });
  return largest === 0 ? 0 : difference / largest;
}

function outcomeOf(states: States, core: Judgement, potentials: readonly Complex[]): Outcome {
  const { continued } = states;
  const against = best(states);
  if (against === undefined) return "onlyCore";
  if (core.unmet !== against.unmet) return core.unmet < against.unmet ? "meetsMore" : "meetsFewer";
  if (isBetter(against, core)) return "further";
  if (isBetter(core, against)) return "nearer";
  if (continued !== undefined && differing(potentials, continued.potentials) <= same) return "same";
  return states.all.some((state) => differing(potentials, state.potentials) <= same)
    ? "sameLookedFor"
    : "asNear";
}

/** Of the largest potential of the fundamental: a harmonic that comes to more has no way but through strays. */
const beyondResonance = 20;

function refusal(network: Network, states: States, { code }: SolveError): Outcome {
  const state = best(states);
  if (state === undefined) return "refusedByBoth";
  const usual = largestOf(states.all[0]!.potentials);
  const hasNoWay = ordersIn(network).some(
    (order) => order !== 1 && largestOf(harmonicPotentials(network, order)) > beyondResonance * usual,
  );
  if (code === "NO_WAY_BACK" && hasNoWay) return "noWayBack";
  return state.unmet === 0 ? "refusedThoughMet" : "refusedThoughUnmet";
}

const largestOf = (potentials: readonly Complex[]): number =>
  potentials.reduce((most, each) => Math.max(most, size(each)), 0);
