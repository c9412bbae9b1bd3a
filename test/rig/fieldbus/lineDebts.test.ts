/**
 * The debts of a line as a law: whenever a question may be asked, no answer to an earlier one of its shape can still come.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Seconds, seconds } from "#models/units.ts";
import { LineDebts, type Question } from "#rig/fieldbus/lineDebts.ts";
import { LineLatency } from "#rig/fieldbus/lineLatency.ts";
import { encodeReadResponse, sealed } from "#rig/fieldbus/rtuFrame.ts";

const T = 0.3;
/** 30 T, of a line of which nothing is declared. */
const ceiling = 9;
const opened = () => {
  const latency = new LineLatency({
    responseTimeout: seconds(T),
    lateWindow: seconds(T),
    longestLatency: null,
    retries: 0,
    broadcastPause: seconds(0),
    hasLocalEcho: false,
    onHappening: () => {},
    onExchange: () => {},
  });
  const debts = new LineDebts(latency);
  const ask = (at: number, call: number, count = 2): Question =>
    debts.asked({
      asked: { kind: "read", functionCode: 3, unit: 1, count },
      call,
      sentAt: seconds(at),
      requestedAt: seconds(at),
      answerTime: seconds(0),
    });
  const mayAsk = (at: number, call: number, count = 2): boolean =>
    debts.admission({ kind: "read", functionCode: 3, unit: 1, count }, call, seconds(at)).from <= at;
  return { latency, debts, ask, mayAsk };
};
const answer = (word = 7): Uint8Array => encodeReadResponse(1, [word, 8]);

describe("a question that was not answered", () => {
  it("is a debt of its length until the ceiling, in other calls; in its own it may be asked again", () => {
    const { ask, mayAsk } = opened();
    ask(0, 1).state = "unanswered";
    expect(mayAsk(1, 1)).toBe(true);
    expect(mayAsk(ceiling - 0.01, 2)).toBe(false);
    expect(mayAsk(1, 2, 3)).toBe(true);
    expect(mayAsk(ceiling + 0.01, 2)).toBe(true);
  });

  it("heard late is put down to the oldest it may be, and paid once", () => {
    const { debts, ask } = opened();
    for (const at of [0, 0.6, 1.2]) ask(at, 1).state = "unanswered";
    for (const [word, since] of [0, 0.6, 1.2].entries())
      expect(debts.heardLate(answer(word), seconds(since + 1.5))).toEqual({
        kind: "answer",
        latency: expect.closeTo(1.5, 9),
      });
  });

  it("of several attempts of a call the oldest is paid first, the others stay debts", () => {
    const { debts, ask, mayAsk } = opened();
    const [first, second] = [ask(0, 1), ask(0.6, 1)];
    first.state = "unanswered";
    second.state = "unanswered";
    const third = ask(1.2, 1);
    expect(debts.answered(third, answer(), seconds(1.3))).toEqual({ paid: first, first });
    expect([first, second, third].map(({ state }) => state)).toEqual([
      "answered",
      "unanswered",
      "unanswered",
    ]);
    // The third may be answered as late as any.
    expect(mayAsk(1.2 + ceiling - 0.01, 2)).toBe(false);
  });

  it("written off is believed paid only when nothing follows for four times as long, repetitions included", () => {
    const { debts, ask } = opened();
    ask(0, 1).state = "unanswered";
    const asked = { kind: "read", functionCode: 3, unit: 1, count: 2 } as const;
    expect(debts.admission(asked, 2, seconds(10)).proof).toBeCloseTo(4 * ceiling + 5 * T, 9);
    expect(debts.admission(asked, 2, seconds(4 * ceiling + 5 * T + 1)).proof).toBe(0);
    debts.forgive("1 3 4");
    expect(debts.admission(asked, 2, seconds(10)).proof).toBe(0);
  });

  it("is lost rather than late once its unit is known to answer at once", () => {
    const { latency, debts, ask } = opened();
    ask(0, 1).state = "unanswered";
    const asked = { kind: "read", functionCode: 3, unit: 1, count: 2 } as const;
    debts.unitAnswers(1);
    expect(debts.admission(asked, 2, seconds(10)).proof).toBeGreaterThan(0);
    for (let heard = 0; heard < 8; heard++) latency.answered(seconds(0.02));
    debts.unitAnswers(1);
    expect(debts.admission(asked, 2, seconds(10)).proof).toBe(0);
  });
});

describe("a late exception", () => {
  it("is put down to one unanswered question after the other, whose lengths stay debts", () => {
    const { debts, ask, mayAsk } = opened();
    ask(0, 1).state = "unanswered";
    ask(0.6, 2, 3).state = "unanswered";
    const late = (at: number) => debts.heardLate(sealed(1, 0x83, 0x0b), seconds(at));
    expect(late(1)).toEqual({ kind: "exception", latency: 1 });
    expect(late(1.6)).toEqual({ kind: "exception", latency: expect.closeTo(1, 9) });
    expect(late(2)).toBeNull();
    expect(mayAsk(2, 3)).toBe(false);
  });
});

interface Step {
  readonly pause: number;
  readonly count: number;
  /** How late the answer comes, in parts of the ceiling; null: never. */
  readonly late: number | null;
  /** How long after its answer it comes once more; null: it does not. */
  readonly again: number | null;
}

describe("whatever is late, lost or repeated below the ceiling", () => {
  const step: fc.Arbitrary<Step> = fc.record({
    pause: fc.double({ min: 0, max: 4, noNaN: true }),
    count: fc.integer({ min: 1, max: 3 }),
    late: fc.option(fc.double({ min: 0, max: 0.99, noNaN: true }), { freq: 5 }),
    again: fc.option(fc.double({ min: 0, max: 5 * T * 0.99, noNaN: true })),
  });

  it("a question may be asked only when no frame of its length can still come", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const { latency, debts, ask, mayAsk } = opened();
        let now = 0;
        let asked = 0;
        /** What is on the line: frames that will come, by length. */
        let coming: { readonly at: number; readonly count: number; readonly frame: Uint8Array }[] = [];
        const hearUntil = (until: number): void => {
          const due = coming.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
          coming = coming.filter(({ at }) => at > until);
          for (const { frame, at } of due) {
            const late = debts.heardLate(frame, seconds(at));
            if (late?.kind === "repetition") latency.repeated(late.latency);
            else if (late !== null) latency.answered(late.latency);
          }
        };
        for (const [call, { pause, count, late, again }] of steps.entries()) {
          now += pause;
          hearUntil(now);
          if (!mayAsk(now, call, count)) continue;
          asked++;
          expect(coming.filter((each) => each.count === count)).toEqual([]);
          const question = ask(now, call, count);
          const frame = encodeReadResponse(1, [call, ...Array(count - 1).fill(0)]);
          const after = late === null ? null : late * ceiling;
          const patience: Seconds = latency.patience;
          if (after !== null && again !== null) coming.push({ at: now + after + again, count, frame });
          if (after !== null && after <= patience) {
            now += after;
            debts.answered(question, frame, seconds(now));
            latency.answered(seconds(after));
          } else {
            if (after !== null) coming.push({ at: now + after, count, frame });
            now += patience;
            question.state = "unanswered";
          }
          hearUntil(now);
        }
        expect(asked).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
