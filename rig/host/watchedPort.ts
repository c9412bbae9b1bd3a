/** A port that tells one more person when it goes away: a host has to say so, the slave on it has nothing to say. */
import type { Port } from "#rig/fieldbus/port.ts";

export const watchedPort = (port: Port, lost: (cause: Error) => void): Port => ({
  name: port.name,
  medium: port.medium,
  get isOpen() {
    return port.isOpen;
  },
  write: (bytes) => port.write(bytes),
  listen: (listener) =>
    port.listen({
      received: (bytes, at) => listener.received(bytes, at),
      closed(cause) {
        listener.closed(cause);
        if (cause !== undefined) lost(cause);
      },
    }),
  drop: (cause) => port.drop(cause),
  close: () => port.close(),
});
