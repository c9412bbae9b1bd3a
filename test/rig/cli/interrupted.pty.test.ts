/** A run that is interrupted on a real bench: the source is switched off before the program ends, with 130. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folder, start } from "./cli.ts";

const place = folder();
const silent = createServer((socket) => socket.on("error", () => {}));
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      silent.listen(0, "127.0.0.1", resolve);
    }),
);
afterAll(() => {
  silent.close();
  place.remove();
});

describe("Ctrl-C", () => {
  it("while the operator is asked: the source is asked off, the run is stored as interrupted, 130", async () => {
    const address = silent.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    writeFileSync(
      join(place.path, "bench.yaml"),
      `name: silent
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: "tcp://127.0.0.1:${address.port}", framing: rtu } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
`,
    );
    const rig = start(["run", "rated-current", "--bench", "bench.yaml"], place.path);
    await rig.hears(/Is the source connected.*\] $/);
    rig.process.stdin.write("\n");
    await rig.hears(/Does the source give this\?.*\] $/);
    rig.process.kill("SIGINT");
    await rig.hears(/Is the source off\?.*\] $/);
    rig.process.stdin.write("\n");
    const { code, stdout, stderr } = await rig.ended;
    expect(code, stderr).toBe(130);
    expect(stdout).toMatch(/0 pass/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
