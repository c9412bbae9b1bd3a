/** The worker behind the scenario page, played by hand: which text is reckoned, which answer is shown, and what a crash does. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Prediction } from "../../ui/scenario/prediction.ts";
import {
  type FromWorker,
  openReckoner,
  type ReckoningWorker,
  type ToWorker,
} from "../../ui/scenario/reckoner.ts";

/** A prediction that can be told from others. */
const of = (text: string): Prediction => ({
  kind: "issues",
  issues: [{ file: "f", line: 1, column: 1, message: text }],
});
const told = (prediction: Prediction): string =>
  prediction.kind === "issues" ? (prediction.issues[0]?.message ?? "") : "";

function played() {
  const workers: (ReckoningWorker & { asked: ToWorker[]; isEnded: boolean })[] = [];
  const heard: string[] = [];
  const ask = openReckoner(
    () => {
      const worker = {
        asked: [] as ToWorker[],
        isEnded: false,
        onmessage: null,
        onerror: null,
        postMessage(message: ToWorker) {
          this.asked.push(message);
        },
        terminate() {
          this.isEnded = true;
        },
      } satisfies ReckoningWorker & { asked: ToWorker[]; isEnded: boolean };
      workers.push(worker);
      return worker;
    },
    {
      schema: () => heard.push("schema"),
      prediction: (prediction) => heard.push(told(prediction)),
      broken: (why) => heard.push(`broken: ${why}`),
    },
  );
  const last = () => workers.at(-1)!;
  /** The worker answers the text it got last. */
  const answer = (worker = last()) => {
    const asked = worker.asked.at(-1);
    if (asked === undefined) return;
    const data: FromWorker = { kind: "prediction", number: asked.number, prediction: of(asked.text) };
    worker.onmessage?.({ data } as MessageEvent<FromWorker>);
  };
  const crash = (worker = last()) =>
    worker.onerror?.({ message: "out of memory", preventDefault() {} } as unknown as ErrorEvent);
  return { ask, workers, heard, last, answer, crash };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the reckoner", () => {
  it("drops the answer to an older text and goes on with the newest, skipping those between", () => {
    const { ask, heard, last, answer } = played();
    for (const text of ["a", "b", "c"]) ask(text);
    expect(last().asked.map(({ text }) => text)).toEqual(["a"]);
    answer();
    expect(heard).toEqual([]);
    expect(last().asked.map(({ text }) => text)).toEqual(["a", "c"]);
    answer();
    expect(heard).toEqual(["c"]);
  });
  it("ends a worker that is still at an older text, and never hears it again", () => {
    const { ask, workers, heard, answer } = played();
    ask("huge");
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
    ask("small");
    vi.advanceTimersByTime(1_000);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    answer(workers[0]);
    expect(heard).toEqual([]);
    answer();
    expect(heard).toEqual(["small"]);
  });
  it("tells of a crash and takes another worker for the next text", () => {
    const { ask, workers, heard, answer, crash } = played();
    ask("a");
    crash();
    expect(heard).toEqual(["broken: out of memory"]);
    ask("b");
    expect(workers).toHaveLength(2);
    answer();
    expect(heard.at(-1)).toBe("b");
  });
  it("ends with the newest text whatever happens in between, and with no other after it", () => {
    const happening = fc.constantFrom("ask", "answer", "wait", "crash");
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const { ask, heard, answer, crash, workers } = played();
        let asked = 0;
        for (const what of happenings) {
          if (what === "ask") ask(`${++asked}`);
          else if (what === "wait") vi.advanceTimersByTime(500);
          else if (workers.length > 0) what === "answer" ? answer() : crash();
        }
        ask("newest");
        for (let i = 0; i < 4 && heard.at(-1) !== "newest"; i++) answer();
        expect(heard.at(-1)).toBe("newest");
        const order = heard.filter((one) => /^\d+$/.test(one)).map(Number);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});
