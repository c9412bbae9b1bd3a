/**
 * The library's own scenarios with some of their amounts made monstrous: what nobody writes, what is just within bounds, what
 * is finer than dust. Whatever comes of it is issues at their places, a network without an answer, or a run that ends with
 * numbers in it: no hang, no NaN, nothing that nobody foresaw.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import type { RigEvent } from "#reports/events.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { RigError } from "#rig/rigError.ts";
import { planRun } from "#rig/run/plan.ts";
import { readScenario } from "#scenarios/read.ts";
import { shippedFiles } from "../scenarios/scenarioFiles.ts";
import { eventsOf, virtualMeter } from "./runOn.ts";

/** A number and its unit, as the library writes them. */
const amount =
  /(?<![\w.])-?\d+(?:\.\d+)?(?= ?(?:kV|V|mA|A|kW|W|kvar|ohm|Hz|%Un|%In|%|deg|min|h|d|s)\b| ?%)|(?<=(?:ratio|Ratio|factor|order|repeat): )\d+(?:\.\d+)?/g;
/** From beyond everything to the edges of what is taken. */
const monstrous = fc.oneof(
  fc.constantFrom(
    "1e300",
    "-1e300",
    "1e20",
    "1e-300",
    "-1",
    "0",
    "1e-15",
    "1e-7",
    "1000000",
    "2000000",
    "36525",
    "876600",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-16, max: 1e9 }).map(String),
);

/** Long profiles say nothing about amounts that short ones do not. */
const files = shippedFiles.filter(({ text }) => text.length < 1500);

const spoilt = fc
  .record({
    file: fc.nat(files.length - 1),
    places: fc.array(fc.tuple(fc.nat(1000), monstrous), { minLength: 1, maxLength: 3 }),
  })
  .map(({ file, places }) => {
    const { name, text } = files[file]!;
    const count = [...text.matchAll(amount)].length;
    const changes = new Map(places.map(([at, to]) => [at % Math.max(1, count), to]));
    let index = 0;
    return { name, text: text.replace(amount, (found) => changes.get(index++) ?? found) };
  });

/** Numbers in what a run tells that are none; a limit without an end and an interval still open are told as such. */
function wildNumbers(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isNaN(value) ? [`${path} is NaN`] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => wildNumbers(inner, `${path}.${key}`));
}

const notForeseen = (events: readonly RigEvent[]): readonly RigEvent[] =>
  events.filter((event) => event.type === "faulted" && event.code === "unforeseen");

it("monstrous amounts in the library's files give issues, no answer, or a run that ends in numbers", async () => {
  const came = { issues: 0, noAnswer: 0, run: 0 };
  await fc.assert(
    fc.asyncProperty(spoilt, async ({ name, text }) => {
      const { scenario, issues } = readScenario(text, name, (choice) => meterSpec(choice));
      if (issues !== undefined) {
        came.issues++;
        for (const { line, column, message } of issues) {
          expect(line).toBeGreaterThan(1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toMatch(/NaN|undefined|Infinity/);
        }
        return;
      }
      let events: readonly RigEvent[];
      try {
        events = await eventsOf(virtualMeter("good"), [{ scenario, reference: name }]);
      } catch (error) {
        came.noAnswer++;
        expect(error).toBeInstanceOf(RigError);
        expect(["notSolvable", "tooLong"]).toContain((error as RigError).code);
        expect((error as RigError).message).not.toMatch(/NaN|undefined|Infinity/);
        return;
      }
      came.run++;
      expect(events.at(-1)?.type).toBe("runFinished");
      expect(notForeseen(events)).toEqual([]);
      expect(wildNumbers(events)).toEqual([]);
    }),
    { numRuns: 400 },
  );
  // Or the property would say nothing; a network without an answer is too rare among them to be waited for.
  expect(came.issues).toBeGreaterThan(0);
  expect(came.run).toBeGreaterThan(0);
}, 300_000);

const written = (more: string): string =>
  `title: x\ntheme: supply\nteaches: y\nmeter: { model: D4-s, insertionMode: 3N3E }\n${more}`;
const outcomeOf = async (text: string): Promise<string> => {
  const { scenario, issues } = readScenario(text, "x.scenario.yaml", (choice) => meterSpec(choice));
  if (issues !== undefined)
    return issues.map(({ line, column, message }) => `${line}:${column} ${message}`).join("; ");
  try {
    const events = await eventsOf(virtualMeter("good"), [{ scenario, reference: "x" }]);
    const skipped = events.find((event) => event.type === "scenarioSkipped");
    return skipped === undefined ? "run" : `skipped: ${skipped.reason}`;
  } catch (error) {
    return (error as Error).message;
  }
};

it.each([
  [
    "amounts that are each possible and not together",
    "source: { voltage: 400 kV }\nload: { current: 100000 A }\nsteps: [{ name: a, hold: 1 h }]\n",
    'x: "a": 120000000000 W flow at the meter, and at most 100000000 kW can be reckoned with',
  ],
  [
    "holds of a hundred years, three times",
    "load: { current: 5 A }\nsteps: [{ name: a, hold: 36525 d }, { name: b, hold: 36525 d }, { name: c, hold: 36525 d }]\n",
    "the run would take 109575 days of bench time, and at most 73050 can be counted: hold steps for less, or run fewer",
  ],
  [
    "a hold planned for a load too small to be counted",
    "load: { current: 1e-14 A }\nsteps: [{ name: a, hold: planned, claims: [{ registersWithin: { energy: active energy, limit: 1 % } }] }]\n",
    expect.stringMatching(/^skipped: "a" would be held for \d+ s, longer than this bench's 3155760000 s$/),
  ],
  [
    "the largest current and voltage there may be, for as long as may be",
    "source: { voltage: 16 kV }\nload: { current: 1000000 A }\nsteps: [{ name: a, hold: 36525 d, claims: [{ registersWithin: { energy: active energy, limit: 1 % } }] }]\n",
    "run",
  ],
])("%s: an end, and words", async (_, text, outcome) => {
  expect(await outcomeOf(written(text))).toEqual(outcome);
});

it("a plan of many networks lets an interruption be heard", async () => {
  const rows = Array.from({ length: 300 }, (_, i) => `      - { for: 1 h, factor: ${i / 100} }\n`).join("");
  const { scenario } = readScenario(
    written(`load: { current: 5 A }\nsteps:\n  - name: a\n    profile:\n${rows}`),
    "x.scenario.yaml",
    (choice) => meterSpec(choice),
  );
  const interruption = new AbortController();
  const bench = await virtualBench(virtualMeter("good"), 1);
  const plan = planRun([{ scenario: scenario!, reference: "x" }], bench, {
    interrupted: interruption.signal,
  });
  // As a signal does: between two turns of the event loop.
  setImmediate(() => interruption.abort());
  await expect(plan).rejects.toMatchObject({ code: "interrupted" });
  await bench.close();
});
