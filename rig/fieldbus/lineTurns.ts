/**
 * The serial side of a gateway: one request at a time goes out after the silence the standard asks for, and its turn
 * ends with the unit's answer, with something that is none, or when the unit has had its time. Unlike the rig's master
 * it asks whatever it is given, once, and judges nothing: that is what such a box does.
 */
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Cancel, Clock } from "#rig/clock.ts";
import { adapterLump, characterTime, interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import { hasGoodCrc } from "#rig/fieldbus/crc16.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { responseLength } from "#rig/fieldbus/rtuFrame.ts";

export type LineAnswer =
  | { readonly kind: "answer"; readonly frame: Uint8Array }
  | { readonly kind: "garbled"; readonly bytes: Uint8Array }
  | { readonly kind: "silent" }
  /** The serial side is gone. */
  | { readonly kind: "unavailable" };

export interface LineTurns {
  /** One turn of an RTU frame; asking before the turn before has ended is a mistake of the caller. */
  ask(frame: Uint8Array): Promise<LineAnswer>;
  close(): Promise<void>;
}

/** What was said to everybody is carried out before anything else is asked. */
const broadcastPause = milliseconds(100);

const nothing: Uint8Array = new Uint8Array();

/** Turns on `port`; `answerTimeout` is from the end of a request to the first byte of its answer. */
export const lineTurns = (port: Port, clock: Clock, answerTimeout: Seconds): LineTurns => {
  const { medium } = port;
  const character = medium.kind === "serial" ? characterTime(medium.format) : seconds(0);
  const silence = medium.kind === "serial" ? interFrameSilence(medium.format) : seconds(0);
  let busyUntil: number = clock.now();
  let heard = nothing;
  let endTurn: ((answer: LineAnswer) => void) | undefined;
  let waiting: Cancel = () => {};
  let asked: Uint8Array = nothing;

  const finish = (answer: LineAnswer): void => {
    const end = endTurn;
    endTurn = undefined;
    waiting();
    end?.(answer);
  };
  const isWhole = (): boolean => {
    const length = responseLength(heard);
    return length !== undefined && (Number.isNaN(length) || heard.length >= length) && hasGoodCrc(heard);
  };

  port.listen({
    received(bytes, at) {
      busyUntil = Math.max(busyUntil, at);
      if (endTurn === undefined) return;
      heard = heard.length === 0 ? bytes : Buffer.concat([heard, bytes]);
      const isOurs = heard[0] === asked[0] && ((heard[1] ?? 0) & 0x7f) === asked[1];
      if (isOurs && isWhole()) return finish({ kind: "answer", frame: heard });
      waiting();
      // Adapters hand an answer over in lumps: not before a lump's pause is it certain that nothing follows.
      waiting = clock.after(seconds(Math.max(silence, adapterLump)), () =>
        finish({ kind: "garbled", bytes: heard }),
      );
    },
    closed: () => finish({ kind: "unavailable" }),
  });

  return {
    async ask(frame) {
      const quietAt = busyUntil + silence;
      if (quietAt > clock.now()) await clock.sleep(seconds(quietAt - clock.now()));
      if (!port.isOpen) return { kind: "unavailable" };
      heard = nothing;
      asked = frame;
      const sending = frame.length * character;
      port.write(frame);
      busyUntil = clock.now() + sending;
      if (frame[0] === 0) {
        await clock.sleep(seconds(sending + broadcastPause));
        return { kind: "silent" };
      }
      return new Promise((resolve) => {
        endTurn = resolve;
        waiting = clock.after(seconds(sending + answerTimeout), () => finish({ kind: "silent" }));
      });
    },
    async close() {
      finish({ kind: "unavailable" });
      await port.close();
    },
  };
};
