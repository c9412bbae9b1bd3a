/**
 * How the master's RTU frames travel over its port. On a serial line, and on a socket that passes serial frames through,
 * they go as they are. On Modbus TCP they are wrapped under a transaction number, so that an answer to an earlier
 * question is known for what it is.
 */
import { type Seconds, seconds } from "#models/units.ts";
import { characterTime, interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import { mbapAssembler, wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { Port } from "#rig/fieldbus/port.ts";

/** Something that came, sorted by the question it belongs to. */
type Incoming =
  /** May be the present answer. */
  | { readonly kind: "present"; readonly bytes: Uint8Array }
  /** Belongs to an earlier question; null: to none that is remembered. */
  | { readonly kind: "stale"; readonly bytes: Uint8Array; readonly requestedAt: Seconds | null }
  | { readonly kind: "outOfStep"; readonly bytes: Uint8Array };

export interface Transport {
  /** Time of one byte on the wire, 0 on a socket. */
  readonly character: Seconds;
  /** Pause to keep before a request. */
  readonly silence: Seconds;
  /** Whether a stale answer is told from the right one by a number, so that no deafness is needed. */
  readonly hasTransactionNumbers: boolean;
  /** Sends at `now`; an answer that comes within `remembered` of it is known for what it is. */
  send(rtuFrame: Uint8Array, now: Seconds, remembered: Seconds): void;
  receive(bytes: Uint8Array): readonly Incoming[];
  /** The connection is a new one: half a frame of the old one is not the beginning of its first; numbers go on. */
  restart(): void;
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
    restart: () => {},
  };
  if (!isMbap) return plain;
  let assembler = mbapAssembler();
  let transaction = 0;
  /** When each number was last asked under, the oldest first; one comes again after 65 535 others. */
  const asked = new Map<number, Seconds>();
  return {
    ...plain,
    hasTransactionNumbers: true,
    send(rtuFrame, now, remembered) {
      for (const [number, at] of asked) {
        if (now <= at + remembered) break;
        asked.delete(number);
      }
      transaction = (transaction + 1) & 0xffff;
      asked.delete(transaction);
      asked.set(transaction, now);
      port.write(wrapInMbap(rtuFrame, transaction));
    },
    receive: (bytes) =>
      assembler.push(bytes).map((unit): Incoming => {
        if (unit.kind === "discarded") return { kind: "outOfStep", bytes: unit.bytes };
        if (unit.transaction === transaction) return { kind: "present", bytes: unit.rtuFrame };
        return { kind: "stale", bytes: unit.rtuFrame, requestedAt: asked.get(unit.transaction) ?? null };
      }),
    restart() {
      assembler = mbapAssembler();
    },
  };
};
