/** The end of the program: which signals are heard, what the first and the second do, and what says nothing new. */
import { constants } from "node:os";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Interrupted } from "#rig/run/leaving.ts";
import { noteIsOff, noteMayBeLive } from "#rig/safety/mayBeLive.ts";
import { type Ending, type ProgramEnd, programEnd } from "#rig/safety/programEnd.ts";
import { stoppingSignals } from "#rig/safety/stoppingSignals.ts";

const exitCodes = { interrupted: 130, trouble: 3 };
let end: ProgramEnd | null = null;
const codes: number[] = [];
function began(): Ending[] {
  const heard: Ending[] = [];
  codes.length = 0;
  vi.spyOn(process, "exit").mockImplementation(((code: number) => {
    codes.push(code);
  }) as never);
  end = programEnd({ exitCodes, onLeaving: (ending) => heard.push(ending) });
  return heard;
}
/** As Node does when it comes, without ending the program that runs the tests. */
const comes = (signal: NodeJS.Signals): boolean => process.emit(signal, signal);
afterEach(() => {
  end?.close();
  noteIsOff("b");
  vi.restoreAllMocks();
});

describe("signals", () => {
  it("all that end a program and can be heard are listened to, and no others", () => {
    const others = [
      // can't be heard
      "SIGKILL",
      "SIGSTOP",
      // Node's own, or ignored by it
      "SIGUSR1",
      "SIGPIPE",
      "SIGXFSZ",
      // sent for broken code: it can't go on
      "SIGILL",
      "SIGBUS",
      "SIGFPE",
      "SIGSEGV",
      // end nothing: stopped and continued jobs, children, windows, urgent data
      "SIGCONT",
      "SIGTSTP",
      "SIGTTIN",
      "SIGTTOU",
      "SIGCHLD",
      "SIGWINCH",
      "SIGURG",
      // other names of SIGABRT and SIGIO
      "SIGIOT",
      "SIGPOLL",
      "SIGUNUSED",
      "SIGINFO",
      "SIGLOST",
    ];
    const unknown = Object.keys(constants.signals).filter(
      (signal) => !(stoppingSignals as readonly string[]).includes(signal) && !others.includes(signal),
    );
    expect(unknown).toEqual([]);
    expect(others.filter((signal) => (stoppingSignals as readonly string[]).includes(signal))).toEqual([]);
  });

  it.each(stoppingSignals)("%s: the first leaves, as a wish", (signal) => {
    const heard = began();
    expect(comes(signal)).toBe(true);
    expect(heard).toEqual([{ kind: "signal", signal }]);
    expect(end?.leaving.reason).toBeInstanceOf(Interrupted);
    expect(end?.atOnce.aborted).toBe(false);
    expect(codes).toEqual([]);
  });

  it("a second one ends it at once where nothing is live", () => {
    began();
    comes("SIGTERM");
    comes("SIGINT");
    expect(codes).toEqual([130]);
  });

  it("a second one asks nobody any more where something is live, and a third waits for nothing", () => {
    const heard = began();
    noteMayBeLive("b");
    comes("SIGINT");
    expect(end?.atOnce.aborted).toBe(false);
    comes("SIGINT");
    expect(end?.atOnce.aborted).toBe(true);
    expect(codes).toEqual([]);
    comes("SIGINT");
    expect(codes).toEqual([3]);
    expect(heard).toHaveLength(1);
  });

  it("what is still going on after a second one is not waited for without end", () => {
    vi.useFakeTimers();
    began();
    noteMayBeLive("b");
    comes("SIGTERM");
    comes("SIGTERM");
    vi.advanceTimersByTime(2900);
    expect(codes).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(codes).toEqual([3]);
    vi.useRealTimers();
  });

  it("SIGHUP heard again, or after another, says nothing new", () => {
    began();
    noteMayBeLive("b");
    comes("SIGHUP");
    comes("SIGHUP");
    expect(end?.atOnce.aborted).toBe(false);
    // Somebody who still can says more.
    comes("SIGTERM");
    expect(end?.atOnce.aborted).toBe(true);
  });
});

describe("Ctrl-Z", () => {
  it("is refused, and told of, from the first doubt about a source until somebody confirmed it off", () => {
    const told: (Ending | null)[] = [];
    const before = process.listenerCount("SIGTSTP");
    end = programEnd({
      exitCodes,
      onLeaving: () => {},
      onNotSuspended: (ending) => told.push(ending),
    });
    // Nobody listens: Node lets the system suspend the program.
    expect(process.listenerCount("SIGTSTP")).toBe(before);
    noteMayBeLive("b");
    noteMayBeLive("b");
    comes("SIGTSTP");
    expect(told).toEqual([null]);
    expect(end.leaving.aborted).toBe(false);
    noteMayBeLive("c");
    noteIsOff("b");
    comes("SIGTERM");
    comes("SIGTSTP");
    expect(told).toEqual([null, { kind: "signal", signal: "SIGTERM" }]);
    expect(end.atOnce.aborted).toBe(false);
    noteIsOff("c");
    expect(process.listenerCount("SIGTSTP")).toBe(before);
  });
});

describe("faults that nobody caught", () => {
  it("leave, for their reason, and those that follow are no second wish", () => {
    const heard = began();
    noteMayBeLive("b");
    const fault = new Error("broken");
    process.emit("uncaughtException", fault);
    process.emit("uncaughtException", new Error("again"));
    process.emit("unhandledRejection", new Error("and again"), Promise.resolve());
    expect(heard).toEqual([{ kind: "unforeseen", error: fault }]);
    expect(end?.leaving.reason).toBe(fault);
    expect(end?.atOnce.aborted).toBe(false);
  });
});

it("when it is closed, signals are the system's again", () => {
  const signals = [...stoppingSignals, "SIGTSTP"] as const;
  const before = signals.map((signal) => process.listenerCount(signal));
  began();
  noteMayBeLive("b");
  end?.close();
  noteMayBeLive("c");
  noteIsOff("c");
  expect(signals.map((signal) => process.listenerCount(signal))).toEqual(before);
});
