/**
 * How the master's RTU frames travel over its port. On a serial line, and on a socket that passes serial frames through,
 * they go as they are. On Modbus TCP they are wrapped under a transaction number, so that an answer to an earlier
 * question is known for what it is.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { characterTime, interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import { mbapAssembler, wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { Port } from "#rig/fieldbus/port.ts";

export interface Transport {
  /** Time of one byte on the wire, 0 on a socket. */
  readonly character: Seconds;
  /** Pause to keep before a request. */
  readonly silence: Seconds;
  /** Whether a stale answer is told from the right one by a number, so that no deafness is needed. */
  readonly hasTransactionNumbers: boolean;
  send(rtuFrame: Uint8Array): void;
  /** Sorts what came into bytes that may be the present answer, bytes that belong to an earlier one, and nonsense. */
  receive(
    bytes: Uint8Array,
  ): readonly { readonly kind: "present" | "stale" | "outOfStep"; readonly bytes: Uint8Array }[];
}

export const transportOver = (port: Port): Transport => {
  const { medium } = port;
  const isMbap = medium.kind === "tcp" && medium.framing === "mbap";
  const plain: Transport = {
    character: medium.kind === "serial" ? characterTime(medium.format) : seconds(0),
    silence: medium.kind === "serial" ? interFrameSilence(medium.format) : seconds(0),
    hasTransactionNumbers: false,
    send: (rtuFrame) => port.write(rtuFrame),
    receive: (bytes) => [{ kind: "present", bytes }],
  };
  if (!isMbap) return plain;
  const assembler = mbapAssembler();
  let transaction = 0;
  return {
    ...plain,
    hasTransactionNumbers: true,
    send(rtuFrame) {
      transaction = (transaction + 1) & 0xffff;
      port.write(wrapInMbap(rtuFrame, transaction));
    },
    receive: (bytes) =>
      assembler
        .push(bytes)
        .map((unit) =>
          unit.kind === "discarded"
            ? { kind: "outOfStep", bytes: unit.bytes }
            : { kind: unit.transaction === transaction ? "present" : "stale", bytes: unit.rtuFrame },
        ),
  };
};
