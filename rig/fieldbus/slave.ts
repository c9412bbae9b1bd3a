/**
 * The one who answers on a field bus, for one unit or for several behind the same port: it carries twins, concentrators
 * and user-made meters onto a simulated line, a real RS485 segment or a socket. It stays silent to what is not for its
 * units, to what is damaged, and to what is said to everybody.
 */
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { adapterLump, characterTime, interFrameSilence } from "#rig/fieldbus/characterFormat.ts";
import { sealFrame } from "#rig/fieldbus/crc16.ts";
import { mbapResponder } from "#rig/fieldbus/mbapResponder.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { requestAssembler } from "#rig/fieldbus/requestAssembler.ts";
import { respond, roomForAnswer } from "#rig/fieldbus/respond.ts";
import type { Units } from "#rig/fieldbus/units.ts";

export interface SlaveOptions {
  /**
   * From the end of a request to the start of its answer. Default 3 ms on a serial line, what IME's sister meters
   * recommend of their 3...100 ms (Nemo D4-L+), and none on a socket.
   */
  readonly turnaround: Seconds;
  /**
   * The pause that certainly ends a frame. Default t3.5, but not under 20 ms: an adapter hands its bytes over in lumps
   * up to 16 ms apart. On a socket no pause does: it cuts a frame where it likes.
   */
  readonly silence: Seconds;
  /**
   * Serial frames through a socket: the pause after which a frame begun before is given up for a whole request. Default
   * 1 s, when a master has asked again.
   */
  readonly beginningKept: Seconds;
  /**
   * Whether a serial adapter gives our own bytes back. Default false: it is seen from the first answer that comes back,
   * unless that one reads like a request, as the confirmation of function code 06 does.
   */
  readonly hasLocalEcho: boolean;
  /**
   * Called with the work of one chunk, which it must do at once: whoever hosts devices that live by a clock may let it
   * stand still meanwhile, so that requests that came together are answered of one instant.
   */
  readonly together: (answer: () => void) => void;
}

export interface Slave {
  /** Requests to our units, and frames and bytes that were not for us or not whole. */
  readonly heard: { readonly requests: number; readonly others: number; readonly discarded: number };
  close(): Promise<void>;
}

/** Every answer to the requests in one chunk, unit and CRC included, in their order and in one piece. */
const answerAll = (units: Units, requests: readonly Uint8Array[]): Uint8Array => {
  const room = requests.reduce(
    (sum, frame) => sum + 3 + roomForAnswer(frame[1]!, (frame[4]! << 8) | frame[5]!),
    0,
  );
  const out = new Uint8Array(room);
  let at = 0;
  for (const frame of requests) {
    const length = respond(units.get(frame[0]!)!, frame, 1, frame.length - 2, out, at + 1);
    if (length === 0) continue;
    out[at] = frame[0]!;
    sealFrame(out, at, at + 1 + length);
    at += length + 3;
  }
  return out.subarray(0, at);
};

/** What is said to everybody is done by everybody and answered by nobody; a read said to everybody is nothing. */
const applyBroadcast = (units: Units, frame: Uint8Array): void => {
  if (frame[1] !== 6 && frame[1] !== 0x10) return;
  const unsaid = new Uint8Array(5);
  for (const device of units.values()) respond(device, frame, 1, frame.length - 2, unsaid, 0);
};

/** Lets `units` answer on `port` until one of the two is closed. */
export const openSlave = (
  port: Port,
  units: Units,
  clock: Clock,
  options: Partial<SlaveOptions> = {},
): Slave => {
  const { medium } = port;
  const isSerial = medium.kind === "serial";
  const { turnaround = isSerial ? milliseconds(3) : seconds(0) } = options;
  const { silence = seconds(Math.max(adapterLump, isSerial ? interFrameSilence(medium.format) : 0)) } =
    options;
  const { together = (answer: () => void): void => answer(), beginningKept = seconds(1) } = options;
  const { hasLocalEcho = false } = options;
  const heard = { requests: 0, others: 0, discarded: 0 };
  /** With bytes that take their time, and a receiver that may hear them. */
  const isWire = isSerial && medium.isPseudoTerminal !== true;
  const assembler = requestAssembler({
    isOurs: (unit) => units.has(unit),
    silence,
    character: isWire ? characterTime(medium.format) : seconds(0),
    beginningKept: isSerial ? null : beginningKept,
    hasLocalEcho,
  });

  const say = (answer: Uint8Array): void => {
    if (isWire) assembler.said(answer);
    port.write(answer);
  };
  const sendAfterTurnaround = (answer: Uint8Array, askedAt: Seconds): void => {
    if (answer.length === 0) return;
    if (turnaround <= 0) say(answer);
    else clock.after(seconds(askedAt + turnaround - clock.now()), () => say(answer));
  };

  const receiveRtu = (bytes: Uint8Array, at: Seconds): void => {
    const ours: Uint8Array[] = [];
    for (const event of assembler.push(bytes, at)) {
      if (event.kind === "discarded") heard.discarded++;
      else if (event.kind === "response") heard.others++;
      else if (event.frame[0] === 0) applyBroadcast(units, event.frame);
      else if (units.has(event.frame[0]!)) ours.push(event.frame);
      else heard.others++;
    }
    heard.requests += ours.length;
    if (ours.length > 0) sendAfterTurnaround(answerAll(units, ours), at);
  };

  const receiveMbap = mbapResponder(units, heard);
  const receive =
    medium.kind === "tcp" && medium.framing === "mbap"
      ? (bytes: Uint8Array, at: Seconds): void => {
          const answers = receiveMbap(bytes);
          if (answers === "out of step") port.drop(new Error(`${port.name} does not speak Modbus TCP`));
          else sendAfterTurnaround(answers, at);
        }
      : receiveRtu;

  port.listen({ received: (bytes, at) => together(() => receive(bytes, at)), closed: () => {} });
  return { heard, close: () => port.close() };
};
