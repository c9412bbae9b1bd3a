/**
 * The one owner of a terminal, by the screen it makes: what stands at the bottom stands there whatever happens above it.
 */
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownedTerminal } from "#rig/terminal/ownedTerminal.ts";
import { openScreen } from "./screen.ts";

const asked = {
  question: "Is the source connected, its output off, and its own limit set to 300 V and 6 A?",
  keys: "[Enter = yes, n = no]",
};
const short = { question: "Is the source off?", keys: "[Enter = yes, n = no]" };
const never = new AbortController().signal;

/** A terminal on a screen of its own; results go to the same screen. */
function onScreen(columns = 80, rows = 24) {
  const screen = openScreen(columns, rows);
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns });
  let drawn = Promise.resolve();
  output.on("data", (bytes: Buffer) => {
    drawn = screen.write(bytes.toString());
  });
  const heard: string[] = [];
  const terminal = ownedTerminal({ input, output, results: output });
  const typed = terminal.listen((line) => heard.push(line));
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    screen,
    terminal,
    typed,
    heard,
    type: (text: string) => void input.write(text),
    leave: () => void input.end(),
    async seen() {
      for (let i = 0; i < 5; i++) await turn();
      await drawn;
      return screen.window();
    },
    resize(wide: number) {
      screen.resize(wide, rows);
      output.columns = wide;
      output.emit("resize");
    },
  };
}

describe("on a screen", () => {
  it("a question stands through progress, notices and results, and progress comes back after it", async () => {
    const { terminal, typed, type, seen } = onScreen();
    terminal.progress(" 0 %  starting");
    expect(await seen()).toEqual([" 0 %  starting"]);
    const answer = typed.ask(short, never);
    const standing = "Is the source off? [Enter = yes, n = no]";
    expect((await seen()).at(-1)).toBe(standing);
    for (let i = 1; i <= 50; i++) terminal.progress(` ${i} %  rated-current`);
    expect(await seen()).toEqual(["", standing]);
    terminal.print("position left does not answer");
    terminal.result("42\n");
    expect(await seen()).toEqual(["", "position left does not answer", "42", standing]);
    type("\r");
    expect(await answer).toBe("");
    expect(await seen()).toEqual([
      "",
      "position left does not answer",
      "42",
      standing,
      " 50 %  rated-current",
    ]);
  });

  it("what is typed is kept through notices, corrected as people do, and seen", async () => {
    const { terminal, typed, type, seen, screen } = onScreen();
    const answer = typed.ask(short, never);
    await seen();
    type("yex");
    terminal.print("a notice");
    expect((await seen()).at(-1)).toBe("Is the source off? [Enter = yes, n = no] yex");
    type("\x7f\x7f");
    expect((await seen()).at(-1)).toBe("Is the source off? [Enter = yes, n = no] y");
    type("\x1b[D");
    await seen();
    expect(screen.cursor().column).toBe("Is the source off? [Enter = yes, n = no] ".length);
    type("\r");
    expect(await answer).toBe("y");
    expect(await seen()).toEqual(["", "a notice", "Is the source off? [Enter = yes, n = no] y"]);
  });

  it("what was typed before the question answers nothing: a whole line, and half of one", async () => {
    const { typed, type, seen, heard } = onScreen();
    type("\r");
    let isAnswered = false;
    // Typed while the program was busy: it waits in the terminal and is read once the program looks, after it has asked.
    setImmediate(() => type("\ry"));
    const first = typed.ask(short, never).then((line) => {
      isAnswered = true;
      return line;
    });
    expect((await seen()).at(-1)).toBe("Is the source off? [Enter = yes, n = no]");
    expect(isAnswered).toBe(false);
    expect(heard).toEqual(["", ""]);
    type("n\r");
    expect(await first).toBe("n");
  });

  it("two lines at once: the second is not for the next question", async () => {
    const { typed, type, seen } = onScreen();
    const first = typed.ask(short, never);
    await seen();
    let isAnswered = false;
    const second = typed.ask({ ...short, question: "Does the source give this?" }, never).then(() => {
      isAnswered = true;
    });
    type("y\ry\r");
    expect(await first).toBe("y");
    expect((await seen()).at(-1)).toBe("Does the source give this? [Enter = yes, n = no]");
    expect(isAnswered).toBe(false);
    type("\r");
    await second;
  });

  it("a question that is taken back stays to be read, and half a line goes with it", async () => {
    const { terminal, typed, type, seen } = onScreen();
    const taken = new AbortController();
    const first = typed.ask(short, taken.signal).catch((error: Error) => error.message);
    await seen();
    type("y");
    await seen();
    taken.abort(new Error("elsewhere"));
    terminal.print("  (answered elsewhere)");
    expect(await first).toBe("elsewhere");
    expect(await seen()).toEqual([
      "",
      "Is the source off? [Enter = yes, n = no] y",
      "  (answered elsewhere)",
    ]);
    const second = typed.ask(short, never);
    await seen();
    type("\r");
    expect(await second).toBe("");
  });

  it("long questions are broken between words, the keys on a row of their own", async () => {
    const { typed, seen } = onScreen(60);
    void typed.ask(asked, never).catch(() => {});
    expect(await seen()).toEqual([
      "",
      "Is the source connected, its output off, and its own limit",
      "set to 300 V and 6 A?",
      "[Enter = yes, n = no]",
    ]);
  });

  it.each([
    [80, 60],
    [80, 40],
    [60, 100],
    [200, 50],
  ])("a window made %i to %i wide has the question once, and nothing above it is lost", async (from, to) => {
    const { terminal, typed, type, seen, resize, screen } = onScreen(from);
    terminal.print("the setting line");
    void typed.ask(asked, never).catch(() => {});
    await seen();
    type("ye");
    await seen();
    resize(to);
    await seen();
    const shown = screen.all().join(" ");
    expect(shown.split("Is the source connected")).toHaveLength(2);
    expect(shown.split("[Enter = yes, n = no]")).toHaveLength(2);
    expect(screen.all()[0]).toBe("the setting line");
    expect(screen.all().at(-1)).toMatch(/\[Enter = yes, n = no\] ye$/);
  });

  it("a progress line is cut at the window, counts wide characters as two, and is one after a resize", async () => {
    const { terminal, seen, resize } = onScreen(20);
    terminal.progress("電力量計の試験、定格電流、力率一");
    expect(await seen()).toEqual(["電力量計の試験、定…"]);
    resize(12);
    expect(await seen()).toEqual(["電力量計の…"]);
    resize(40);
    expect(await seen()).toEqual(["電力量計の試験、定格電流、力率一"]);
    terminal.progress("");
    expect(await seen()).toEqual([]);
  });

  it("what is typed beside the progress is seen, and is somebody else's", async () => {
    const { terminal, type, seen, heard } = onScreen();
    terminal.progress(" 5 %  rated-current");
    type("l");
    expect(await seen()).toEqual([" 5 %  rated-current", "> l"]);
    type("\r");
    expect(await seen()).toEqual([" 5 %  rated-current"]);
    expect(heard).toEqual(["l"]);
  });

  it("what a terminal would obey is a sign when it was typed, and a long answer shows its end", async () => {
    const { typed, type, seen } = onScreen(60);
    void typed.ask(short, never).catch(() => {});
    await seen();
    type(`${"no".repeat(40)}!`);
    const last = (await seen()).at(-1) ?? "";
    expect(last).toMatch(/^Is the source off\? \[Enter = yes, n = no\] ….*nono!$/);
    expect(last.length).toBeLessThan(60);
  });

  it("when nobody will type any more the question ends", async () => {
    const { typed, leave, seen } = onScreen();
    const asking = typed.ask(short, never).then(
      () => "answered",
      () => "ended",
    );
    await seen();
    leave();
    expect(await asking).toBe("ended");
    expect(typed.hasEnded).toBe(true);
    await expect(typed.ask(short, never)).rejects.toThrow();
  });

  it("whatever comes in whatever sequence, a question that stands is the last thing on the screen, whole and once", async () => {
    const happening = fc.oneof(
      fc.record({ kind: fc.constant("progress" as const), text: fc.string({ maxLength: 120 }) }),
      fc.record({
        kind: fc.constant("print" as const),
        text: fc.string({ unit: "grapheme-ascii", maxLength: 200 }),
      }),
      fc.record({ kind: fc.constant("resize" as const), columns: fc.integer({ min: 30, max: 160 }) }),
      fc.record({ kind: fc.constant("key" as const), text: fc.constantFrom("a", "b", "\x7f", "\x1b[D") }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 12 }), fc.boolean(), async (happenings, isLong) => {
        const { terminal, typed, type, seen, resize, screen } = onScreen();
        const question = isLong ? asked : short;
        const answer = typed.ask(question, never);
        await seen();
        for (const each of happenings) {
          if (each.kind === "progress") terminal.progress(each.text);
          else if (each.kind === "print") terminal.print(each.text);
          else if (each.kind === "resize") resize(each.columns);
          else type(each.text);
          await seen();
        }
        const line = typed.hasEnded ? "" : screen.window().slice(-6).join(" ").replace(/\s+/g, " ");
        const whole = `${question.question} ${question.keys}`;
        const at = line.lastIndexOf(whole);
        expect(at, line).toBeGreaterThanOrEqual(0);
        expect(line.slice(at + whole.length).trim()).toMatch(/^[ab]*$/);
        type("\r");
        await answer;
      }),
      { numRuns: 60 },
    );
  });
});

describe("off a screen", () => {
  it("nothing moves: a question is printed once, and again after a notice; nothing is glued to it", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = "";
    output.on("data", (bytes: Buffer) => {
      shown += bytes.toString();
    });
    const terminal = ownedTerminal({ input, output, results: new PassThrough() });
    const typed = terminal.listen(() => {});
    terminal.progress(" 1 %  never seen");
    terminal.print("a line");
    const answer = typed.ask(short, never);
    await expect.poll(() => shown).toContain("off?");
    terminal.print("a notice");
    input.write("\n");
    expect(await answer).toBe("");
    terminal.print("the end");
    const question = "Is the source off? [Enter = yes, n = no] ";
    expect(shown).toBe(`a line\n${question}\na notice\n${question}\nthe end\n`);
    expect(shown).not.toContain("\x1b");
    typed.close();
  });
});
