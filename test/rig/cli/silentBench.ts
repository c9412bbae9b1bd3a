/** A bench of real meters of which none answers: its bus is a socket that takes everything and says nothing. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** To be called once, outside of any test; gives what writes `bench.yaml` into a folder. */
export function openSilentBench(): (folder: string) => void {
  const silent = createServer((socket) => socket.on("error", () => {}));
  beforeAll(() => new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", () => resolve())));
  afterAll(() => {
    silent.close();
  });
  return (folder) => {
    const address = silent.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    writeFileSync(
      join(folder, "bench.yaml"),
      `name: silent
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: "tcp://127.0.0.1:${address.port}", framing: rtu } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
`,
    );
  };
}
