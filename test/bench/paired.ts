/**
 * Two contestants measured fairly on a machine that is never alone: warmed up, then round after round back to back, the
 * first of each round taking turns. Absolute figures of such a machine wander by a factor of five between minutes; the
 * ratio inside one round does not, so the ratio of every round is kept and its median quoted.
 */
import { inMilliseconds, milliseconds, type Seconds, seconds } from "#models/units.ts";

export const stopwatch = (): Seconds => milliseconds(performance.now());

export interface Contestant {
  readonly name: string;
  /** One figure (a rate, a duration) from working for about so long; throws when a result is wrong. */
  measure(window: Seconds): number | Promise<number>;
}

export interface Pace {
  readonly warmUp: Seconds;
  readonly window: Seconds;
  readonly rounds: number;
}

/** One figure per round. */
export interface Paired {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

export async function paired(ours: Contestant, peer: Contestant, pace: Pace): Promise<Paired> {
  await ours.measure(pace.warmUp);
  await peer.measure(pace.warmUp);
  const figures = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < pace.rounds; round++) {
    const oursFirst = round % 2 === 0;
    if (oursFirst) figures.ours.push(await ours.measure(pace.window));
    figures.peer.push(await peer.measure(pace.window));
    if (!oursFirst) figures.ours.push(await ours.measure(pace.window));
  }
  return figures;
}

/** One contestant without a peer. */
export async function alone(ours: Contestant, pace: Pace): Promise<readonly number[]> {
  await ours.measure(pace.warmUp);
  const figures: number[] = [];
  for (let round = 0; round < pace.rounds; round++) figures.push(await ours.measure(pace.window));
  return figures;
}

/**
 * Calls per second of a chunk of work that says how many calls it was. Chunks are natural ones, milliseconds long: a few
 * endless calls keep the engine in code it has not finished optimising. `verify` sees, off the clock, how many calls were
 * made since it was last asked, and throws when what came of them is wrong.
 */
export const rateOf = (
  name: string,
  chunk: () => number | Promise<number>,
  verify: (calls: number) => void = () => {},
): Contestant => ({
  name,
  async measure(window) {
    const begin = stopwatch();
    let calls = 0;
    let elapsed = seconds(0);
    do {
      calls += await chunk();
      elapsed = seconds(stopwatch() - begin);
    } while (elapsed < window);
    verify(calls);
    return calls / elapsed;
  },
});

/** The same as milliseconds per call. */
export function millisecondsOf(...asRate: Parameters<typeof rateOf>): Contestant {
  const { name, measure } = rateOf(...asRate);
  return { name, measure: async (window) => inMilliseconds(seconds(1 / (await measure(window)))) };
}

export interface Summary {
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
}

/** The middle one, or the mean of the two in the middle. @throws RangeError without figures, or when one is no number. */
export function summaryOf(figures: readonly number[]): Summary {
  const sorted = [...figures].sort((a, b) => a - b);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (lowest === undefined || highest === undefined || upper === undefined || lower === undefined)
    throw new RangeError("nothing was measured");
  if (sorted.some((figure) => !Number.isFinite(figure))) throw new RangeError(`measured ${figures}`);
  return { lowest, median: (lower + upper) / 2, highest };
}

/** Ours over the peer's, round by round: never the ratio of two medians. */
export function ratiosOf({ ours, peer }: Paired): readonly number[] {
  if (ours.length !== peer.length)
    throw new RangeError(`${ours.length} rounds cannot be paired with ${peer.length}`);
  return ours.map((figure, round) => figure / peer[round]!);
}
