/** Text as it lies on a screen: no word, no figure and no amount is cut in two where there is room for it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, sentenceRows } from "#reports/columns.ts";
import { sentencesFor } from "#rig/terminal/columns.ts";

const refused =
  "conto-rig: bus main: cannot open tcp://127.0.0.1:58313: nothing listens there: start the gateway, or check the port number [busNotOpen]";

describe("sentences", () => {
  it("are in rows on a terminal, and whole in a file, where people search", () => {
    expect(sentencesFor({ isTTY: true, columns: 80 }, refused)).toBe(
      "conto-rig: bus main: cannot open tcp://127.0.0.1:58313: nothing listens there:\nstart the gateway, or check the port number [busNotOpen]",
    );
    expect(sentencesFor({}, refused)).toBe(refused);
  });
  it("keep figures with their units, at every width that has room", () => {
    const text = "Its own limit set to 300 V and 100 A? It took 2 h 41 min 7 s, U = 0.10 % (k = 2), 3 steps";
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 100 }), (columns) => {
        for (const rows of [rowsOf(text, columns), sentenceRows(text, columns)]) {
          expect(rows.join(" ")).toBe(text);
          expect(rows.every((row) => row.length < columns)).toBe(true);
          expect(rows.slice(1).filter((row) => /^(?:V|A|h|min|s|%|=|\d+ min|0\.10)(?!\w)/.test(row))).toEqual(
            [],
          );
        }
      }),
    );
  });
});
