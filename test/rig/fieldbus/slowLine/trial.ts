/**
 * One master on one slow line, from its opening on: several units and registers read in turn, and every value held
 * against what the world knows. A value is wrong when it is not the content of the register asked for at an instant
 * between the call and its acceptance, or not within the bracket the answer itself gives.
 */
import { type Seconds, seconds } from "#models/units.ts";
import type { ReadAnswer } from "#rig/fieldbus/busAnswer.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import type { Master, MasterOptions } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { chanceOf } from "../../../chance.ts";
import { registerWords, type Trouble, timeout, worldPort } from "./world.ts";

/** plain: for a screen. tagged: room for three lengths. roomy: a long run around the block. twice: no room at all. */
export const askings = ["plain", "tagged", "roomy", "twice"] as const;
export type Asking = (typeof askings)[number];

export interface Condition extends Trouble {
  readonly asking: Asking;
  /** Under transaction numbers, as Modbus TCP. */
  readonly hasNumbers: boolean;
  /** What the bench file declares, in response timeouts; null: nothing. */
  readonly declared: number | null;
}

export interface Tally {
  readonly calls: number;
  /** Questions on the line. */
  readonly questions: number;
  readonly accepted: number;
  readonly wrong: number;
  /** Calls that ended in each of the other ways. */
  readonly silent: number;
  readonly garbled: number;
  readonly tooSlow: number;
  /** Time of all calls, in response timeouts. */
  readonly lasted: number;
}
export const nothing: Tally = {
  calls: 0,
  questions: 0,
  accepted: 0,
  wrong: 0,
  silent: 0,
  garbled: 0,
  tooSlow: 0,
  lasted: 0,
};
export const together = (a: Tally, b: Tally): Tally =>
  Object.fromEntries(
    (Object.keys(nothing) as (keyof Tally)[]).map((key) => [key, a[key] + b[key]]),
  ) as unknown as Tally;

type Reader = Pick<Master, "read" | "readForVerdict">;
/** Whatever reads meters on a port in virtual time. */
type OpenMaster = (port: Port, clock: VirtualClock, options: Partial<MasterOptions>) => Reader;

const spare: Readonly<Record<Asking, number>> = { plain: 0, tagged: 2, roomy: 100, twice: 0 };

export interface Asked {
  readonly unit: number;
  readonly register: number;
}
export const ask = (master: Reader, asking: Asking, { unit, register }: Asked): Promise<ReadAnswer> => {
  const request = { unit, address: register * registerWords, count: 3 };
  return asking === "plain"
    ? master.read(request)
    : master.readForVerdict({
        ...request,
        spareWords: spare[asking],
        // Physics is left out, so that nothing but the master stands between a stale value and its acceptance.
        agrees: ([first], [second]) => first === second,
      });
};

/** So many calls on a fresh line. */
export const trial = async (
  condition: Condition,
  seed: number,
  calls: number,
  open: OpenMaster = openMaster,
): Promise<Tally> => {
  const chance = chanceOf(seed);
  const clock = new VirtualClock(seconds(timeout * 40 * chance()));
  const world = worldPort(clock, { trouble: condition, chance, hasNumbers: condition.hasNumbers });
  const { declared, asking } = condition;
  const longestLatency: Seconds | null = declared === null ? null : seconds(declared * timeout);
  const master = open(world.port, clock, {
    responseTimeout: timeout,
    lateWindow: timeout,
    longestLatency,
  });
  const [units, registers] = [1 + Math.floor(3 * chance()), 1 + Math.floor(3 * chance())];
  const pause = chance() < 0.5 ? 0 : 2 * timeout;
  const tally = { ...nothing, calls };
  for (let call = 0; call < calls; call++) {
    const asked = { unit: 1 + (call % units), register: Math.floor(call / units) % registers };
    const from = clock.now();
    const answer = await ask(master, asking, asked);
    tally.lasted += (clock.now() - from) / timeout;
    if (answer.kind === "words") {
      const { words, requestedAt, answeredAt } = answer;
      const isBracketed = requestedAt >= from && answeredAt <= clock.now();
      tally.accepted++;
      if (!isBracketed || !world.isTrue(words, asked.unit, asked.register, requestedAt, answeredAt))
        tally.wrong++;
    } else if (answer.kind === "silent" || answer.kind === "garbled" || answer.kind === "tooSlow")
      tally[answer.kind]++;
    if (pause > 0) await clock.sleep(seconds(pause * chance()));
  }
  await world.port.close();
  return { ...tally, questions: world.questions };
};
