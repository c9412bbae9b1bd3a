/**
 * A converter between two serial media, as the IF2E002 of the catalogue (RS485 to RS232 and back): what comes in on one
 * side goes out on the other, byte for byte. It knows nothing of frames; the line behind it gives each byte its time.
 */
import type { Port } from "#rig/fieldbus/port.ts";

export interface Converter {
  /** Resolves when both sides are closed. */
  close(): Promise<void>;
}

/** Joins two ports, which are the converter's own from now on; one side lost takes the other with it. */
export const openConverter = (rs232: Port, rs485: Port): Converter => {
  const join = (from: Port, to: Port): void =>
    from.listen({
      received: (bytes) => to.write(bytes),
      closed: () => void to.close(),
    });
  join(rs232, rs485);
  join(rs485, rs232);
  return {
    async close() {
      await Promise.all([rs232.close(), rs485.close()]);
    },
  };
};
