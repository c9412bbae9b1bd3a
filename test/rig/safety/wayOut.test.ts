/**
 * The way out itself, with a source that records every call: whatever is done to it, in whatever order, and whatever the
 * source answers, off is asked at most once, everybody gets the same answer, and nothing arms or sets it afterwards.
 */
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import { amperes, volts } from "#models/units.ts";
import type { Source } from "#rig/instruments/source.ts";
import { mayBeLive, noteIsOff } from "#rig/safety/mayBeLive.ts";
import { wayOut } from "#rig/safety/wayOut.ts";

const signals = parseSettingLine(
  "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@0 5A@-120 5A@120 contact=open",
) as TerminalSignals;
afterEach(() => noteIsOff("bench"));

/** Each call, and what was live when it came; `fails` says which calls end in an error. */
function recording(fails: (call: string) => boolean = () => false) {
  const calls: string[] = [];
  const called = async (call: string): Promise<void> => {
    calls.push(call);
    await Promise.resolve();
    if (fails(call)) throw new Error(`no ${call}`);
  };
  const source: Source = {
    limits: { voltage: volts(300), current: amperes(10) },
    arm: () => called("arm"),
    set: () => called("set"),
    readBack: () => Promise.resolve({ kind: "unknown" }),
    off: () => called("off"),
  };
  return { calls, ...wayOut(source, "bench") };
}
const outcome = (work: Promise<void>): Promise<string> =>
  work.then(
    () => "done",
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

describe("the way out", () => {
  it("asks a source that was never armed nothing", async () => {
    const { calls, leave } = recording();
    await leave();
    expect(calls).toEqual([]);
  });
  it("names the source as live from before it is set until off is confirmed", async () => {
    const { source, leave } = recording();
    await source.arm();
    expect(mayBeLive()).toEqual([]);
    const setting = source.set(signals, "load");
    expect(mayBeLive()).toEqual(["bench"]);
    await setting;
    await leave();
    expect(mayBeLive()).toEqual([]);
  });
  it("goes on naming it where a setting failed, and where off is not confirmed", async () => {
    const { source, leave } = recording((call) => call !== "arm");
    await source.arm();
    expect(await outcome(source.set(signals, "load"))).toBe("no set");
    expect(mayBeLive()).toEqual(["bench"]);
    expect(await outcome(leave())).toBe("sourceNotOff");
    expect(mayBeLive()).toEqual(["bench"]);
  });
  it("arms nothing after it, and sets nothing, though it was armed", async () => {
    const { source, leave, calls } = recording();
    await source.arm();
    const leaving = leave();
    expect(await outcome(source.arm())).toBe("sourceLatched");
    expect(await outcome(source.set(signals, "load"))).toBe("sourceLatched");
    await leaving;
    expect(await outcome(source.set(signals, "load"))).toBe("sourceLatched");
    expect(calls).toEqual(["arm", "off"]);
  });
  it("does not let a source be armed that was asked to arm before", async () => {
    const { source, leave } = recording();
    const arming = outcome(source.arm());
    await leave();
    expect(await arming).toBe("sourceLatched");
  });

  it("whatever is done in whatever order, and whatever the source answers", async () => {
    const doing = fc.constantFrom<"arm" | "set" | "leave" | "off" | "wait">(
      "arm",
      "set",
      "leave",
      "off",
      "wait",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(doing, { maxLength: 20 }),
        fc.boolean(),
        fc.boolean(),
        async (doings, offFails, setFails) => {
          noteIsOff("bench");
          const { source, leave, calls } = recording(
            (call) => (call === "off" && offFails) || (call === "set" && setFails),
          );
          const left: Promise<string>[] = [];
          let isLeaving = false;
          for (const each of doings) {
            if (each === "wait") await new Promise(setImmediate);
            else if (each === "leave") left.push(outcome(leave()));
            else if (each === "off") left.push(outcome(source.off()));
            else {
              const before = calls.length;
              void outcome(each === "arm" ? source.arm() : source.set(signals, "load"));
              // A call that is made after the way out began never reaches the source.
              if (isLeaving) expect(calls.slice(before).filter((call) => call !== "off")).toEqual([]);
            }
            isLeaving ||= each === "leave" || each === "off";
          }
          left.push(outcome(leave()));
          const answers = new Set(await Promise.all(left));
          expect(answers.size).toBe(1);
          expect(calls.filter((call) => call === "off").length).toBeLessThanOrEqual(1);
          const wasSet = calls.includes("set");
          const [answer] = answers;
          // Named as live exactly where it was set and nobody confirmed it off.
          expect(mayBeLive()).toEqual(wasSet && answer !== "done" ? ["bench"] : []);
          noteIsOff("bench");
        },
      ),
    );
  });
});
