/**
 * What is said of a meter that counts rightly and has one fault of the wire, the gateway or its register: the verdict, the
 * words and the code the command ends with. Cases from public reports: gateways that can't reach a meter, a 00 before every
 * answer, NaN for "not available", a register that shows 0 for a moment after a restart.
 */
import { describe, expect, it } from "vitest";
import { csvText } from "#reports/csv.ts";
import { findingsOf } from "#reports/findings.ts";
import { inFrench } from "#reports/french/phrasebook.ts";
import { htmlReport } from "#reports/html.ts";
import { jsonReport } from "#reports/json.ts";
import { junitReport } from "#reports/junit.ts";
import { markdownReport } from "#reports/markdown.ts";
import { readingSheet } from "#reports/sheets.ts";
import {
  type Ask,
  energySays,
  type Fault,
  frameOf,
  good,
  isSilent,
  oneCountBack,
  onTheLine,
  refuses,
} from "./standInMeter.ts";
import { powerLost, type Troubled, tell } from "./troubledLine.ts";

/** The hour is held from about 1 s on; its end is asked for after 3600 s. */
const atEnd = ({ since }: Ask): boolean => since !== null && since > 3590;
const always = (): boolean => true;
const nan = [0x7f, 0xc0, 0, 0];
const infinity = [0x7f, 0x80, 0, 0];
const everyThird = ({ reads }: Ask): boolean => reads % 3 === 0;
/** From so many seconds after the first load, for so many seconds. */
const from =
  (start: number, duration = Number.POSITIVE_INFINITY) =>
  ({ since }: Ask): boolean =>
    since !== null && since >= start && since < start + duration;

type Case = readonly [
  name: string,
  fault: Fault,
  verdict: "pass" | "inconclusive" | "fail" | "error",
  words: string,
  leftOut: number,
  options?: Troubled,
];
const rtu: Troubled = { framing: "rtu" };
/** At the end: half of the first answers to the register, all attempts of one read, then what the meter says. */
const garbledThen = (says: Fault): Fault => {
  let garbled = 0;
  const half = onTheLine((frame) => frame.slice(0, 5));
  return (right, ask) =>
    atEnd(ask) && ask.energyReads > 0 && garbled++ < 3 ? half(right, ask) : says(right, ask);
};
const cases: readonly Case[] = [
  ["nothing", good, "pass", "registered", 0],
  ["nothing, as serial frames", good, "pass", "registered", 0, rtu],

  ["the gateway gets no answer", refuses(0x0b), "error", "the gateway could not reach the meter", 0],
  ["the gateway has no path", refuses(0x0a), "error", "the gateway could not reach the meter", 0],
  ["the gateway loses it at the end", refuses(0x0b, atEnd), "error", "(exception code 0B) at the end", 0],
  [
    "it refuses its register",
    refuses(2),
    "fail",
    "the meter refused its active energy (exception code 02)",
    0,
  ],
  ["it is busy, always", refuses(5), "fail", "the meter said that it was busy", 0],
  ["it is busy now and then", refuses(6, everyThird), "pass", "registered", 0],

  ["NaN always", energySays(nan, always), "inconclusive", "held no number at the beginning", 0],
  ["NaN at the end", energySays(nan, atEnd), "inconclusive", "held no number at the end", 0],
  ["NaN the second time", energySays(nan, ({ energyReads }) => energyReads === 2), "pass", "registered", 1],
  ["infinity always", energySays(infinity, always), "inconclusive", "held no number", 0],
  ["all bits set", energySays([0xff, 0xff, 0xff, 0xff], always), "inconclusive", "held no number", 0],

  ["0 once", energySays(0, ({ energyReads }) => energyReads === 1), "pass", "registered", 1],
  ["0 twice", energySays(0, ({ energyReads }) => energyReads <= 2), "pass", "registered", 1],
  ["0 for 3 s at the beginning", energySays(0, from(0, 3)), "pass", "registered", 1],
  ["0 for 3 s at the end", energySays(0, from(3599, 3)), "pass", "registered", 4],
  [
    "0 once in between",
    energySays(0, ({ since }) => since !== null && since > 1000 && since < 2000),
    "pass",
    "registered",
    1,
  ],
  [
    "a register reset in mid-hour",
    energySays(0, from(1800)),
    "fail",
    "went backwards, from 123.450 kWh to 0.000 kWh",
    0,
  ],
  ["0 at the end, and it stays", energySays(0, from(3599)), "fail", "went backwards", 0],
  ["0 always: it does not count", energySays(0, always), "fail", "registered 0.000 kWh", 0],
  ["0 every other time", energySays(0, ({ energyReads }) => energyReads % 2 === 0), "pass", "registered", 4],
  [
    "another number every time",
    (right, ask) => energySays(1000 * ask.reads, always)(right, ask),
    "inconclusive",
    "can't all be true",
    0,
  ],
  [
    "one count back every other time: a count of 301 at one end",
    oneCountBack(({ energyReads }) => energyReads % 2 === 0),
    "inconclusive",
    "can't be decided, hold it for",
    1,
  ],

  [
    "silent always, alone on its bus",
    isSilent(always),
    "error",
    "a broken wire and a dead meter sound the same",
    0,
  ],
  ["silent at the end, alone on its bus", isSilent(atEnd), "error", "nothing else proved the bus alive", 0],
  [
    "silent always, beside one that answers",
    isSilent(always),
    "fail",
    "right answered on the same bus",
    0,
    { second: good },
  ],
  [
    "silent at the end, beside one that answers",
    isSilent(atEnd),
    "fail",
    "right answered on the same bus",
    0,
    { second: good },
  ],
  [
    "silent, and so is the other",
    isSilent(atEnd),
    "error",
    "nothing else proved",
    0,
    { second: isSilent(always) },
  ],
  [
    "silent for one register",
    isSilent(({ first, count }) => first <= 72 && first + count > 72),
    "fail",
    "it answered something else before and after",
    0,
  ],
  [
    "a gateway speaks for both",
    isSilent(atEnd),
    "error",
    "nothing else proved",
    0,
    { second: refuses(0x0b) },
  ],
  [
    "the wire is torn at the end",
    good,
    "error",
    "nothing else proved",
    0,
    { second: good, isTorn: (at) => at > 3500 },
  ],

  [
    "00 before every answer",
    onTheLine((frame) => [0, ...frame]),
    "error",
    "the line garbles: 00 in front of an otherwise right answer",
    0,
    rtu,
  ],
  [
    "00 before every third answer",
    onTheLine((frame, ask) => (everyThird(ask) ? [0, ...frame] : frame)),
    "pass",
    "registered",
    0,
    rtu,
  ],
  [
    "half answers",
    onTheLine((frame) => frame.slice(0, 5)),
    "error",
    "the line garbles: the beginning of an answer that was cut short",
    0,
    rtu,
  ],
  [
    "half of every third answer",
    onTheLine((frame, ask) => (everyThird(ask) ? frame.slice(0, 5) : frame)),
    "pass",
    "registered",
    0,
    rtu,
  ],
  [
    "it refuses its register, and the line garbles the first answers at the end",
    garbledThen(refuses(2, atEnd)),
    "fail",
    "the meter refused its active energy (exception code 02) at the end",
    1,
    rtu,
  ],
  [
    "NaN, and the line garbles the first answers at the end",
    garbledThen(energySays(nan, atEnd)),
    "inconclusive",
    "held no number at the end",
    1,
    rtu,
  ],
  [
    "a wrong check sum",
    onTheLine((frame) => [...frame.slice(0, -1), 0x5a]),
    "error",
    "the line garbles: a frame with a wrong check sum",
    0,
    rtu,
  ],
  [
    "another function",
    onTheLine((frame, { unit }) => frameOf(unit, [3, ...frame.slice(2, -2)])),
    "error",
    "the line garbles: a frame of another function",
    0,
    rtu,
  ],
];

describe("a meter in order, and one fault", () => {
  it.each(cases.map((each) => [each[0], each] as const))(
    "%s",
    async (_, [, fault, verdict, words, leftOut, options]) => {
      const told = await tell(fault, options);
      const [comparison] = told.comparisons;
      expect(comparison?.finding).toContain(words);
      expect([comparison?.verdict, told.leftOut.length], comparison?.finding).toEqual([verdict, leftOut]);
      const codes = { pass: 0, inconclusive: 1, fail: 1, error: 3 };
      if (options?.second === undefined)
        expect([told.verdict, told.exitCode]).toEqual([verdict, codes[verdict]]);
      expect(inFrench(comparison?.finding ?? ""), comparison?.finding).not.toBeNull();
      expect(comparison?.finding).not.toMatch(/\d\.\d{5}/);
    },
  );
});

it("a step whose beginning did not count is held as much longer: an hour of 2987.7 W, as was planned", async () => {
  const told = await tell(energySays(0, from(0, 3)));
  expect(told.comparisons[0]?.reference).toBeGreaterThan(2987.7);
  expect(told.comparisons[0]?.reference).toBeLessThan(2995);
});

describe("what was said, in every kind of report", () => {
  const kinds = [
    ["garbled", onTheLine((frame) => [0, ...frame]), rtu],
    ["noNumber", energySays(nan, always), {}],
    ["unsettled", ((right, ask) => energySays(1000 * ask.reads, always)(right, ask)) satisfies Fault, {}],
    ["silent", isSilent(atEnd), {}],
    ["left out", energySays(0, ({ energyReads }) => energyReads === 1), {}],
  ] as const;
  it.each(kinds)("%s", async (kind, fault, options) => {
    const { record, leftOut } = await tell(fault, options);
    for (const language of ["en", "fr"] as const) {
      const page = htmlReport(record, language);
      const sheet = csvText(readingSheet(record, language), { decimalComma: false });
      for (const text of [page, sheet, markdownReport(record, language)]) {
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        expect(text.length).toBeGreaterThan(100);
      }
      if (kind === "left out") {
        const words =
          language === "en"
            ? "the other readings stand together against it"
            : "les autres relevés concordent";
        expect(page).toContain(words);
        expect(sheet).toContain(words);
      }
    }
    expect(jsonReport(record)).toContain(kind === "left out" ? '"leftOut"' : `"${kind}"`);
    expect(junitReport(record)).toContain("<testcase");
    expect(kind === "left out" ? leftOut.length : findingsOf(record).length).toBeGreaterThan(0);
  });
});

it("each reading is told once, as one that counts or as one that does not", async () => {
  const twice = energySays(0, ({ energyReads }) => energyReads === 1);
  for (const fault of [good, twice]) {
    const { record } = await tell(fault);
    const steps = record.scenarios.flatMap((each) => (each.kind === "attempted" ? each.steps : []));
    for (const { samples, leftOut: out } of steps) {
      const told = [...samples, ...out].map(({ reading }) => `${reading.quantity} ${reading.sampledAt}`);
      expect(told.length).toBeGreaterThan(1);
      expect(told).toEqual([...new Set(told)]);
    }
  }
});

describe("a meter that loses its supply for a step", () => {
  it("alone on its bus: it answered before the step and answers again, so its silence was its own", async () => {
    const told = await tell(good, { scenario: powerLost });
    const silence = told.comparisons.find(({ claim }) => claim.type === "staysSilent");
    expect(silence).toMatchObject({
      verdict: "pass",
      finding: expect.stringContaining("answered again after it"),
    });
    expect(told.verdict).toBe("pass");
    const dead = told.record.scenarios.flatMap((one) => (one.kind === "attempted" ? [one.steps[1]] : []))[0];
    expect(dead?.comparisons).toHaveLength(1);
  });
  it("where no step follows, or none came before, it is not known, and the remedy is said", async () => {
    for (const scenario of [
      powerLost.replace(/ {2}- \{ name: healthy again.*\n/, ""),
      powerLost.replace(/ {2}- \{ name: healthy, .*\n/, ""),
    ]) {
      const { comparisons } = await tell(good, { scenario });
      const silence = comparisons.find(({ claim }) => claim.type === "staysSilent");
      expect(silence?.verdict).toBe("inconclusive");
      expect(silence?.finding).toContain("Put a second meter on the bus");
    }
  });
  it("a wire torn during that step and mended with the supply is not told from it; torn for good it is", async () => {
    const told = await tell(good, { scenario: powerLost, isTorn: (at) => at > 3700 });
    const silence = told.comparisons.find(({ claim }) => claim.type === "staysSilent");
    expect(silence?.verdict).toBe("inconclusive");
    expect(told.verdict).toBe("error");
  });
});

describe("a rehearsal six hundred times as fast", () => {
  it.each([
    ["nothing", good, "pass"],
    ["0 for a second of the wire at the beginning", energySays(0, from(0, 600)), "pass"],
    ["0 for a second and a half of the wire at the beginning", energySays(0, from(0, 1500)), "inconclusive"],
    ["0 for two seconds of the wire at the end", energySays(0, from(3500, 1300)), "pass"],
  ] as const)("%s", async (_, fault: Fault, verdict) => {
    const told = await tell(fault, { scale: 600 });
    const finding = told.comparisons[0]?.finding ?? "";
    expect(told.verdict, finding).toBe(verdict);
    expect(inFrench(finding)).not.toBeNull();
    if (verdict === "inconclusive") expect(finding).toContain("which is not what a steady load makes of it");
  });
});

describe("a bus slower than its time-out of 300 ms", () => {
  it.each(["mbap", "rtu"] as const)(
    "is told of once over %s, and the meter passes on right values",
    async (framing) => {
      const { record, verdict, comparisons } = await tell(good, { framing, answersAfter: 1.25 });
      expect(verdict, comparisons[0]?.finding).toBe("pass");
      expect(record.slowLines).toEqual([
        { bus: "main", positions: ["left"], latency: expect.closeTo(1.25, 6), expected: 0.3 },
      ]);
      expect(record.strays).toEqual([]);
    },
  );
  it("is what the bench file says, and nothing to be told of, where its latency is declared", async () => {
    const { record, verdict } = await tell(good, { framing: "rtu", answersAfter: 1.25, latency: "2 s" });
    expect(verdict).toBe("pass");
    expect(record.slowLines).toEqual([]);
  });
  it("is not told of where every answer comes in time", async () => {
    expect((await tell(good, { answersAfter: 0.29 })).record.slowLines).toEqual([]);
  });
  it("is no slow bus but one too slow where it can't be told apart: then the reading says so", async () => {
    const { record, verdict, comparisons } = await tell(good, {
      framing: "rtu",
      answersAfter: 1.25,
      latency: "900 ms",
    });
    expect(verdict).toBe("error");
    expect(comparisons[0]?.finding).toContain("1250 ms where 900 ms");
    expect(record.slowLines).toEqual([]);
  });
});
