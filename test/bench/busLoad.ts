/**
 * The load of a supervisor that polls: 62 registers of one unit after the other, so many requests in flight on so many
 * connections. Every answer is looked at: it must be the next one due on its connection, from the right unit, and say
 * the voltages and currents that stand at the terminals. None may be missing when the asking ends.
 */
import { connect, type Socket } from "node:net";
import { inMilliseconds, type Seconds, seconds } from "#models/units.ts";
import { stopwatch } from "./paired.ts";

export const registersAsked = 62;
const firstRegister = 0x1000;

/** High word first: 230 V three times, 5, 4 and 3 A and the neutral's 1.732 A, 398.372 V three times; in thousandths. */
const steadyCounts = [230_000, 230_000, 230_000, 5000, 4000, 3000, 1732, 398_372, 398_372, 398_372];
export const steadyWords: readonly number[] & { slice(from: number, to: number): number[] } = Array.from(
  { length: registersAsked },
  (_, n) => {
    const count = steadyCounts[Math.floor(n / 2)] ?? 0;
    return n % 2 === 0 ? count >>> 16 : count & 0xffff;
  },
);
const steadyBytes = Buffer.alloc(4 * steadyCounts.length);
steadyCounts.forEach((count, n) => {
  steadyBytes.writeUInt32BE(count, 4 * n);
});

/** Throws when the answer's data, from the byte count on, is not 62 registers that begin with what must stand there. */
export function checkData(bytes: Buffer, at: number): void {
  if (bytes[at] !== 2 * registersAsked) throw new Error(`an answer of ${bytes[at]} bytes of data`);
  if (bytes.compare(steadyBytes, 0, steadyBytes.length, at + 1, at + 1 + steadyBytes.length) !== 0)
    throw new Error(`an answer says ${bytes.toString("hex", at + 1, at + 1 + steadyBytes.length)}`);
}

/** The PDU of the request, behind the unit. */
export const requestPdu: readonly number[] = [3, firstRegister >> 8, firstRegister & 0xff, 0, registersAsked];
const requestLength = 12;
const answerLength = 9 + 2 * registersAsked;

interface Connection {
  readonly socket: Socket;
  sent: number;
  answered: number;
}

export interface BusLoad {
  /** Asks for so long and then waits for what is still due; answers per second within that time. */
  run(window: Seconds): Promise<number>;
  /** Answers of all runs so far. */
  readonly answered: number;
  close(): void;
}

const drainLimit = 10_000;

export async function busLoad(
  port: number,
  { connections, depth, units }: { connections: number; depth: number; units: number },
): Promise<BusLoad> {
  let trouble: Error | undefined;
  let asking = false;
  let changed = (): void => {};

  const ask = (connection: Connection, count: number): void => {
    const bytes = Buffer.allocUnsafe(count * requestLength);
    for (let n = 0; n < count; n++) {
      const at = n * requestLength;
      const transaction = (connection.sent + n) & 0xffff;
      bytes[at] = transaction >> 8;
      bytes[at + 1] = transaction;
      bytes[at + 2] = 0;
      bytes[at + 3] = 0;
      bytes[at + 4] = 0;
      bytes[at + 5] = 6;
      bytes[at + 6] = 1 + (transaction % units);
      for (let k = 0; k < 5; k++) bytes[at + 7 + k] = requestPdu[k]!;
    }
    connection.sent += count;
    connection.socket.write(bytes);
  };
  const check = (connection: Connection, bytes: Buffer, at: number): void => {
    const due = connection.answered & 0xffff;
    const transaction = bytes.readUInt16BE(at);
    if (transaction !== due) throw new Error(`answer ${transaction} came where ${due} was due`);
    if (bytes[at + 6] !== 1 + (due % units) || bytes[at + 7] !== 3)
      throw new Error(`unit ${bytes[at + 6]} answered with function ${bytes[at + 7]}`);
    checkData(bytes, at + 8);
    connection.answered++;
  };

  const open = await Promise.all(
    Array.from({ length: connections }, async (): Promise<Connection> => {
      const socket = connect({ host: "127.0.0.1", port, noDelay: true });
      const connection = { socket, sent: 0, answered: 0 };
      let waiting: Buffer = Buffer.alloc(0);
      socket.on("data", (chunk) => {
        const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
        const answers = Math.floor(bytes.length / answerLength);
        try {
          for (let n = 0; n < answers; n++) check(connection, bytes, n * answerLength);
        } catch (cause) {
          trouble ??= cause as Error;
          asking = false;
        }
        waiting = bytes.subarray(answers * answerLength);
        if (asking && answers > 0) ask(connection, answers);
        changed();
      });
      socket.on("error", (cause) => {
        trouble ??= cause;
        changed();
      });
      await new Promise<void>((resolve) => socket.once("connect", resolve));
      return connection;
    }),
  );
  const answered = (): number => open.reduce((sum, connection) => sum + connection.answered, 0);
  const due = (): number => open.reduce((sum, { sent, answered }) => sum + sent - answered, 0);

  const drained = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`${due()} requests were never answered`)), drainLimit);
      changed = () => {
        if (trouble === undefined && due() > 0) return;
        clearTimeout(giveUp);
        changed = () => {};
        if (trouble === undefined) resolve();
        else reject(trouble);
      };
      changed();
    });

  return {
    get answered() {
      return answered();
    },
    async run(window) {
      const before = answered();
      const begin = stopwatch();
      asking = true;
      for (const connection of open) ask(connection, depth);
      await new Promise((resolve) => setTimeout(resolve, inMilliseconds(window)));
      asking = false;
      const elapsed = seconds(stopwatch() - begin);
      const count = answered() - before;
      await drained();
      return count / elapsed;
    },
    close() {
      for (const { socket } of open) socket.destroy();
    },
  };
}
