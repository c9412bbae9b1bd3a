/** What a run on a bench file was made from: the bench file and the register maps it names, by their hashes. */
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, relative } from "node:path";
import { afterAll, expect, it } from "vitest";
import { nemo96hd } from "#models/catalogue/registerMaps/nemo96hd.ts";
import { openBench } from "#rig/cli/openBench.ts";
import { folder } from "./cli.ts";

const here = folder();
afterAll(() => here.remove());

it("names the bench file and every register map file once, each with the SHA-256 of its bytes", async () => {
  const gateway = createServer((socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const { port } = gateway.address() as AddressInfo;
  const map = join(here.path, "mine.json");
  const bench = join(here.path, "bench.yaml");
  writeFileSync(map, JSON.stringify({ ...nemo96hd, name: "mine", writes: null }, null, 2));
  const position = (name: string, unit: number): string =>
    `  - { name: ${name}, model: D4-s, bus: main, unit: ${unit}, registerMap: mine.json, programmed: { insertionMode: 3N3E } }`;
  writeFileSync(
    bench,
    `name: left
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: "tcp://127.0.0.1:${port}", framing: rtu } }
positions:
${position("left", 1)}
${position("right", 2)}
`,
  );
  const opened = await openBench(bench, 1);
  try {
    const named = async (file: string) => {
      const digest = await crypto.subtle.digest("SHA-256", readFileSync(file));
      return { file: relative(".", file), sha256: Buffer.from(digest).toString("hex") };
    };
    expect(opened.sources).toEqual([await named(bench), await named(map)]);
  } finally {
    await opened.close();
    gateway.close();
  }
});
