/** The family as its pages print it (French catalogue, guide B.9 to B.26), and what is in doubt as data one can choose. */
import { describe, expect, it } from "vitest";
import { allEntries, catalogue, findEntry, findModel } from "#models/catalogue/catalogue.ts";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { MeterSpec } from "#models/meter/spec.ts";

const spec = (model: string, orderCode: string | null = null, readings = {}): MeterSpec => {
  const made = meterSpec({ model, orderCode, programmed: {} }, { readings });
  if (!isSpec(made)) throw new Error(JSON.stringify(made));
  return made;
};

describe("the family", () => {
  it("has seven meters, the concentrator and three interfaces, with every order code", () => {
    const codes = Object.fromEntries(
      allEntries.map(({ model, variants }) => [model, variants.map(({ orderCode }) => orderCode.slice(5))]),
    );
    expect(codes).toEqual({
      "Conto D1": ["2000"],
      "Conto D2": ["4700", "4750", "4800", "4850"],
      "Conto D4-s": ["7700", "7750", "7800", "7900", "8700", "8800", "8900"],
      "Conto D4-Sh": ["9600", "9700"],
      "Conto D4-d": ["9000", "9500"],
      "Conto 72-Pt": ["5100", "5150", "5200", "5250"],
      "Conto 96-Pt": ["5300", "5350", "5400", "5500"],
      "Conto D4CR8": ["8000"],
      IF2E001: ["6050"],
      IF2E002: ["6300"],
      IF2E003: ["6306"],
    });
    expect(findEntry("d4cr8")?.kind).toBe("concentrator");
    expect(findEntry("IF2E002")).toMatchObject({ kind: "interface", role: "converter", document: "NT693" });
    expect(findModel("D4CR8")).toBeUndefined();
  });

  it.each([
    // model, notice, digits, connection, reference, maximum, sealable, keys, modes
    ["D1", "NTContoD1", 7, "direct", 32, 32, false, 0, 1],
    ["D2", "NT603", 6, "direct", 10, 63, false, 1, 1],
    ["D4-s", "NT672", 8, "ct", 5, 6, true, 2, 8],
    ["D4-Sh", "NT739", 8, "ct", 5, 6, true, 2, 5],
    ["D4-d", "NT669", 8, "direct", 10, 63, true, 2, 2],
    ["72-Pt", "NT697", 8, "ct", 5, 6, false, 2, 8],
    ["96-Pt", "NT698", 8, "ct", 5, 6, false, 2, 8],
  ] as const)(
    "%s as its page has it",
    (model, document, digits, connection, reference, maximum, sealable, keys, modes) => {
      const product = findModel(model);
      const made = spec(model);
      expect(product).toMatchObject({ document, digits, sealable });
      expect(made.current).toEqual({ connection, reference, maximum });
      expect(made.keys).toHaveLength(keys);
      expect(made.programmable.insertionModes).toHaveLength(modes);
      expect(product?.diagrams.map(({ mode }) => mode).sort()).toEqual(
        [...made.programmable.insertionModes].sort(),
      );
      const sealed = meterSpec({ model, orderCode: null, programmed: {} }, { sealed: true });
      expect(isSpec(sealed)).toBe(sealable);
    },
  );

  it("has the pulse weights of its pages: 1 Wh on the D4-d alone, 10 Wh on the D2, 2000 imp/kWh on the D1", () => {
    expect(spec("D4-d").programmable.pulseWeights).toEqual([1, 10, 100, 1000, 10_000]);
    for (const model of ["D4-s", "D4-Sh", "72-Pt", "96-Pt"])
      expect(spec(model).programmable.pulseWeights).toEqual([10, 100, 1000, 10_000]);
    expect(spec("D2").programmable.pulseWeights).toEqual([10]);
    expect(spec("D1").programmable.pulseWeights).toEqual([0.5]);
  });

  it("starts at 0.4 % of Ib when direct, at 0.2 % of In on CTs; the D1 is of EN 61036 and measures no reactive energy", () => {
    expect(spec("D4-d").startingCurrent).toEqual({ active: 0.004, reactive: 0.005 });
    expect(spec("72-Pt").startingCurrent).toEqual({ active: 0.002, reactive: 0.003 });
    expect(spec("D1").classes).toEqual({
      active: { standard: "IEC 61036", accuracyClass: "1" },
      reactive: null,
    });
    expect(spec("D1").startingCurrent.active).toBe(0.004);
  });

  it("tells 36 A and 63 A of the D2 by order code, VT inputs of the flush ones, RS485 or pulses of the D4-d", () => {
    expect(
      ["4700", "4750", "4800", "4850"].map((code) => spec("D2", `6017 ${code}`).current.maximum),
    ).toEqual([36, 36, 63, 63]);
    expect(
      ["5100", "5150", "5200", "5250"].map((code) => spec("72-Pt", `6017 ${code}`).voltage.highest),
    ).toEqual([440, 440, 150, 150]);
    expect(spec("D4-d", "6017 9000").outputs).toEqual({ pulse: true, rs485: false });
    expect(spec("D4-d", "6017 9500").outputs).toEqual({ pulse: false, rs485: true });
  });
});

describe("what is in doubt", () => {
  it("holds every contradiction of the catalogue", () => {
    const doubts = (model: string) => findEntry(model)?.doubts.map(({ about }) => about) ?? [];
    expect(doubts("D1")).toEqual(expect.arrayContaining(["pulse constant", "basic and maximum current"]));
    expect(doubts("D2")).toEqual(expect.arrayContaining(["basic current", "communication"]));
    expect(doubts("D4-Sh")).toContain("the two four-wire diagrams");
    expect(doubts("D4-d")).toContain("single-phase connection");
    expect(doubts("IF2E001")).toEqual(expect.arrayContaining(["notice", "largest network"]));
    expect(doubts("D4CR8")).toContain("largest network");
  });

  it("is named once, chosen for a reason, and every other reading makes a meter that differs", () => {
    for (const { doubts } of allEntries) {
      expect(new Set(doubts.map(({ about }) => about)).size).toBe(doubts.length);
      expect(doubts.every(({ chosen, reason }) => chosen !== "" && reason !== "")).toBe(true);
    }
    for (const { model, doubts, variants } of catalogue)
      for (const { about, chosen, alternatives } of doubts) {
        expect(spec(model, null, { [about]: chosen })).toEqual(spec(model));
        for (const { reading } of alternatives) {
          const read = variants.map(({ orderCode }) => spec(model, orderCode, { [about]: reading }));
          const before = variants.map(({ orderCode }) => spec(model, orderCode));
          const named = `${model}, ${about}: ${reading}`;
          // Which drawing goes with which mode is not in a specification.
          if (reading === "S1000/333 has one CT") continue;
          expect({ named, same: JSON.stringify(read) === JSON.stringify(before) }).toEqual({
            named,
            same: false,
          });
        }
      }
  });

  it("moves the break-points of the D2 with its basic current, and the D1's pulse with its constant", () => {
    const read = spec("D2", "6017 4850", { "basic current": "20 A and 32 A" });
    expect(read.current).toEqual({ connection: "direct", reference: 32, maximum: 63 });
    expect(spec("D2", "6017 4750", { "basic current": "20 A and 32 A" }).current.reference).toBe(20);
    const pulses = spec("D1", null, { "pulse constant": "1000 imp/kWh" });
    expect(pulses.programmed.pulse.weight).toBe(1);
    expect(pulses.programmable.pulseWeights).toEqual([1]);
  });

  it("brings the Modbus variant of the D2 with its partial map, marked as what it is", () => {
    const modbus = spec("D2", "6017 4800", { communication: "the Modbus variant of third-party lists" });
    expect(modbus.outputs.rs485).toBe(true);
    expect(modbus.registerMap.status).toContain("third-party");
    expect(modbus.registerMap.rows.map(({ address }) => address)).toEqual([
      8196, 8198, 8199, 8200, 8202, 8204, 8206, 768,
    ]);
    expect(modbus.registerMap.writes).toBeNull();
  });

  it("refuses a reading nobody knows, and names those there are", () => {
    const wrong = meterSpec(
      { model: "D1", orderCode: null, programmed: {} },
      { readings: { "pulse constant": "5", x: "y" } },
    );
    expect(isSpec(wrong) ? [] : wrong.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      'options.readings.pulse constant: "pulse constant" can be read as: 2000 imp/kWh; 1000 imp/kWh',
      expect.stringContaining('nothing about "x" is in doubt here (choices: pulse constant, '),
    ]);
  });
});
