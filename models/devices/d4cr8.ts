/**
 * The pulse concentrator D4CR8: eight inputs on volt-free contacts of energy, gas, water or heat meters, eight counters
 * of nine digits that nothing resets and no power cut touches, read over RS485. Address and speed are DIP switches on
 * its front. It has an auxiliary supply; without it nothing is counted and nothing answered. Like the meter's twin it is
 * a specification, a state and time passing, exact for any duration.
 */
import type { ConcentratorProduct } from "#models/catalogue/concentratorProduct.ts";
import { assumedCounterMap, type CounterMap } from "#models/devices/counterMap.ts";
import {
  advanceInput,
  awoken,
  type Closure,
  type ContactBounce,
  type InputRule,
  newPulseInput,
  noBounce,
  type PulseInput,
} from "#models/devices/pulseInput.ts";
import type { RegisterAnswer, RegisterDevice } from "#models/devices/registerDevice.ts";
import { type Issue, issue } from "#models/issue.ts";
import { encodeWords } from "#models/meter/words.ts";
import { inMicroseconds, inMilliseconds, milliseconds, type Seconds } from "#models/units.ts";

export interface ConcentratorSpec {
  readonly model: string;
  readonly inputs: number;
  /** On the DIP switches: address, and speed in bit/s. */
  readonly address: number;
  readonly speed: number;
  /** From a request to its answer. */
  readonly answerTime: Seconds;
  /** A pulse is accepted with ON and OFF longer than these. */
  readonly shortestOn: Seconds;
  readonly shortestOff: Seconds;
  /** What the contact on each input does beside closing and opening, inputs in sequence; left out: nothing. */
  readonly bounces: readonly ContactBounce[];
  /** Assumption: a contact found closed when the supply returns was counted before the cut. */
  readonly closedContactAtPowerUp: "counts" | "isKnown";
  /** The count after the last nine digits can show, and whether the counter begins again there. */
  readonly span: number;
  readonly whenFull: ConcentratorProduct["whenFull"];
  readonly counterMap: CounterMap;
}

/** What may be set per concentrator. */
export type ConcentratorSettings = Partial<
  Pick<
    ConcentratorSpec,
    "address" | "speed" | "answerTime" | "bounces" | "closedContactAtPowerUp" | "counterMap"
  >
>;

/** A typical answer: the catalogue only promises less than 300 ms. */
const assumedAnswerTime = milliseconds(100);

/** A concentrator of the catalogue as it is set up. What is out of its range is told by `checkConcentrator`. */
export const concentratorSpec = (
  product: ConcentratorProduct,
  settings: ConcentratorSettings = {},
): ConcentratorSpec => ({
  model: product.model,
  inputs: product.inputs,
  ...product.communication.delivered,
  answerTime: assumedAnswerTime,
  shortestOn: product.pulse.on,
  shortestOff: product.pulse.off,
  bounces: [],
  closedContactAtPowerUp: "isKnown",
  span: 10 ** product.digits,
  whenFull: product.whenFull,
  counterMap: assumedCounterMap,
  ...settings,
});

/** What cannot be set on its switches, and what contradicts its page. Paths lead into the settings. */
export function checkConcentrator(
  { model, communication }: ConcentratorProduct,
  { address, speed, answerTime }: ConcentratorSpec,
): readonly Issue[] {
  const issues: Issue[] = [];
  const { addresses, speeds, answersWithin } = communication;
  if (!Number.isInteger(address) || address < addresses.lowest || address > addresses.highest)
    issues.push(
      issue(["address"], `${model} has addresses ${addresses.lowest}...${addresses.highest}, not ${address}`),
    );
  if (!speeds.includes(speed))
    issues.push(issue(["speed"], `${model} has ${speeds.join(", ")} bit/s, not ${speed}`));
  if (!(answerTime >= 0 && answerTime < answersWithin))
    issues.push(issue(["answerTime"], `${model} answers in less than ${inMilliseconds(answersWithin)} ms`));
  return issues;
}

export interface ConcentratorState {
  /** Whole microseconds, the same origin as the clocks of the sources. */
  readonly clock: number;
  readonly isSupplied: boolean;
  readonly inputs: readonly PulseInput[];
}

/** Supplied, with the given counts (0 when left out). */
export const newConcentrator = (
  spec: ConcentratorSpec,
  counts: readonly number[] = [],
): ConcentratorState => ({
  clock: 0,
  isSupplied: true,
  inputs: Array.from({ length: spec.inputs }, (_, input) => newPulseInput(counts[input])),
});

const rulesOf = (spec: ConcentratorSpec): readonly InputRule[] =>
  Array.from({ length: spec.inputs }, (_, input) => ({
    closedLongerThan: inMicroseconds(spec.shortestOn),
    openLongerThan: inMicroseconds(spec.shortestOff),
    bounce: spec.bounces[input] ?? noBounce,
  }));

const nothing: readonly Closure[] = [];

/**
 * The concentrator at a clock. `closures` is what the contact of each input did since the state's clock, inputs in
 * sequence, ascending, none of it after that clock; `isSupplied` is what its supply was meanwhile.
 */
export function elapseConcentrator(
  spec: ConcentratorSpec,
  state: ConcentratorState,
  closures: readonly (readonly Closure[])[],
  isSupplied: boolean,
  until: number,
): ConcentratorState {
  const rules = rulesOf(spec);
  const inputs = state.inputs.map((input, n) => {
    const rule = rules[n]!;
    const awake =
      isSupplied && !state.isSupplied ? awoken(input, rule, state.clock, spec.closedContactAtPowerUp) : input;
    const after = advanceInput(awake, rule, closures[n] ?? nothing, until);
    return isSupplied ? after : { ...after, count: input.count };
  });
  return { clock: until, isSupplied, inputs };
}

/** What each counter shows. */
export const countersOf = (spec: ConcentratorSpec, state: ConcentratorState): readonly number[] =>
  state.inputs.map(({ count }) =>
    spec.whenFull === "rollOver" ? count % spec.span : Math.min(count, spec.span - 1),
  );

/** Its field-bus face: the eight counters, all from one instant; there is nothing to write. */
export function concentratorDevice(spec: ConcentratorSpec, state: () => ConcentratorState): RegisterDevice {
  const { counterMap } = spec;
  const { maximumReadWords, functionCodes, start } = counterMap;
  return {
    answers: () => state().isSupplied,
    maximumReadWords,
    functionCodes,
    read(address, count): RegisterAnswer {
      const now = state();
      if (!now.isSupplied) return { kind: "silent" };
      const words = countersOf(spec, now).flatMap((shown) => encodeWords("u32", counterMap, shown));
      const from = address - start;
      return from < 0 || from + count > words.length
        ? { kind: "exception", code: 2 }
        : { kind: "words", words: words.slice(from, from + count) };
    },
    write: () => (state().isSupplied ? { kind: "exception", code: 2 } : { kind: "silent" }),
  };
}
