/**
 * The ways out that need no second program, walked one by one: the source is energised, an hour into a step of ten the
 * thing happens, and then it is looked who was asked, whether the meter still has voltage, what the exit code would be and
 * what is stored. The same rows stand in docs/safety.md.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { writeOutputs } from "#rig/cli/conductRun.ts";
import { exitCodeOfRun, exitCodes } from "#rig/cli/exitCode.ts";
import { storeFile } from "#rig/cli/keptRun.ts";
import { planRun } from "#rig/run/plan.ts";
import { run } from "#rig/run/run.ts";
import {
  benchName,
  type Circumstances,
  type Stand,
  stand,
  type WentOut,
  wentOut,
  whatIsLeft,
} from "./energisedRun.ts";
import { inOneProgram, type WayOutRow, waysOut } from "./waysOut.ts";

const broken = (): never => {
  throw new Error("broken");
};
/** Runs something when the test is over, however it ends. */
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** The bench with one of its doings replaced from the second time on it is done: the source is live by then. */
const breaking = (doing: "read" | "apply"): Circumstances => {
  let times = 0;
  return {
    benchIs: (bench) => ({
      ...bench,
      async [doing](...given: never[]) {
        const outcome = await (bench[doing] as (...given: never[]) => Promise<unknown>)(...given);
        return times++ === 0 ? outcome : broken();
      },
    }),
  };
};

/** Another program's hand on the store, until it is taken off. */
function hold(out: string): () => void {
  const other = new Database(storeFile(out));
  other.exec("begin immediate");
  const release = (): void => {
    if (other.open) other.close();
  };
  cleanUps.push(release);
  return release;
}

const optionsOf = (at: Stand) => ({
  run: "r",
  startedAt: "2026-01-01T00:00:00.000Z",
  rig: "test",
  seed: 1,
  sources: [],
  reproduce: () => "",
  interrupted: at.control.interrupted,
  wallTime: () => 0,
});

/** Goes through the events of a run directly, and leaves it as `onStep` does when the first step is held. */
async function consumed(onStep: "throw" | "break" | "forget"): Promise<WentOut> {
  const at = await stand();
  const events = run(at.plan, at.bench, optionsOf(at));
  let thrown: unknown = null;
  try {
    if (onStep === "forget")
      while (!(await events.next().then(({ value }) => (value as RigEvent).type === "stepStarted")));
    else
      for await (const event of events) {
        if (event.type !== "stepStarted") continue;
        expect(at.isLive()).toBe(true);
        if (onStep === "break") break;
        broken();
      }
  } catch (error) {
    thrown = error;
  }
  // The run sees to it by itself; only one that nobody goes on with is left to whoever closes the bench.
  expect(at.asked.includes("off")).toBe(onStep !== "forget");
  await at.bench.close();
  return { ...(await whatIsLeft(at)), thrown };
}

/** How each row is brought about. */
const walks: Readonly<Record<keyof typeof inOneProgram, () => Promise<WentOut>>> = {
  end: () => wentOut(),
  stop: () => wentOut({ inTheHold: ({ control }) => control.stop() }),
  stopPaused: () =>
    wentOut({
      onEvent(event, { control, bench }) {
        if (event.type !== "looked" || control.interrupted.aborted) return undefined;
        control.pause(() => bench.hold());
        setImmediate(() => control.stop());
        return control.gate();
      },
    }),
  stopSetting: () =>
    wentOut({
      answer(question, { control }) {
        if (question !== "set") return "yes";
        setImmediate(() => control.stop());
        return "wait";
      },
    }),
  stopArming: () =>
    wentOut({
      answer(question, { control }) {
        if (question !== "arm") return "yes";
        setImmediate(() => control.stop());
        return "wait";
      },
    }),
  stopLeaving: () =>
    wentOut({
      answer(question, { control }) {
        if (question === "off") control.stop();
        return "yes";
      },
    }),
  async plan() {
    const at = await stand();
    const thrown = await planRun(
      [{ scenario: { ...at.plan.scenarios[0]!.scenario, steps: [null as never] }, reference: "torn" }],
      at.bench,
    ).catch((error: unknown) => error);
    await at.bench.close();
    return { ...(await whatIsLeft(at)), thrown };
  },
  apply: () => wentOut(breaking("apply")),
  read: () => wentOut(breaking("read")),
  twin: () =>
    wentOut({
      planIs: (plan) => ({
        ...plan,
        scenarios: plan.scenarios.map((each) => ({
          ...each,
          steps: each.steps.map((step, index) =>
            index === 0 ? step : { ...step, signals: { ...step.signals, voltage: null as never } },
          ),
        })),
      }),
      benchIs: (bench): Bench => ({
        ...bench,
        // The bench is given what the first step had, so that it is the twin that breaks.
        apply: (signals, label) =>
          bench.apply(signals.voltage === null ? firstSignals(bench) : remember(bench, signals), label),
      }),
    }),
  compare: () =>
    wentOut({
      planIs: (plan) => ({
        ...plan,
        scenarios: plan.scenarios.map((each) => ({
          ...each,
          steps: each.steps.map((step) => ({
            ...step,
            get referenceReadings(): never {
              return broken();
            },
          })),
        })),
      }),
    }),
  feed: () => wentOut({ onEvent: (event) => (event.type === "looked" ? broken() : undefined) }),
  async report() {
    const out = await wentOut();
    // A folder that can't be made: its parent is a file.
    const thrown = await Promise.resolve()
      .then(() => writeOutputs(join(import.meta.filename, "below"), out.record!, "en"))
      .catch((error: unknown) => error);
    return { ...out, thrown };
  },
  consumerThrows: () => consumed("throw"),
  consumerLeaves: () => consumed("break"),
  abandoned: () => consumed("forget"),
  storeFails: () =>
    wentOut({
      inTheHold({ out }) {
        const other = new Database(storeFile(out));
        other.exec(
          "create trigger refusing before insert on events begin select raise(abort, 'refused'); end",
        );
        other.close();
      },
    }),
  storeHeld: () => wentOut({ storePatience: seconds(0.5), inTheHold: ({ out }) => void hold(out) }),
  storeHeldBriefly: () =>
    wentOut({
      inTheHold({ out }) {
        const release = hold(out);
        setTimeout(release, 1000);
      },
    }),
  folderGone: () => wentOut({ inTheHold: ({ out }) => rmSync(out, { recursive: true }) }),
  linkLost: () => wentOut({ inTheHold: ({ unplug, clock }) => unplug(seconds(clock.now() + 16)) }),
  linkBack: () => wentOut({ inTheHold: ({ unplug, clock }) => unplug(seconds(clock.now() + 5)) }),
  limits: () => wentOut({ current: "5.5 A" }),
  noToArming: () => wentOut({ answer: (question) => (question === "arm" ? "no" : "yes") }),
  noToSetting: () => wentOut({ answer: (question) => (question === "set" ? "no" : "yes") }),
  noToOff: () => wentOut({ answer: (question) => (question === "off" ? "no" : "yes") }),
  stopThenNo: () =>
    wentOut({
      inTheHold: ({ control }) => control.stop(),
      answer: (question) => (question === "off" ? "no" : "yes"),
    }),
  operatorGone: () => wentOut({ answer: (question) => (question === "off" ? "gone" : "yes") }),
  atOnce: () =>
    wentOut({
      answer(question, { atOnce }) {
        if (question !== "off") return "yes";
        setImmediate(() => atOnce.abort());
        return "wait";
      },
    }),
};

const firsts = new WeakMap<Bench, Parameters<Bench["apply"]>[0]>();
const remember = (bench: Bench, signals: Parameters<Bench["apply"]>[0]): Parameters<Bench["apply"]>[0] => {
  firsts.set(bench, signals);
  return signals;
};
const firstSignals = (bench: Bench): Parameters<Bench["apply"]>[0] => firsts.get(bench)!;

/** What the store holds, in the words of the table. */
function storedAs({ last, faults }: WentOut): readonly string[] {
  if (last === null) return ["nothing"];
  if (last.type !== "runFinished") return ["no end"];
  if (last.interrupted && last.verdict !== "error") return ["interrupted"];
  return last.verdict === "error" ? faults.map((code) => `error ${code}`) : [last.verdict];
}

describe("ways out of a run on an energised bench", () => {
  it.each(Object.keys(inOneProgram) as (keyof typeof inOneProgram)[])("%s", async (key) => {
    const expected: WayOutRow = inOneProgram[key];
    const out = await walks[key]();
    expect(out.offAsked, "how often off was asked").toBe(expected.offAsked === "once" ? 1 : 0);
    const isLeftLive = expected.said === "not confirmed: live";
    // What the meter sees is what is true, whatever was said.
    expect(out.isLive, "the meter has voltage").toBe(isLeftLive);
    expect(out.saidLive).toEqual(isLeftLive ? [benchName] : []);
    if (out.last?.type === "runFinished" && expected.said !== "was never energised")
      expect(out.last.source).toBe(isLeftLive ? "notConfirmed" : "off");
    const { record, failure = null, thrown } = out;
    if (expected.exitCode !== "-")
      expect(
        failure !== null || thrown !== null || record === undefined
          ? exitCodes.trouble
          : exitCodeOfRun(record),
        String(failure ?? thrown),
      ).toBe(Number(expected.exitCode));
    if (!expected.stored.startsWith("as far as")) expect(storedAs(out)).toContain(expected.stored);
  });

  it("every row says something else", () => {
    expect(new Set(waysOut.map(({ how }) => how)).size).toBe(waysOut.length);
    expect(waysOut.length).toBeGreaterThanOrEqual(25);
  });

  it("docs/safety.md has the same rows", () => {
    const text = readFileSync(new URL("../../../docs/safety.md", import.meta.url), "utf8");
    const rows = text.split("\n").flatMap((line) => {
      const cells = line.split("|").map((cell) => cell.trim());
      return cells.length === 7 && !/^(-+|how it is left)$/.test(cells[1]!.toLowerCase())
        ? [cells.slice(1, 6)]
        : [];
    });
    expect(rows).toEqual(
      waysOut.map(({ how, offAsked, said, exitCode, stored }) => [how, offAsked, said, exitCode, stored]),
    );
  });
});

describe("what goes with it", () => {
  it("an interrupted link is told in the step it fell into, and the verdict stands", async () => {
    const { record } = await walks.linkBack();
    expect(record?.interruptions).toMatchObject([
      {
        scenario: "held",
        step: 0,
        bus: "main",
        positions: ["left"],
        cause: expect.stringContaining("rig 1"),
      },
    ]);
    const [{ from, to } = { from: 0, to: 0 }] = record?.interruptions ?? [];
    // Gone for five seconds; found again at the next attempt, one second later at most.
    expect(to - from).toBeGreaterThanOrEqual(5);
    expect(to - from).toBeLessThanOrEqual(6.5);
  });

  it("the source is off before the store is waited for", async () => {
    let offAt = 0;
    let releasedAt = 0;
    const out = await wentOut({
      inTheHold({ out: folder, control }) {
        const release = hold(folder);
        setTimeout(() => {
          releasedAt = performance.now();
          release();
        }, 1500);
        // The run goes on and finds the store held; only then somebody stops it.
        setTimeout(() => control.stop(), 700);
      },
      answer(question) {
        if (question === "off") offAt = performance.now();
        return "yes";
      },
    });
    expect(out.offAsked).toBe(1);
    expect(offAt).toBeGreaterThan(0);
    expect(offAt).toBeLessThan(releasedAt);
  });

  it("the next run on the bench says that the one before was left live, until one has ended well", async () => {
    const { leftLive, sourceAtEnd } = await import("#rig/cli/leftLive.ts");
    const { openSqliteStore } = await import("#rig/store/sqliteStore.ts");
    const at = await stand();
    const store = await openSqliteStore(storeFile(at.out));
    const began = (run: string, startedAt: string): RigEvent => ({
      type: "runStarted",
      schema: 1,
      run,
      startedAt,
      rig: "test",
      seed: 1,
      bench: { name: benchName, kind: "hardware", positions: ["left"] },
      scenarios: [],
      planned: 0,
      sources: [],
    });
    const set: RigEvent = {
      type: "stepStarted",
      scenario: "held",
      position: "left",
      step: 0,
      name: "held",
      hold: 1,
      at: 0,
    } as RigEvent;
    const ended = (source: "off" | "notConfirmed"): RigEvent => ({
      type: "runFinished",
      verdict: "pass",
      counts: { pass: 1, inconclusive: 0, fail: 0, error: 0 },
      skipped: 0,
      benchTime: 1,
      wallTime: 1,
      interrupted: false,
      source,
    });
    expect(await leftLive(store, benchName)).toBeNull();
    await store.append("killed", 0, [began("killed", "2026-01-01T00:00:00.000Z")]);
    expect(await leftLive(store, benchName)).toBe("killed");
    expect(await leftLive(store, "another bench")).toBeNull();
    // The operator looked, and said no to the arming question: nothing was set, nothing is known of the source.
    await store.append("refused", 0, [began("refused", "2026-01-01T12:00:00.000Z"), ended("off")]);
    expect(await leftLive(store, benchName)).toBe("killed");
    await store.append("well", 0, [began("well", "2026-01-02T00:00:00.000Z"), set, ended("off")]);
    expect(await leftLive(store, benchName)).toBeNull();
    await store.append("nobody", 0, [began("nobody", "2026-01-03T00:00:00.000Z"), ended("notConfirmed")]);
    expect(await leftLive(store, benchName)).toBe("nobody");
    expect(await sourceAtEnd(store, "killed")).toBeNull();
    await store.close();
    await at.bench.close();
    await whatIsLeft(at);
  });
});
