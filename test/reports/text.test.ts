/** The summary of a run on a terminal. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf } from "#reports/record.ts";
import { type Styler, textReport, unstyled } from "#reports/text.ts";
import { hostileText, runArbitrary } from "./eventStreams.ts";
import { sampleEvents } from "./sampleRun.ts";

const plain = { style: unstyled, width: 100, reportPath: "runs/a/report.html", listPasses: true };

describe("the summary on a terminal", () => {
  it("says the worst first, each with the command that shows it again", () => {
    expect(
      textReport(recordOf(sampleEvents), plain),
    ).toBe(`! error  run 2025-03-01-a, bench bench-1 (virtual), seed 42

! error        lost-link @ P1, 5 A, power factor 1: bus-lost: the gateway 192.0.2.7:502 closed the
    connection
    reproduce: conto-rig run lost-link --position P1 --seed 42
✗ fail         reversed-ct @ P1, CT of L2 reversed: error -66.667 % is beyond the class limit of 1 %
    reproduce: conto-rig run reversed-ct --position P1 --seed 42
? inconclusive near-limit @ P1, 5 A, power factor 1: error +0.96 % with an uncertainty of 0.20 %
    straddles the limit of 1 %; hold for 2 h
    reproduce: conto-rig run near-limit --position P1 --seed 42
✓ pass         full-load @ P1: Full load, balanced

Not covered
  - lost-link @ P1: 1 planned step never reached
  - tariff @ P1: skipped: the meter has one tariff only

1 pass, 1 inconclusive, 1 fail, 1 error, 1 skipped
3 h 2 min of bench time in 1.5 s
report: runs/a/report.html
`);
  });
  it("is legible where a terminal says it has no width, or next to none", () => {
    const usual = textReport(recordOf(sampleEvents), plain);
    for (const width of [0, Number.NaN, -1])
      expect(textReport(recordOf(sampleEvents), { ...plain, width })).toBe(usual);
    const narrow = textReport(recordOf(sampleEvents), { ...plain, width: 1 });
    expect(narrow).toContain("\n✗ fail         reversed-ct @ P1, CT of\n");
    expect(
      narrow.split("\n").every((line) => line.split(" ").length > 1 || line.length > 20 || line === ""),
    ).toBe(true);
  });
  it("keeps a figure with its unit, however narrow", () => {
    for (let width = 40; width <= 120; width++) {
      const text = textReport(recordOf(sampleEvents), { ...plain, width });
      expect(text).not.toMatch(/\d\n +(?:%|A|h|s)(?:\s|;|$)/);
      expect(text).toContain("66.667 %");
    }
  });
  it("leaves passes to the count unless asked", () => {
    const text = textReport(recordOf(sampleEvents), { ...plain, listPasses: false });
    expect(text).not.toContain("full-load @ P1");
    expect(text).toContain("1 pass,");
  });
  it("says at once when a run did not come to its end", () => {
    const text = textReport(recordOf(sampleEvents.slice(0, 6)), plain);
    expect(text.split("\n")[0]).toMatch(/^\? inconclusive {2}run/);
    expect(text).toContain("the run did not come to its end");
    expect(text).toContain("4 scenarios, never started: reversed-ct, near-limit, lost-link, tariff");
  });
  it("colours without changing a letter, and never says a verdict by colour alone", () => {
    const marked: Styler = (tone, text) => `\u001b[${tone}m${text}\u001b[0m`;
    fc.assert(
      fc.property(runArbitrary, fc.integer({ min: 20, max: 200 }), ({ events }, width) => {
        const record = recordOf(events);
        const coloured = textReport(record, { ...plain, width, style: marked });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: takes the colours out again
        const bare = coloured.replace(/\u001b\[\w+m/g, "");
        expect(bare).toBe(textReport(record, { ...plain, width }));
      }),
    );
  });
  it("keeps to the width except for single long words, commands and counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 160 }), (width) => {
        for (const line of textReport(recordOf(sampleEvents), { ...plain, width }).split("\n"))
          if (!/^ {4}reproduce:|^\d+ pass|^report:/.test(line))
            expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
  it("lets no control sequence of a foreign text through to the terminal", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = sampleEvents.map((event) =>
          event.type === "scenarioSkipped"
            ? { ...event, reason: text }
            : event.type === "faulted"
              ? { ...event, message: text }
              : event.type === "scenarioFinished"
                ? { ...event, reproduce: text }
                : event,
        );
        const codes = [...textReport(recordOf(hostile), plain)].map(
          (character) => character.codePointAt(0) ?? 0,
        );
        const obeyed = codes.filter((code) => (code < 32 && code !== 10) || (code >= 127 && code < 160));
        expect(obeyed).toEqual([]);
        expect(codes.filter((code) => code >= 0x202a && code <= 0x202e)).toEqual([]);
      }),
    );
  });
});
