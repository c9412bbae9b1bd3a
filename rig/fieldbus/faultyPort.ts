/**
 * A port that spoils what is written to it: put around a slave's port, it turns a sound meter on a sound line into the
 * one with the loose screw. Which answer suffers what is the caller's to say, so a run can be repeated.
 */
import type { Clock } from "#rig/clock.ts";
import { type BusFault, faultyPieces } from "#rig/fieldbus/busFault.ts";
import type { Port } from "#rig/fieldbus/port.ts";

/**
 * `port` with the fault `faultOf(n)` on its n-th written answer, n from 0; `undefined` leaves it alone. Answers are RTU
 * frames.
 */
export const faultyPort = (
  port: Port,
  clock: Clock,
  faultOf: (answer: number) => BusFault | undefined,
): Port => {
  let answers = 0;
  let request: Uint8Array = new Uint8Array();
  let keptBack: Uint8Array | undefined;
  return {
    name: port.name,
    medium: port.medium,
    get isOpen() {
      return port.isOpen;
    },
    write(bytes) {
      const fault = faultOf(answers++);
      if (keptBack !== undefined) {
        port.write(Buffer.concat([keptBack, bytes]));
        keptBack = undefined;
      } else if (fault === undefined) port.write(bytes);
      else if (fault.kind === "merged") keptBack = Uint8Array.from(bytes);
      else {
        for (const { after, bytes: piece } of faultyPieces(fault, bytes, request)) {
          if (after > 0) clock.after(after, () => port.write(piece));
          else port.write(piece);
        }
      }
    },
    listen(listener) {
      port.listen({
        received: (bytes, at) => {
          request = bytes;
          listener.received(bytes, at);
        },
        closed: (cause) => listener.closed(cause),
      });
    },
    drop: (cause) => port.drop(cause),
    close: () => port.close(),
  };
};
