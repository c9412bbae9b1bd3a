import { describe, expect, it } from "vitest";
import { readBenchFile } from "#rig/bench/benchFile.ts";

const bench = (reading: string) => `name: rehearsal
source:
  kind: manual
  limits: { voltage: 300 V, current: 70 A }
  uncertainty: 0.1 %
buses:
  rs485: { port: tcp://localhost:502 }
positions:
  - name: "1"
    model: D4-d
    bus: rs485
    unit: 1
    catalogue: { supply: ${reading} }
    programmed: { insertionMode: 3N3E, counting: double tariff }
`;

describe("a bench file", () => {
  it("chooses how the catalogue is to be read, and how the meter is programmed to count", () => {
    const file = readBenchFile(bench("from any two terminals"), "bench.yaml", {});
    if (Array.isArray(file)) throw new Error(JSON.stringify(file));
    expect("positions" in file && file.positions[0]?.spec).toMatchObject({
      selfSupply: "any",
      programmed: { counting: "double tariff" },
    });
  });

  it("is told what readings there are, at the line that has none of them", () => {
    expect(readBenchFile(bench("from the mains"), "bench.yaml", {})).toEqual([
      expect.objectContaining({
        line: 13,
        message: '"supply" can be read as: from L1-L2, as its relatives; from any two terminals',
      }),
    ]);
  });
});
