/**
 * A gateway from Ethernet to RS485, as the IF2E001 of the catalogue: several clients on the network, one line with one
 * question at a time on it. The catalogue says neither port nor framing, so it speaks what it is told to: Modbus TCP, or
 * serial frames passed through a socket. Clients take turns, one request each, so that a client that asks much, or asks
 * a dead meter, delays the others by its turn and no more. Only Modbus TCP has words for what went wrong: exception 0Bh
 * when the meter did not answer, 0Ah when there is no line to ask on.
 */
import { milliseconds, type Seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import { requestCut } from "#rig/fieldbus/frameCut.ts";
import { type LineAnswer, lineTurns } from "#rig/fieldbus/lineTurns.ts";
import { mbapAssembler, wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { Port, TcpFraming } from "#rig/fieldbus/port.ts";
import { sealed } from "#rig/fieldbus/rtuFrame.ts";
import { listenOnTcp, type TcpListener } from "#rig/fieldbus/tcpListener.ts";

export interface GatewayOptions {
  /** Assumption, programmable in such boxes: from a request to the first byte of its answer. Default 500 ms. */
  readonly answerTimeout: Seconds;
  /** Assumption: requests of one client kept; those beyond are answered "busy" (06), or on serial frames dropped. */
  readonly mostWaiting: number;
}

interface Request {
  readonly frame: Uint8Array;
  answered(answer: LineAnswer): void;
  refused(exception: number): void;
}

interface Client {
  readonly connection: Port;
  readonly waiting: Request[];
}

const exceptionFrame = (frame: Uint8Array, code: number): Uint8Array =>
  sealed(frame[0]!, frame[1]! | 0x80, code);

/** Whole requests at the front of a stream of serial frames, and what is left; bytes that are none are dropped. */
function cutRequests(bytes: Uint8Array): { readonly frames: Uint8Array[]; readonly rest: Uint8Array } {
  const frames: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const cut = requestCut(bytes, start);
    if (cut.kind === "none") return { frames, rest: new Uint8Array() };
    if (cut.kind !== "whole") break;
    frames.push(bytes.subarray(start, cut.end));
    start = cut.end;
  }
  return { frames, rest: bytes.subarray(start) };
}

/**
 * Offers the line behind `line` on `tcp://host:port`; the line's port is the gateway's own from now on.
 * @throws {PortError} when the address cannot be listened on.
 */
export const openGateway = async (
  address: string,
  framing: TcpFraming,
  line: Port,
  clock: Clock,
  { answerTimeout = milliseconds(500), mostWaiting = 32 }: Partial<GatewayOptions> = {},
): Promise<TcpListener> => {
  const turns = lineTurns(line, clock, answerTimeout);
  /** In the sequence of their turns. */
  const clients: Client[] = [];
  let isServing = false;

  const serve = async (): Promise<void> => {
    if (isServing) return;
    isServing = true;
    for (;;) {
      const next = clients.findIndex(({ waiting }) => waiting.length > 0);
      const [client] = next < 0 ? [] : clients.splice(next, 1);
      const request = client?.waiting.shift();
      if (client === undefined || request === undefined) break;
      if (client.connection.isOpen) clients.push(client);
      request.answered(await turns.ask(request.frame));
    }
    isServing = false;
  };
  const queue = (client: Client, request: Request): void => {
    if (client.waiting.length >= mostWaiting) request.refused(6);
    else client.waiting.push(request);
    void serve();
  };

  const onMbap = (client: Client): ((bytes: Uint8Array) => void) => {
    const { connection } = client;
    const assembler = mbapAssembler();
    return (bytes) => {
      for (const part of assembler.push(bytes)) {
        if (part.kind === "discarded")
          return connection.drop(new Error(`${connection.name} does not speak Modbus TCP`));
        const { transaction, rtuFrame: frame } = part;
        const say = (rtuFrame: Uint8Array): void => connection.write(wrapInMbap(rtuFrame, transaction));
        queue(client, {
          frame,
          refused: (code) => say(exceptionFrame(frame, code)),
          answered(answer) {
            if (answer.kind === "answer") say(answer.frame);
            else if (frame[0] !== 0) say(exceptionFrame(frame, answer.kind === "unavailable" ? 0x0a : 0x0b));
          },
        });
      }
    };
  };
  const onSerialFrames = (client: Client): ((bytes: Uint8Array) => void) => {
    const { connection } = client;
    let kept: Uint8Array = new Uint8Array();
    return (bytes) => {
      const { frames, rest } = cutRequests(kept.length === 0 ? bytes : Buffer.concat([kept, bytes]));
      kept = rest;
      for (const frame of frames)
        queue(client, {
          frame,
          refused: () => {},
          answered(answer) {
            if (answer.kind === "answer") connection.write(answer.frame);
            else if (answer.kind === "garbled") connection.write(answer.bytes);
          },
        });
    };
  };

  const listener = await listenOnTcp(address, framing, clock, (connection) => {
    const client: Client = { connection, waiting: [] };
    clients.push(client);
    const received = framing === "mbap" ? onMbap(client) : onSerialFrames(client);
    connection.listen({
      received,
      // What it still had waiting goes with it.
      closed() {
        const at = clients.indexOf(client);
        if (at >= 0) clients.splice(at, 1);
      },
    });
  });
  return {
    address: listener.address,
    get connections() {
      return listener.connections;
    },
    async close() {
      for (const { waiting } of clients) waiting.length = 0;
      await Promise.all([listener.close(), turns.close()]);
    },
  };
};
