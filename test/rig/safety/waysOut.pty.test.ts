/**
 * The ways out that need a program of their own: signals, a terminal that is closed, faults nobody caught, a full disk. A
 * source is live in each of them, and the meter itself says whether it still is.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { RigEvent } from "#reports/events.ts";
import { type Started, start } from "../cli/cli.ts";
import { commandLine } from "../cli/commandLine.ts";
import { cookieOf, type Page, visit } from "../live/liveRig.ts";
import {
  type HeldBench,
  heldBench,
  heldRun,
  offAsAsked,
  questions,
  runHeld,
  setAsAsked,
  timesAsked,
  untilHeld,
} from "./heldProgram.ts";
import { inRealPrograms, type WayOutRow } from "./waysOut.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function bench(scale?: number): Promise<HeldBench> {
  const made = await heldBench(scale);
  cleanUps.push(() => made.close());
  return made;
}
const held = async (at: HeldBench, env?: NodeJS.ProcessEnv): Promise<Started> => {
  const rig = await heldRun(at, env);
  cleanUps.push(() => rig.process.kill("SIGKILL"));
  return rig;
};

/** What a way out came to, as far as it can be seen from outside. */
interface Seen {
  readonly bench: HeldBench;
  /** null: it can't be seen. */
  readonly offAsked: number | null;
  readonly code: number | null;
  /** What was said there; null: the terminal is gone. */
  readonly said: string | null;
}

const line = 'the source of bench "held" is not confirmed off: treat it as live';

async function ended(at: HeldBench, rig: Started): Promise<Seen> {
  const { code, stderr } = await rig.ended;
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return { bench: at, code, said: stderr, offAsked: timesAsked(stderr, "Is the source off?") };
}

async function signalled(...signals: readonly NodeJS.Signals[]): Promise<Seen> {
  const at = await bench();
  const rig = await held(at);
  const [first = "SIGTERM", second] = signals;
  rig.process.kill(first);
  if (second === undefined) await offAsAsked(rig, at);
  else {
    await rig.hears(questions.off);
    rig.process.kill(second);
  }
  return ended(at, rig);
}

/** A module the program loads first, which does something when a file appears. */
function injected(at: HeldBench, doing: string): { readonly env: NodeJS.ProcessEnv; now(): void } {
  const trigger = join(at.path, "now");
  const module = join(at.path, "injected.mjs");
  writeFileSync(
    module,
    `import { existsSync } from "node:fs";
const look = setInterval(() => {
  if (!existsSync(${JSON.stringify(trigger)})) return;
  clearInterval(look);
  ${doing}
}, 20);
look.unref();
`,
  );
  return { env: { NODE_OPTIONS: `--import=${module}` }, now: () => writeFileSync(trigger, "") };
}

async function faulty(doing: string): Promise<Seen> {
  const at = await bench();
  const fault = injected(at, doing);
  const rig = await held(at, fault.env);
  fault.now();
  await offAsAsked(rig, at);
  return ended(at, rig);
}

/**
 * The command with a terminal of its own, which can be closed under it. The exit code is left in a file: nobody is left to
 * be told of it.
 */
function atTerminal(at: HeldBench, args: readonly string[], isTold = true) {
  const rig = commandLine(args);
  // A shell passes on that its terminal is gone; one that ignores it does not, and the system tells the shell alone.
  // Shells give a command in the background no input of their own; some even where `<&0` asks for it.
  const command = isTold
    ? `exec 3<&0; trap 'kill -HUP $rig' HUP; ${rig} <&3 & rig=$!; wait $rig; wait $rig; echo $? > code`
    : `trap '' HUP; ${rig}; echo $? > code`;
  const script = spawn("script", ["-qfc", command, "/dev/null"], {
    cwd: at.path,
    env: { ...process.env, SHELL: "/bin/sh" },
  });
  cleanUps.push(() => script.kill("SIGKILL"));
  let shown = "";
  script.stdout.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  script.stdin.on("error", () => {});
  return {
    shows: (pattern: RegExp) => expect.poll(() => shown, { timeout: 60_000, interval: 50 }).toMatch(pattern),
    shown: () => shown,
    type: (text: string) => void script.stdin.write(text),
    /** The window is closed. */
    close: () => void (script as ChildProcess).kill("SIGKILL"),
    async code(): Promise<number> {
      const file = join(at.path, "code");
      const read = (): string => {
        try {
          return readFileSync(file, "utf8").trim();
        } catch {
          return "";
        }
      };
      await expect.poll(read, { timeout: 60_000, interval: 50 }).not.toBe("");
      return Number(read());
    },
  };
}

const settingOf = (shown: string): string =>
  [...shown.matchAll(/(f=50[^\r\n]*contact=\w+)/g)].at(-1)?.[1] ?? "";

/** The next question of this kind on the page, done and answered. */
async function answer(page: Page, at: HeldBench, kind: "arm" | "set" | "off"): Promise<void> {
  const message = await page.until((m) => m.type === "source" && m.asked?.question.kind === kind);
  if (message.type !== "source" || message.asked === null) throw new Error("no question");
  const { id, question } = message.asked;
  if (question.kind === "set") at.apply(question.setting);
  if (question.kind === "off") at.apply("off");
  expect(await page.ask({ kind: "answer", id, answer: "yes" })).toMatchObject({ kind: "done" });
}
const pageOf = async (url: string): Promise<Page> => {
  const server = { port: Number(new URL(url).port) };
  const page = await visit(server, await cookieOf(server, url));
  page.say({ type: "join", run: null, next: 0 });
  cleanUps.push(() => page.socket.close());
  return page;
};

async function terminalGone(isTold: boolean): Promise<Seen> {
  const at = await bench();
  const rig = atTerminal(at, runHeld, isTold);
  await rig.shows(/Is the source connected/);
  rig.type("\r");
  await rig.shows(/Does the source give this\?/);
  at.apply(settingOf(rig.shown()));
  rig.type("y\r");
  await untilHeld(at);
  rig.close();
  // What was asked and said there nobody saw; the store and the exit code are what is left.
  return { bench: at, code: await rig.code(), said: null, offAsked: null };
}

const walks: Readonly<Record<keyof typeof inRealPrograms, () => Promise<Seen>>> = {
  SIGINT: () => signalled("SIGINT"),
  SIGTERM: () => signalled("SIGTERM"),
  SIGHUP: () => signalled("SIGHUP"),
  SIGQUIT: () => signalled("SIGQUIT"),
  otherSignals: () => signalled("SIGUSR2"),
  async suspended() {
    const at = await bench();
    const rig = await held(at);
    rig.process.kill("SIGTSTP");
    await rig.hears(/not suspend .* while its source may be live: Ctrl-C has it switched off/);
    rig.process.kill("SIGINT");
    await offAsAsked(rig, at);
    return ended(at, rig);
  },
  secondSignal: () => signalled("SIGTERM", "SIGTERM"),
  terminalGone: () => terminalGone(true),
  terminalGoneQuietly: () => terminalGone(false),
  async terminalGonePage() {
    const at = await bench();
    const rig = atTerminal(at, [...runHeld, "--live"]);
    await rig.shows(/live view: http:\S+/);
    const page = await pageOf(/live view: (http:\S+)/.exec(rig.shown())?.[1] ?? "");
    await answer(page, at, "arm");
    await answer(page, at, "set");
    await untilHeld(at);
    rig.close();
    await answer(page, at, "off");
    const asked = new Set(
      page.messages.flatMap((m) =>
        m.type === "source" && m.asked?.question.kind === "off" ? [m.asked.id] : [],
      ),
    );
    return { bench: at, code: await rig.code(), said: null, offAsked: asked.size };
  },
  uncaughtException: () => faulty('throw new Error("injected");'),
  unhandledRejection: () => faulty('void Promise.reject(new Error("injected"));'),
  async processExit() {
    const at = await bench();
    const fault = injected(at, "process.exit(0);");
    const rig = await held(at, fault.env);
    fault.now();
    return ended(at, rig);
  },
  async diskFull() {
    // The first step is over in seconds; when the second is asked for, the source still gives the first.
    const at = await bench(3600);
    const rig = await heldRunToSecondStep(at);
    execFileSync("prlimit", [`--pid=${rig.process.pid}`, "--fsize=1"]);
    at.apply(settingOf(rig.stderr()));
    rig.process.stdin.write("y\n");
    await offAsAsked(rig, at);
    const seen = await ended(at, rig);
    expect(seen.said ?? "").toMatch(/conto-rig: .*(store|disk)/);
    return seen;
  },
  async serveEnds() {
    const at = await bench();
    const rig = start(["serve", "--bench", "bench.yaml"], at.path);
    cleanUps.push(() => rig.process.kill("SIGKILL"));
    rig.process.stdin.end();
    const [, url = ""] = await rig.hears(/live view: (http:\S+)/);
    const page = await pageOf(url);
    const armed = await page.ask({ kind: "arm", bench: "bench.yaml" });
    if (armed.kind !== "armed") throw new Error(JSON.stringify(armed));
    const text = readFileSync(join(at.path, "held.scenario.yaml"), "utf8");
    const scenarios = [{ kind: "text", name: "held.scenario.yaml", text }] as const;
    await page.ask({ kind: "start", bench: "bench.yaml", seed: 1, scenarios, armed: armed.code });
    await answer(page, at, "arm");
    await answer(page, at, "set");
    await untilHeld(at);
    rig.process.kill("SIGTERM");
    await answer(page, at, "off");
    const { code, stderr } = await rig.ended;
    const asked = new Set(
      page.messages.flatMap((m) =>
        m.type === "source" && m.asked?.question.kind === "off" ? [m.asked.id] : [],
      ),
    );
    return { bench: at, code, said: stderr, offAsked: asked.size };
  },
  async kill() {
    const at = await bench();
    const rig = await held(at);
    rig.process.kill("SIGKILL");
    const { code } = await rig.ended;
    const next = start(runHeld, at.path);
    cleanUps.push(() => next.process.kill("SIGKILL"));
    // Before anything is asked.
    await next.hears(
      /did not end with its source confirmed off: treat it as live[\s\S]*Is the source connected/,
    );
    next.process.kill("SIGTERM");
    await next.ended;
    const listed = start(["report", "--list"], at.path);
    listed.process.stdin.end();
    expect((await listed.ended).stdout).toMatch(/no end: .*, source not confirmed off/);
    return { bench: at, code, said: "", offAsked: timesAsked(rig.stderr(), "Is the source off?") };
  },
};

async function heldRunToSecondStep(at: HeldBench): Promise<Started> {
  const rig = start(runHeld, at.path);
  cleanUps.push(() => rig.process.kill("SIGKILL"));
  await rig.hears(questions.arm);
  rig.process.stdin.write("\n");
  await setAsAsked(rig, at);
  const said = rig.stderr().length;
  await rig.hears(questions.set, said);
  return rig;
}

function storedAs(events: readonly RigEvent[]): readonly string[] {
  const last = events.at(-1);
  if (last?.type !== "runFinished") return ["no end"];
  if (last.interrupted && last.source === "off") return ["interrupted"];
  return events.flatMap((event) => (event.type === "faulted" ? [`error ${event.code}`] : []));
}

describe("ways out of a program with an energised source", { timeout: 240_000 }, () => {
  it.each(Object.keys(inRealPrograms) as (keyof typeof inRealPrograms)[])("%s", async (key) => {
    const expected: WayOutRow = inRealPrograms[key];
    const seen = await walks[key]();
    if (seen.offAsked !== null)
      expect(seen.offAsked, "how often off was asked").toBe(expected.offAsked === "once" ? 1 : 0);
    expect(seen.bench.isLive(), "the meter has voltage").toBe(expected.said !== "confirmed off");
    const isLeftLive = expected.said === "not confirmed: live";
    if (seen.said !== null) expect(seen.said.includes(line), seen.said).toBe(isLeftLive);
    if (expected.exitCode !== "-") expect(seen.code, seen.said ?? "").toBe(Number(expected.exitCode));
    const events = key === "kill" ? [] : await seen.bench.stored();
    const last = events.at(-1);
    if (last?.type === "runFinished") expect(last.source).toBe(isLeftLive ? "notConfirmed" : "off");
    expect(storedAs(events)).toContain(expected.stored);
  });
});

it("a signal to the whole group of npm's processes, which npm passes on, is one wish", {
  timeout: 240_000,
}, async () => {
  const at = await bench();
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const args = ["held.scenario.yaml", "--bench", "bench.yaml", "--out", "runs"].map((word) =>
    word.startsWith("--") ? word : join(at.path, word),
  );
  const npm = spawn("npm", ["run", "--script-shell=bash", "--silent", "conto-rig", "--", "run", ...args], {
    cwd: root,
    detached: true,
  });
  cleanUps.push(() => npm.kill("SIGKILL"));
  let said = "";
  npm.stderr.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const closed = new Promise((resolve) => npm.once("close", resolve));
  const says = (pattern: RegExp) =>
    expect.poll(() => said, { timeout: 60_000, interval: 50 }).toMatch(pattern);
  await says(questions.arm);
  npm.stdin.write("\n");
  await says(questions.set);
  at.apply(settingOf(said));
  npm.stdin.write("y\n");
  await untilHeld(at);
  process.kill(-npm.pid!, "SIGTERM");
  await says(questions.off);
  at.apply("off");
  npm.stdin.write("y\n");
  await closed;
  expect(timesAsked(said, "Is the source off?")).toBe(1);
  expect(said).not.toContain(line);
  expect((await at.stored()).at(-1)).toMatchObject({ type: "runFinished", source: "off", interrupted: true });
});
