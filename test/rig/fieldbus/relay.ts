/** A gateway in the test's hands: passes what comes on to another address, and breaks as gateways do. */
import { connect, createServer, type Server, type Socket } from "node:net";

export interface Relay {
  readonly address: string;
  /** Connections accepted so far. */
  connections(): number;
  /** Closes what is open, in order (FIN) or not (RST). */
  closeAll(how: "fin" | "rst"): void;
  /** The next request is not passed on: the connection ends in its place. */
  breakAtNextRequest(how: "fin" | "rst"): void;
  /** Connections that are open now stay so, and nothing passes through them any more. */
  freeze(): void;
  /** Nobody listens any more, and what was open is reset. */
  goAway(): Promise<void>;
  /** Listens again, where it did. */
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export async function openRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket; isFrozen: boolean }>();
  let accepted = 0;
  let breaks: "fin" | "rst" | null = null;
  const end = (near: Socket, how: "fin" | "rst"): void => {
    if (how === "rst") near.resetAndDestroy();
    else near.end();
  };
  const serve = (): Server =>
    createServer((near) => {
      accepted++;
      const far = connect(Number(port), hostname);
      const pair = { near, far, isFrozen: false };
      pairs.add(pair);
      near.on("data", (bytes) => {
        if (pair.isFrozen) return;
        if (breaks === null) {
          far.write(bytes);
          return;
        }
        end(near, breaks);
        breaks = null;
      });
      far.on("data", (bytes) => {
        if (!pair.isFrozen) near.write(bytes);
      });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on("error", () => {});
        one.on("close", () => {
          pairs.delete(pair);
          if (!pair.isFrozen) other.destroy();
        });
      }
    });
  let server = serve();
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", resolve);
    });
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const closeAll = (how: "fin" | "rst"): void => {
    for (const { near } of pairs) end(near, how);
  };
  const goAway = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      closeAll("rst");
    });
  return {
    address: `tcp://127.0.0.1:${address.port}`,
    connections: () => accepted,
    closeAll,
    breakAtNextRequest(how) {
      breaks = how;
    },
    freeze() {
      for (const pair of pairs) pair.isFrozen = true;
    },
    goAway,
    comeBack() {
      server = serve();
      return listen(address.port);
    },
    async close() {
      await goAway();
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
    },
  };
}
