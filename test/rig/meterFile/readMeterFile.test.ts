/**
 * A meter from a file, before anything is hosted: what the two shipped files say, checked against the published tables
 * they cite; that numbers of the makers' tables (JBUS, Modicon) become wire addresses; and that a wrong file is told with
 * every mistake at its place.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFunctionOf } from "#models/meter/registerMap.ts";
import { planRead } from "#models/meter/registerReader.ts";
import { meterFileJsonSchema } from "#rig/meterFile/meterFileForm.ts";
import { readMeterFile } from "#rig/meterFile/readMeterFile.ts";
import { meterFile, shipped, specOf, trouble } from "./files.ts";

const energy = "{ address: 100, type: u32, quantity: active energy, perCount: 10 Wh }";

describe("the shipped files", () => {
  // mbmd meters/rs485/sdm.go: VoltageL1 0x0000, CurrentL1 0x0006, Power 0x0034, Import 0x0048, Export 0x004a, all ReadInputReg.
  it("SDM630: floats in input registers, at the addresses mbmd reads", () => {
    const { registerMap } = specOf(shipped("sdm630"));
    const at = (address: number) => registerMap.rows.find((row) => row.address === address)?.content;
    expect(readFunctionOf(registerMap)).toBe(4);
    expect(registerMap.rows.every(({ type }) => type === "float32")).toBe(true);
    expect(at(0x0000)).toMatchObject({ quantity: "voltage L1", scale: { perCount: 1 } });
    expect(at(0x0006)).toMatchObject({ quantity: "current L1" });
    expect(at(0x000c)).toMatchObject({ quantity: "active power L1" });
    expect(at(0x0034)).toMatchObject({ quantity: "active power" });
    expect(at(0x0046)).toMatchObject({ quantity: "frequency" });
    expect(at(0x0048)).toMatchObject({ quantity: "active energy", scale: { perCount: 1000 }, step: 0.01 });
    expect(at(0x004a)).toMatchObject({ quantity: "exported active energy" });
  });
  // mbmd meters/rs485/abb.go: Import 0x5000 snip64u/100 kWh, VoltageL1 0x5B00 snip32u/10, Power 0x5B14 snip32i/100.
  it("B23: 64 bits of 0.01 kWh in holding registers, at the addresses mbmd and openWB read", () => {
    const { registerMap } = specOf(shipped("abb-b23"));
    const at = (address: number) => registerMap.rows.find((row) => row.address === address);
    expect(readFunctionOf(registerMap)).toBe(3);
    expect(at(0x5000)).toMatchObject({
      type: "u64",
      content: { quantity: "active energy", scale: { perCount: 10 } },
    });
    expect(at(0x5b00)).toMatchObject({
      type: "u32",
      content: { quantity: "voltage L1", scale: { perCount: 0.1 } },
    });
    expect(at(0x5b0c)).toMatchObject({ type: "u32", content: { scale: { perCount: 0.01 } } });
    expect(at(0x5b14)).toMatchObject({ type: "s32", content: { quantity: "active power" } });
    expect(at(0x5b2c)).toMatchObject({ type: "u16", content: { quantity: "frequency" } });
    expect(registerMap.status).toMatch(/2CMC485003M0201.*; 8 of 31 registers unsure$/);
  });
  it("every row says where it comes from and how sure it is", () => {
    for (const name of ["sdm630", "abb-b23"] as const)
      for (const { provenance } of specOf(shipped(name)).registerMap.rows) {
        expect(provenance.source.length).toBeGreaterThan(5);
        expect(provenance.confidence).toMatch(/^[BCD]$/);
      }
  });
  it("a 64-bit value is asked for whole, in one exchange", () => {
    const { registerMap } = specOf(shipped("abb-b23"));
    expect(planRead(registerMap, ["active energy"])).toEqual([
      { address: 0x5000, count: 4, quantities: ["active energy"] },
    ]);
    for (let most = 4; most < 12; most++)
      for (const { address, count } of planRead({ ...registerMap, maximumReadWords: most }, [
        "active energy",
        "exported active energy",
      ])) {
        expect((address - 0x5000) % 4).toBe(0);
        expect(count % 4).toBe(0);
      }
  });
});

describe("the numbers of a maker's table", () => {
  it("become wire addresses: JBUS is one more, Modicon 30001 more", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xfffe }),
        fc.constantFrom("0" as const, "1" as const, "30001" as const, "40001" as const),
        (wire, firstRegister) => {
          const printed = wire + Number(firstRegister);
          fc.pre(printed <= 99_999);
          const line = energy.replace("100", `${printed}`);
          const { registerMap } = specOf(meterFile({ registers: [line], firstRegister }));
          expect(registerMap.rows[0]?.address).toBe(wire);
        },
      ),
    );
  });
  it("below the first one are refused at their place", () => {
    const registers = [energy.replace("100", "30000")];
    expect(trouble(meterFile({ registers, firstRegister: "30001" }))).toEqual([
      "my.meter.yaml:24:16: registers go from 30001 (firstRegister) to 95536, not 30000",
    ]);
  });
});

describe("a wrong file", () => {
  it("is told with every mistake at its line and column, all at once", () => {
    const registers = [
      energy,
      "{ address: 101, type: u32, quantity: voltage L1, perCount: 0.1 V }",
      "{ address: 110, type: u32, quantity: current L1, perCount: 0.1 V }",
      "{ address: 112, type: u16, quantity: frequency, perCount: 0.01 Hz, step: 0.1 Hz }",
      "{ address: 113, type: u32, quantity: active power, perCount: 1 W, magnitude: true }",
      "{ address: 120, type: u16, quantity: voltage L2, signOf: voltage L2, perCount: 1 V }",
      "{ address: 121, type: u16, enum: phase sequence, values: { clockwise: 1 } }",
      "{ address: 122, type: text, text: ABCDE, words: 2 }",
      "{ address: 126, type: u32, quantity: active energy, perCount: 10 Wh }",
    ];
    expect(trouble(meterFile({ registers }))).toEqual([
      "my.meter.yaml:25:16: address 0x0065 belongs to register 1 of the list",
      "my.meter.yaml:26:64: current L1: expected a current such as 5 A or 40 mA, got '0.1 V'",
      "my.meter.yaml:27:78: is for floats: a whole number goes on by one count",
      "my.meter.yaml:28:82: no register has the sign (signOf: active power)",
      expect.stringMatching(
        /^my\.meter\.yaml:29:5: a register holds one of quantity, .*, got quantity and signOf$/,
      ),
      "my.meter.yaml:30:75: no state of the phase sequence: L1-L2-L3, L1-L3-L2, none",
      "my.meter.yaml:31:53: 5 characters need 3 words",
      "my.meter.yaml:32:42: register 1 of the list has active energy already",
    ]);
  });
  it("is told of its nameplate too: a class that is not, a reference above the maximum, a CT ratio without CTs", () => {
    const text = meterFile({ registers: [energy] })
      .replace("class: 1", "class: 9")
      .replace("reference: 5 A", "reference: 500 A")
      .replace("bus:", "ctRatio: { lowest: 1, highest: 100 }\nbus:");
    expect(trouble(text)).toEqual([
      "my.meter.yaml:6:59: not below the reference current",
      "my.meter.yaml:8:47: IEC 62053-21:2003 has no class 9 here (there are 1, 2)",
      "my.meter.yaml:15:10: a meter the current goes straight through has no CT ratio",
    ]);
  });
  it("gets a suggestion for a misspelt key or word", () => {
    const lines = trouble(
      meterFile({ registers: [energy.replace("quantity", "quantiy"), energy.replace("u32", "u23")] }),
    );
    expect(lines).toEqual([
      expect.stringMatching(/^my\.meter\.yaml:24:32: unknown key 'quantiy'; did you mean 'quantity'\?$/),
      expect.stringMatching(/^my\.meter\.yaml:25:27: .*did you mean 'u32'\?$/),
    ]);
  });
  it("can't do without the active energy, nor with a value wider than a read", () => {
    expect(trouble(meterFile({ registers: ["{ address: 1, type: u16, constant: 7 }"] }))).toEqual([
      "my.meter.yaml:24:3: no register has the active energy: every test begins with it",
    ]);
    const wide = energy.replace("u32", "u64");
    expect(trouble(meterFile({ registers: [wide], mostWords: 3 }))).toEqual([
      "my.meter.yaml:24:27: has 4 words, and one read brings 3 at most",
    ]);
    expect(trouble(meterFile({ registers: [energy], functionCodes: "[16]" }))).toEqual([
      "my.meter.yaml:17:16: nothing can be read without 3 or 4",
    ]);
  });
  it("whatever it is, gives a product or issues, never an exception", () => {
    const pieces = [...shipped("sdm630").split("\n"), ...shipped("abb-b23").split("\n")];
    const torn = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 })
      .map((lines) => lines.join("\n"));
    const whole = shipped("sdm630");
    const cut = fc
      .tuple(fc.nat({ max: whole.length }), fc.nat({ max: 60 }), fc.string({ maxLength: 12 }))
      .map(([at, length, other]) => whole.slice(0, at) + other + whole.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(torn, cut), (text) => {
        const read = readMeterFile(text, "my.meter.yaml");
        if (!Array.isArray(read)) {
          expect(read).toMatchObject({ kind: "meter" });
          return;
        }
        expect(read.length).toBeGreaterThan(0);
        for (const { line, column, message } of read) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it("ships the schema of its form to editors", async () => {
  await expect(`${JSON.stringify(meterFileJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../../rig/meterFile/meter.schema.json",
  );
});
