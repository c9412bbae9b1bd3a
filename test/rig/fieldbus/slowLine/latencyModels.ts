/**
 * How late a line answers, as a function of which question it is and when it was asked; in response timeouts. Lines in
 * order never let one answer overtake another.
 */
import { between, type Chance } from "../../../chance.ts";

export interface LatencyModel {
  readonly name: string;
  readonly inOrder: boolean;
  /** Latency of question `n` (from 0), asked at `at`; both times in response timeouts. */
  readonly of: (n: number, at: number, chance: Chance) => number;
}

export const constant = (latency: number): LatencyModel => ({
  name: `constant ${latency} T`,
  inOrder: true,
  of: () => latency,
});

export const drawn = (from: number, to: number): LatencyModel => ({
  name: `drawn ${from}...${to} T`,
  inOrder: false,
  of: (_, __, chance) => between(chance, from, to),
});

/** Each question so much slower than the one before, from `first` on, up to `last`; then again from `first`. */
export const growing = (first: number, factor: number, last: number): LatencyModel => {
  const steps = Math.ceil(Math.log(last / first) / Math.log(factor));
  return {
    name: `growing ${first}...${last} T by ${factor}`,
    inOrder: true,
    of: (n) => Math.min(last, first * factor ** (n % steps)),
  };
};

/** Quick, but every `period` nothing comes for `length`; then what was kept comes 8 to 20 ms apart (T = 300 ms). */
export const stalled = (length: number, period: number): LatencyModel => ({
  name: `stalled ${length} T, then released`,
  inOrder: true,
  of(_, at, chance) {
    const into = at % period;
    const spacing = between(chance, 8, 20) / 300;
    return into > period - length ? period - into + spacing : spacing;
  },
});
