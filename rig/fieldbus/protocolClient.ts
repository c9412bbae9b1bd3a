/**
 * modbus-serial as protocol client, kept on a short lead: it writes requests and reads answers, and neither its timers
 * nor its ports are used. It is given one whole, checked frame or nothing at all; what it does not get an answer to it
 * forgets with the next request.
 */
import { EventEmitter } from "node:events";
import modbus from "modbus-serial";
import type { ReadFunction } from "#models/meter/registerMap.ts";

/** The port as modbus-serial wants it: `open`, `close`, `write`, `isOpen` and the event `data` with a whole frame. */
class ClientPort extends EventEmitter {
  readonly isOpen = true;
  readonly send: (frame: Uint8Array) => void;

  constructor(send: (frame: Uint8Array) => void) {
    super();
    this.send = send;
  }

  open(done: (error?: Error) => void): void {
    done();
  }

  close(done: () => void): void {
    done();
  }

  write(frame: Buffer): void {
    this.send(frame);
  }
}

export interface ProtocolClient {
  /** Sends the request for `count` words. */
  read(functionCode: ReadFunction, unit: number, address: number, count: number): void;
  write(unit: number, address: number, words: readonly number[]): void;
  /**
   * Takes the whole answer frame, already found to be the one asked for; gives the words of a read, none of a write.
   * @throws {Error} when modbus-serial finds fault with it: a contradiction in the rig, not a meter's doing.
   */
  accept(frame: Uint8Array): readonly number[];
}

export const protocolClient = (send: (frame: Uint8Array) => void): ProtocolClient => {
  const port = new ClientPort(send);
  const client = new modbus.default(port);
  client.open();
  let outcome: { readonly error: Error | null; readonly words: readonly number[] } | undefined;
  const settle = (error: Error | null, result?: { readonly data?: readonly number[] }): void => {
    outcome = { error, words: result?.data ?? [] };
  };
  return {
    read: (functionCode, unit, address, count) =>
      functionCode === 3
        ? client.writeFC3(unit, address, count, settle)
        : client.writeFC4(unit, address, count, settle),
    write: (unit, address, words) => client.writeFC16(unit, address, [...words], (error) => settle(error)),
    accept: (frame) => {
      outcome = undefined;
      port.emit("data", Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
      const { error, words } = outcome ?? { error: new Error("modbus-serial ignored an answer"), words: [] };
      if (error) throw error;
      return words;
    },
  };
};
