/**
 * One fault, then ten clean reads, on the simulated line in virtual time. The meter's words say which block they are and
 * at what instant they were taken, so the truth of a reading needs no second opinion: the instant must lie between the
 * end of the request and the start of the answer, and the block must be the one asked for.
 */
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { inMilliseconds, milliseconds, type Seconds, seconds } from "#models/units.ts";
import type { ReadAnswer } from "#rig/fieldbus/busAnswer.ts";
import type { BusFault } from "#rig/fieldbus/busFault.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { faultyPort } from "#rig/fieldbus/faultyPort.ts";
import type { Master, MasterOptions, ReadRequest } from "#rig/fieldbus/master.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

/** Blocks of four words: the block's name, the instant in ms (two words), its name again. */
const clockMeter = (clock: VirtualClock): RegisterDevice => ({
  answers: () => true,
  maximumReadWords: 125,
  functionCodes: [3],
  read(address, count) {
    const now = Math.round(inMilliseconds(clock.now()));
    return {
      kind: "words",
      words: Array.from({ length: count }, (_, at) => {
        const word = (address + at) % 4;
        return word === 1 ? now >>> 16 : word === 2 ? now & 0xffff : (address + at) >> 2;
      }),
    };
  },
  write: () => ({ kind: "exception", code: 1 }),
});

export type Asking = "plain" | "tagged" | "pair";

const ask = (
  master: Pick<Master, "read" | "readForVerdict">,
  asking: Asking,
  request: ReadRequest,
): Promise<ReadAnswer> =>
  asking === "plain"
    ? master.read(request)
    : master.readForVerdict({
        ...request,
        spareWords: asking === "tagged" ? 2 : 0,
        // The physics of this meter: time does not go back, nor further than one exchange takes.
        agrees: ([block, ...first], [otherBlock, ...second]) =>
          block === otherBlock &&
          instantOf(second) - instantOf(first) >= 0 &&
          instantOf(second) - instantOf(first) <= 150,
      });

const instantOf = ([high = 0, low = 0]: readonly number[]): number => high * 65536 + low;

const isTrue = (answer: ReadAnswer & { kind: "words" }, { address, count }: ReadRequest): boolean => {
  const [block, ...instant] = answer.words;
  const at = instantOf(instant);
  return (
    answer.words.length === count &&
    block === address >> 2 &&
    at >= inMilliseconds(answer.requestedAt) - 1 &&
    at <= inMilliseconds(answer.answeredAt) + 1
  );
};

/** Whatever reads a meter on a port. */
export type OpenMaster = (
  port: Port,
  clock: VirtualClock,
  options: Partial<MasterOptions>,
) => Pick<Master, "read" | "readForVerdict" | "statistics">;

export interface Trial {
  readonly reads: number;
  readonly wrong: number;
  /** Reads that gave no words. */
  readonly lost: number;
  readonly late: number;
  readonly garbled: number;
}

export const faultTrial = async (
  fault: BusFault,
  asking: Asking,
  options: Partial<MasterOptions> = {},
  pauseAfter: Seconds = seconds(0),
  open: OpenMaster = openMaster,
): Promise<Trial> => {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const format = plainFormat(9600);
  const masterPort = await line.attach("master", format);
  const slavePort = await line.attach("meter", format);
  let isArmed = false;
  const faulty = faultyPort(slavePort, clock, () => {
    const now = isArmed ? fault : undefined;
    isArmed = false;
    return now;
  });
  openSlave(faulty, new Map([[1, clockMeter(clock)]]), clock, { turnaround: milliseconds(3) });
  const master = open(masterPort, clock, options);
  let wrong = 0;
  let lost = 0;
  const reads = 14;
  for (let read = 0; read < reads; read++) {
    const request = { unit: 1, address: 4 * (read % 3), count: 3 };
    // Three clean reads first, so that there are earlier answers to mistake for later ones.
    if (read === 3) isArmed = true;
    const answer = await ask(master, asking, request);
    if (answer.kind === "words" && !isTrue(answer, request)) wrong++;
    if (answer.kind !== "words") lost++;
    if (read === 3 && pauseAfter > 0) await clock.sleep(pauseAfter);
  }
  const { late, garbled } = master.statistics;
  await line.close();
  return { reads, wrong, lost, late, garbled };
};
