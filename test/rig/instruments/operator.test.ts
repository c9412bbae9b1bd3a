/**
 * The ways to the person at the source: the terminal, the live page, and both at once. What they have in common is the
 * contract; here follow the keys of the one, the numbers of the other, and who wins when both are there.
 */
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import { amperes, volts } from "#models/units.ts";
import type { SourceNotice } from "#reports/live/protocol.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import type { SourceQuestion } from "#rig/instruments/operator.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { type AtSource, pageOperator } from "#rig/live/pageOperator.ts";
import { ownedTerminal } from "#rig/terminal/ownedTerminal.ts";
import { type OperatorAtHand, operatorContract } from "../../contracts/operator.ts";

const off: SourceQuestion = { kind: "off" };
const arm: SourceQuestion = { kind: "arm", limits: { voltage: volts(300), current: amperes(10) } };
const line =
  "f=50Hz U=230.00V@0 230.00V@-120 230.00V@120 N=0V I=5.000A@0 5.000A@-120 5.000A@120 contact=open";
const set = (label: string): SourceQuestion => {
  const channels = parseSettingLine(line);
  if (Array.isArray(channels)) throw new Error(JSON.stringify(channels));
  return { kind: "set", label, channels };
};
const codeOf = (asking: Promise<void>): Promise<string> =>
  asking.then(
    () => "confirmed",
    (error: { code?: string }) => error.code ?? String(error),
  );

function atTerminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  const lines: string[] = [];
  let shown = "";
  output.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  const operator = terminalOperator(ownedTerminal({ input, output, results: output }), (typed) =>
    lines.push(typed),
  );
  const times = (words: string | RegExp): number => shown.split(words).length - 1;
  return { input, operator, lines, shown: () => shown, times };
}
/** The streams of a screen, and how often words were written on it. */
function onScreen() {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let shown = "";
  output.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  return { input, output, times: (words: string): number => shown.split(words).length - 1 };
}
const keysAsked = /\[.* = yes, n = no\]/;

function terminalAtHand(): OperatorAtHand & { readonly shown: () => string } {
  const { input, operator, shown, times } = atTerminal();
  let seen = 0;
  return {
    operator,
    shown,
    async asked() {
      await expect.poll(() => times(keysAsked), { interval: 1 }).toBeGreaterThan(seen);
      seen = times(keysAsked);
      return String(seen);
    },
    answer: (word) => void input.write(word === "yes" ? "y\n" : "n\n"),
    leave: () => void input.end(),
  };
}

function pageAtHand(): OperatorAtHand & { readonly now: () => AtSource } {
  let now: AtSource = { asked: null, notices: [] };
  let seen = 0;
  const operator = pageOperator((then) => {
    now = then;
  });
  return {
    operator,
    now: () => now,
    async asked() {
      await expect.poll(() => now.asked?.id ?? 0, { interval: 1 }).toBeGreaterThan(seen);
      seen = now.asked?.id ?? 0;
      return String(seen);
    },
    answer: (word) => void operator.answer(seen, word === "yes"),
    leave: () => operator.close(),
  };
}

/** Both, of which `hand` answers. */
function bothAtHand(hand: "terminal" | "page") {
  const [terminal, page] = [terminalAtHand(), pageAtHand()];
  const interruption = new AbortController();
  const operator = joinedOperators([terminal.operator, page.operator], interruption.signal);
  return {
    terminal,
    page,
    interruption,
    operator,
    async asked() {
      return `${await terminal.asked()} ${await page.asked()}`;
    },
    answer: (hand === "terminal" ? terminal : page).answer,
    leave() {
      terminal.leave();
      page.leave();
    },
  };
}

describe("an operator at a terminal", () => operatorContract(terminalAtHand));
describe("an operator with the page", () => operatorContract(pageAtHand));
describe("terminal and page, answered at the terminal", () => operatorContract(() => bothAtHand("terminal")));
describe("terminal and page, answered in the page", () => operatorContract(() => bothAtHand("page")));

describe("at the terminal", () => {
  it("Enter or y confirms, n refuses, anything else is asked again", async () => {
    const { input, operator, times, lines } = atTerminal();
    const first = operator.confirm(off);
    await expect.poll(() => times("Is the source off?")).toBe(1);
    input.write("what\n");
    await expect.poll(() => times("Is the source off?")).toBe(2);
    input.write("\n");
    await first;
    expect(times("Is the source off?")).toBe(2);
    expect(times("Switch the source off")).toBe(1);
    // What is no answer is somebody else's.
    expect(lines).toEqual(["what"]);
    const second = operator.confirm(off);
    await expect.poll(() => times("Is the source off?")).toBe(3);
    input.write("n\n");
    await expect(second).rejects.toMatchObject({ code: "operatorRefused" });
    operator.close();
  });

  it("what is typed while nothing is asked is somebody else's", async () => {
    const { input, operator, lines, times } = atTerminal();
    input.write("\nl\n");
    await expect.poll(() => lines).toEqual(["", "l"]);
    let isConfirmed = false;
    const asked = operator.confirm(off).then(() => {
      isConfirmed = true;
    });
    await expect.poll(() => times("Is the source off?")).toBe(1);
    expect(isConfirmed).toBe(false);
    input.write("y\n");
    await asked;
    operator.close();
  });

  it("after a question that was answered elsewhere Enter alone is no answer, once", async () => {
    const { input, operator, shown, times } = atTerminal();
    const elsewhere = new AbortController();
    const first = operator.confirm(arm, elsewhere.signal);
    await expect.poll(() => times("300 V and 10 A?")).toBe(1);
    expect(shown()).toMatch(/\[Enter = yes, n = no\] $/);
    elsewhere.abort("answered elsewhere");
    await expect(first).rejects.toMatchObject({ code: "operatorNotNeeded" });
    const second = operator.confirm(set("next"));
    await expect.poll(() => times("give this?")).toBe(1);
    expect(shown()).toMatch(/\(answered elsewhere\)\n[\s\S]*\[y = yes, n = no\] $/);
    // The key was meant for the question before.
    input.write("\n");
    await expect.poll(() => times("give this?")).toBe(2);
    input.write("y\n");
    await second;
    const third = operator.confirm(off);
    await expect.poll(() => times("source off?")).toBe(1);
    input.write("\n");
    await third;
    operator.close();
  });

  it("Ctrl-C ends the waiting, others hear of it, and the next question is asked as ever", async () => {
    const { input, output, times } = onScreen();
    const before = process.listenerCount("SIGINT");
    let heard = 0;
    const listener = () => heard++;
    process.on("SIGINT", listener);
    const operator = terminalOperator(ownedTerminal({ input, output, results: output }));
    const waiting = operator.confirm(set("load"));
    await expect.poll(() => times("give this?")).toBe(1);
    input.write("\x03");
    await expect(waiting).rejects.toMatchObject({ code: "operatorInterrupted" });
    expect(heard).toBe(1);
    const after = operator.confirm(off);
    await expect.poll(() => times("source off?")).toBe(1);
    input.write("\r");
    await after;
    operator.close();
    process.off("SIGINT", listener);
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  it("half a line typed for a question that was taken back does not begin the answer to the next", async () => {
    const { input, output, times } = onScreen();
    const operator = terminalOperator(ownedTerminal({ input, output, results: output }));
    const elsewhere = new AbortController();
    const first = codeOf(operator.confirm(arm, elsewhere.signal));
    await expect.poll(() => times("10 A?")).toBe(1);
    input.write("y");
    await expect.poll(() => times("no] y")).toBe(1);
    elsewhere.abort("answered elsewhere");
    await first;
    let isConfirmed = false;
    const second = operator.confirm(off).then(() => {
      isConfirmed = true;
    });
    await expect.poll(() => times("source off?")).toBe(1);
    input.write("\r");
    await expect.poll(() => times("source off?")).toBe(2);
    expect(isConfirmed).toBe(false);
    input.write("y\r");
    await second;
    operator.close();
  });

  it("an input that had ended before is nobody", async () => {
    const input = new PassThrough();
    input.resume();
    input.end();
    await new Promise((resolve) => input.once("end", resolve));
    const operator = terminalOperator(
      ownedTerminal({ input, output: new PassThrough(), results: new PassThrough() }),
    );
    expect(await codeOf(operator.confirm(off))).toBe("operatorGone");
  });
});

describe("in the page", () => {
  it("shows what is asked as data, under a number of its own, and what was told until it is forgotten", async () => {
    const { operator, now } = pageAtHand();
    const page = operator as ReturnType<typeof pageOperator>;
    const asking = [arm, set("CT on L2 reversed"), off].map(async (question, i) => {
      const asked = codeOf(page.confirm(question));
      const shown = now().asked;
      expect(shown?.id).toBe(i + 1);
      page.answer(i + 1, true);
      return [await asked, shown?.question] as const;
    });
    expect(await Promise.all(asking)).toEqual([
      ["confirmed", { kind: "arm", limits: { voltage: 300, current: 10 } }],
      ["confirmed", { kind: "set", label: "CT on L2 reversed", setting: line }],
      ["confirmed", { kind: "off" }],
    ]);
    const last = codeOf(page.confirm(off));
    for (const other of [0, 1, 3, 5]) expect(page.answer(other, true)).toBe(false);
    expect(now().asked?.id).toBe(4);
    expect(page.answer(4, true)).toBe(true);
    expect(await last).toBe("confirmed");
    const notice: SourceNotice = { kind: "switchOff" };
    page.tell(notice);
    expect(now()).toEqual({ asked: null, notices: [notice] });
    page.forget();
    expect(now().notices).toEqual([]);
  });
});

describe("terminal and page together", () => {
  it("the first answer counts, and the question goes away on the other side", async () => {
    const { terminal, page, operator, asked } = bothAtHand("page");
    const first = codeOf(operator.confirm(off));
    await asked();
    page.answer("no");
    expect(await first).toBe("operatorRefused");
    expect(terminal.shown()).toContain("(answered elsewhere)");
    const second = codeOf(operator.confirm(off));
    await asked();
    terminal.answer("yes");
    expect(await second).toBe("confirmed");
    expect(page.now().asked).toBeNull();
  });

  it.each(["terminal", "page"] as const)("with one gone the %s alone is enough", async (left) => {
    const both = bothAtHand(left);
    both[left === "terminal" ? "page" : "terminal"].leave();
    const asking = codeOf(both.operator.confirm(off));
    await both[left].asked();
    both.answer("yes");
    expect(await asking).toBe("confirmed");
  });

  it("a stop ends the waiting on both, asks nothing more to be set, and still asks whether it is off", async () => {
    const { terminal, operator, asked, interruption, answer, page } = bothAtHand("page");
    const setting = codeOf(operator.confirm(set("load")));
    await asked();
    interruption.abort();
    expect(await setting).toBe("operatorInterrupted");
    expect(page.now().asked).toBeNull();
    expect(terminal.shown()).toContain("(the run is stopped)");
    expect(await codeOf(operator.confirm(set("next")))).toBe("operatorInterrupted");
    const last = codeOf(operator.confirm(off));
    await asked();
    expect(page.now().asked?.question).toEqual({ kind: "off" });
    answer("yes");
    expect(await last).toBe("confirmed");
  });

  it("a stop while it is asked whether the source is off takes nothing back", async () => {
    const { operator, asked, interruption, answer, page } = bothAtHand("page");
    const asking = codeOf(operator.confirm(off));
    await asked();
    interruption.abort();
    await new Promise(setImmediate);
    expect(page.now().asked?.question).toEqual({ kind: "off" });
    answer("yes");
    expect(await asking).toBe("confirmed");
  });

  it("nobody at all is nobody", async () => {
    const operator = joinedOperators([], new AbortController().signal);
    expect(await codeOf(operator.confirm(off))).toBe("operatorGone");
  });

  it("both hear what is told", () => {
    const { terminal, page, operator } = bothAtHand("page");
    operator.tell({
      kind: "silent",
      position: "left",
      model: "Conto D4-s",
      unit: 9,
      bus: { kind: "tcp", address: "10.0.0.1:502", framing: "rtu" },
    });
    expect(terminal.shown()).toContain("does not answer as unit 9 through 10.0.0.1:502 (rtu)");
    expect(page.now().notices).toMatchObject([{ kind: "silent", position: "left" }]);
  });
});
