/**
 * A master as most libraries are: it asks, waits for its time-out and takes the first frame that looks right, also one
 * that lay in the port's buffer before. The trials must find it out, or they could not find out anything.
 */
import { milliseconds, seconds } from "#models/units.ts";
import { noStatistics, type ReadAnswer } from "#rig/fieldbus/busAnswer.ts";
import type { ReadRequest } from "#rig/fieldbus/master.ts";
import { decodeAnswer, encodeReadRequest } from "#rig/fieldbus/rtuFrame.ts";
import type { OpenMaster } from "./faultTrial.ts";

export const carelessMaster: OpenMaster = (port, clock) => {
  let buffered: Uint8Array = new Uint8Array();
  let look = (): void => {};
  port.listen({
    received(bytes) {
      buffered = bytes;
      look();
    },
    closed: () => {},
  });
  const read = ({ unit, address, count, functionCode = 3 }: ReadRequest): Promise<ReadAnswer> =>
    new Promise((resolve) => {
      const requestedAt = clock.now();
      const settle = (answer: ReadAnswer): void => {
        look = () => {};
        // A pause as a polling program makes.
        clock.after(milliseconds(20), () => resolve(answer));
      };
      port.write(encodeReadRequest(unit, address, count, functionCode));
      const giveUp = clock.after(milliseconds(330), () =>
        settle({ kind: "silent", waited: seconds(clock.now() - requestedAt) }),
      );
      look = () => {
        const answer = decodeAnswer({ kind: "read", functionCode, unit, count }, buffered);
        if (answer.kind !== "answer") return;
        buffered = new Uint8Array();
        giveUp();
        const words = Array.from(
          { length: count },
          (_, at) => (answer.frame[3 + 2 * at]! << 8) | answer.frame[4 + 2 * at]!,
        );
        const latency = seconds(clock.now() - requestedAt);
        settle({ kind: "words", words, requestedAt, answeredAt: clock.now(), latency, raw: answer.frame });
      };
      look();
    });
  return { read, readForVerdict: read, statistics: noStatistics };
};
