import { describe, expect, it } from "vitest";
import { nemo96hd, nemo96hdWithTariffs } from "#models/catalogue/registerMaps/nemo96hd.ts";
import { checkRegisterMap, readRegisterMap } from "#models/meter/checkRegisterMap.ts";
import type { RegisterRow } from "#models/meter/registerMap.ts";

const text = (data: unknown) =>
  checkRegisterMap(data).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("a register map", () => {
  it("of the family is in order, also after a trip through a file", () => {
    for (const map of [nemo96hd, nemo96hdWithTariffs]) {
      expect(checkRegisterMap(map)).toEqual([]);
      expect(readRegisterMap(JSON.parse(JSON.stringify(map)))).toEqual(map);
    }
  });

  it("says where every row comes from; tariff rows are marked as an assumption", () => {
    expect(nemo96hd.status).toBe("hypothesis: Nemo 96 HD family");
    const tariffs = nemo96hdWithTariffs.rows.filter(
      ({ content }) => content.kind === "quantity" && /T[12]$/.test(content.quantity),
    );
    expect(tariffs.map(({ provenance }) => provenance.confidence)).toEqual(Array(6).fill("D"));
  });

  it("with mistakes brings them all at once, each with its place", () => {
    const [first] = nemo96hd.rows as [RegisterRow];
    const rows = [
      first,
      { ...first, address: 0x1001 },
      {
        address: 70_000,
        type: "u8",
        content: { kind: "quantity", quantity: "watts", form: "value" },
        provenance: {},
      },
      { ...first, address: 0x2000, content: { kind: "dial" } },
      {
        ...first,
        address: 0x3000,
        content: {
          kind: "quantity",
          quantity: "active energy",
          form: "value",
          scale: {
            kind: "byRatio",
            steps: [
              { below: 10, perCount: 0 },
              { below: 5, perCount: 1 },
            ],
          },
        },
      },
    ];
    expect(
      text({ ...nemo96hd, name: "", maximumReadWords: 0, rows, writes: { ...nemo96hd.writes, unlock: 1 } }),
    ).toEqual([
      "name: a text",
      "maximumReadWords: a whole number from 1 to 125",
      "rows.1.address: address 0x1001 belongs to row 0",
      "rows.2.type: one of u16, s16, signMagnitude16, u32, s32, signMagnitude32, u64, s64, float32, float64",
      'rows.2.content.quantity: no quantity "watts"',
      "rows.2.content.scale: a scale: fixed or byRatio",
      "rows.2.provenance.source: a text",
      "rows.2.provenance.confidence: one of A, B, C, D",
      "rows.2.address: a whole number from 0 to 65535",
      'rows.3.content.kind: no kind of row "dial"',
      "rows.4.content.scale.steps.0.perCount: a number above 0",
      "rows.4.content.scale.steps.1.below: null in the last step and only there",
      "writes.unlock: missing",
    ]);
    expect(text("a map")).toEqual([": a register map is an object"]);
    expect(text({}).length).toBeGreaterThan(5);
  });
});
