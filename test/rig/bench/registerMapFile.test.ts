/** A register map in a file of its own, in the place of the catalogue's hypothesis. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { nemo96hd } from "#models/catalogue/registerMaps/nemo96hd.ts";
import { decodeQuantity, planRead } from "#models/meter/registerReader.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { readRegisterMapFile } from "#rig/bench/registerMapFile.ts";

const folder = mkdtempSync(join(tmpdir(), "conto-rig-map-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The hypothesis with the energies of the older table: 0x0325, items spaced by four words. */
const older = {
  ...nemo96hd,
  name: "older table",
  rows: nemo96hd.rows.filter(({ address }) => address === 0x101c).map((row) => ({ ...row, address: 0x0325 })),
  writes: null,
};
const bench = (map: string): string => `
name: left
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: /dev/ttyUSB0 } }
positions:
  - { name: left, model: D4-s, bus: main, unit: 1, registerMap: ${map}, programmed: { insertionMode: 3N3E } }
`;

describe("a register map file", () => {
  it("is what the position's meter is read by", () => {
    const path = file("older.json", JSON.stringify(older, null, 2));
    const read = readBenchFile(bench("older.json"), "bench.yaml", {}, () => readRegisterMapFile(path));
    if (Array.isArray(read)) throw new Error(JSON.stringify(read));
    const spec = read.positions[0]?.spec;
    if (spec === undefined) throw new Error("no position");
    expect(planRead(spec.registerMap, ["active energy"])).toEqual([
      { address: 0x0325, count: 2, quantities: ["active energy"] },
    ]);
    // 0x0000648C = 25740 counts of 10 Wh.
    const words = [{ address: 0x0325, words: [0, 0x648c] }];
    expect(decodeQuantity(spec.registerMap, spec, "active energy", words)?.value).toBe(257_400);
  });
  it("is refused with every mistake at its line", () => {
    const path = file(
      "wrong.yaml",
      `name: mine
status: measured on the bench
wordOrder: upsideDown
functionCodes: [3]
maximumReadWords: 125
gaps: refuse
halves: answer
rows:
  - { address: 70000, type: u32, content: { kind: quantity, quantity: actve energy, form: value, scale: { kind: fixed, perCount: 10 } }, provenance: { source: probe, confidence: A } }
writes: null
`,
    );
    const issues = readRegisterMapFile(path);
    if (!Array.isArray(issues)) throw new Error("was taken");
    const lines = issues.map(({ line, message }) => `${line}: ${message}`);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^3: .*highFirst/)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^9: .*0 to 6553[0-9]/)]));
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });
  it("that is not there is said so", () => {
    expect(readRegisterMapFile(join(folder, "nowhere.yaml"))).toMatchObject([
      { message: expect.stringMatching(/no such file/) },
    ]);
  });
});
