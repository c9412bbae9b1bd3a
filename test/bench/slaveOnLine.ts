/**
 * Requests a second that a twin answers on a serial line, one in flight, through a pseudo-terminal that does not pace.
 * Ours is told to take no turnaround, so that the program is measured and not the politeness of a real meter; a row with
 * the default turnaround shows that too. The peer is modbus-serial's server with the interval it comes with.
 */

import { tmpdir } from "node:os";
import { join } from "node:path";
import { wallClock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { sealFrame } from "#rig/fieldbus/crc16.ts";
import { openPseudoTerminal } from "#rig/fieldbus/pseudoTerminal.ts";
import { checkData, registersAsked, requestPdu } from "./busLoad.ts";
import type { ServerPlan } from "./busServer.ts";
import type { Benchmark } from "./main.ts";
import { type Contestant, paired, rateOf } from "./paired.ts";
import { atLeast, noGoal } from "./row.ts";
import { startServer } from "./serverProcess.ts";

const answerLength = 5 + 2 * registersAsked;
const request = Buffer.from([1, ...requestPdu, 0, 0]);
sealFrame(request, 0, request.length - 2);

function checkAnswer(answer: Buffer): void {
  if (answer.length !== answerLength || answer[0] !== 1 || answer[1] !== 3)
    throw new Error(`not the answer that was due: ${answer.toString("hex")}`);
  const sealed = Buffer.from(answer);
  sealFrame(sealed, 0, answerLength - 2);
  if (!sealed.equals(answer)) throw new Error("an answer with a wrong CRC");
  checkData(answer, 2);
}

const answerLimit = 5000;

interface OnLine {
  readonly contestant: Contestant;
  stop(): Promise<void>;
}

type LinePlan<P = ServerPlan> = P extends { readonly path: string } ? Omit<P, "path"> : never;

async function onLine(plan: LinePlan, name: string, chunk: number): Promise<OnLine> {
  const path = join(tmpdir(), `conto-rig-bench-${process.pid}-${plan.kind.replaceAll(" ", "-")}`);
  const port = await openPseudoTerminal(path, plainFormat(19200), wallClock());
  const server = await startServer({ ...plan, path });
  let heard: Buffer = Buffer.alloc(0);
  let whole = (): void => {};
  port.listen({
    received(bytes) {
      heard = heard.length === 0 ? Buffer.from(bytes) : Buffer.concat([heard, bytes]);
      if (heard.length >= answerLength) whole();
    },
    closed() {},
  });
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`${name} did not answer`)), answerLimit);
      heard = Buffer.alloc(0);
      whole = () => {
        clearTimeout(giveUp);
        try {
          checkAnswer(heard);
          resolve();
        } catch (cause) {
          reject(cause);
        }
      };
      port.write(request);
    });
  return {
    contestant: rateOf(name, async () => {
      for (let n = 0; n < chunk; n++) await ask();
      return chunk;
    }),
    async stop() {
      await server.stop();
      await port.close();
    },
  };
}

export const slaveOnLine: Benchmark = async (pace, say) => {
  for (const { turnaround, name, goal } of [
    { turnaround: "none", name: "slave on a pty, no turnaround", goal: atLeast(80) },
    { turnaround: "default", name: "slave on a pty, default turnaround of 3 ms", goal: noGoal },
  ] as const) {
    const twin = await onLine({ kind: "twin on a line", turnaround }, "twin", 20);
    const peer = await onLine({ kind: "modbus-serial on a line" }, "modbus-serial, default interval", 2);
    const figures = await paired(twin.contestant, peer.contestant, pace);
    say({ kind: "paired", name, unit: "1/s", peer: peer.contestant.name, figures, goal });
    await twin.stop();
    await peer.stop();
  }
};
