/**
 * A slave on a port held in the hand: bytes are put in, and every write of the slave is kept as it was made.
 */
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Medium, Port, PortListener } from "#rig/fieldbus/port.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import type { Units } from "#rig/fieldbus/units.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { hex } from "./bench.ts";

export const serial: Medium = { kind: "serial", format: plainFormat(9600) };
export const rtuOverTcp: Medium = { kind: "tcp", framing: "rtu" };
export const mbap: Medium = { kind: "tcp", framing: "mbap" };

/** A port in the hand: what is put in, and what the slave writes, write by write. */
const handPort = (medium: Medium) => {
  const clock = new VirtualClock();
  const writes: string[] = [];
  let listener: PortListener | undefined;
  let isOpen = true;
  const port: Port = {
    name: "hand",
    medium,
    get isOpen() {
      return isOpen;
    },
    write: (bytes) => void writes.push(hex(bytes)),
    listen: (next) => {
      listener = next;
    },
    drop: () => {
      isOpen = false;
    },
    close: async () => {
      isOpen = false;
    },
  };
  return {
    clock,
    port,
    writes,
    /** Lets `bytes` come after a `pause`, and everything that follows from it happen. */
    async hear(bytes: Uint8Array, pause: Seconds = seconds(1)): Promise<string[]> {
      await clock.sleep(pause);
      const before = writes.length;
      listener?.received(bytes, clock.now());
      if (medium.kind === "serial") await clock.sleep(milliseconds(5));
      return writes.slice(before);
    },
  };
};

export const slaveOn = (medium: Medium, units: Units) => {
  const hand = handPort(medium);
  return { ...hand, slave: openSlave(hand.port, units, hand.clock) };
};
