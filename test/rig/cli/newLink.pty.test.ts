/**
 * A lost cookie: at the terminal the live view runs in, `l` and Enter prints a new link, good once, in the place of the
 * one before; also while the operator is asked something there, which it does not answer.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, afterEach, expect, it } from "vitest";
import { cookieOf, get, visit } from "../live/liveRig.ts";
import { folder, start } from "./cli.ts";
import { commandLine } from "./commandLine.ts";
import { openSilentBench } from "./silentBench.ts";

const place = folder();
const writeBench = openSilentBench();
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
afterAll(() => {
  place.remove();
});

/** The command with a terminal of its own: util-linux's `script` gives it one and passes on what is typed and shown. */
function atTerminal(args: readonly string[]) {
  const child = spawn("script", ["-qefc", commandLine(args), "/dev/null"], {
    cwd: place.path,
    env: { ...process.env, SHELL: "/bin/sh" },
  });
  started.push(child);
  let shown = "";
  let arrived = (): void => {};
  child.stdout.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
    arrived();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      resolve(code);
      arrived();
    });
  });
  return {
    ended,
    type: (text: string) => void child.stdin.write(text),
    /** The first match behind what was matched before. */
    async shows(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(shown);
        if (match !== null) {
          shown = shown.slice(match.index + match[0].length);
          return match;
        }
        if (child.exitCode !== null) throw new Error(`ended without showing ${pattern}: ${shown}`);
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
  };
}
const link = /live view: (http:\S+) [^\n]*\n/;
const open = async (url: string) => get(Number(new URL(url).port), new URL(url).pathname);

it("a terminal gives a new link, good once, and the one nobody opened is good no longer", {
  timeout: 60_000,
}, async () => {
  const rig = atTerminal(["serve"]);
  const [, first = ""] = await rig.shows(link);
  await rig.shows(/l and Enter here gives a new one/);
  const server = { port: Number(new URL(first).port) };
  const stranger = await get(server.port, "/");
  expect(stranger.status).toBe(401);
  expect(stranger.body).toMatch(/type l and Enter in the terminal/);
  rig.type("what\rl\r");
  const [, second = ""] = await rig.shows(link);
  expect(second).not.toBe(first);
  expect((await open(first)).status).toBe(403);
  const cookie = await cookieOf(server, second);
  expect((await get(server.port, "/api/runs", { cookie })).status).toBe(200);
  expect((await open(second)).status).toBe(403);
  rig.type("L\r");
  const [, third = ""] = await rig.shows(link);
  expect((await open(third)).status).toBe(200);
  // Who was in stays in.
  expect((await get(server.port, "/api/runs", { cookie })).status).toBe(200);
  rig.type("\x03");
  expect(await rig.ended).toBe(0);
});

it("the operator's questions own the input, and a link does not answer them", {
  timeout: 60_000,
}, async () => {
  writeBench(place.path);
  const rig = atTerminal(["run", "rated-current", "--bench", "bench.yaml", "--live"]);
  await rig.shows(link);
  await rig.shows(/Is the source connected[\s\S]*\[Enter = yes, n = no\] /);
  rig.type("l\r");
  const [, url = ""] = await rig.shows(link);
  await rig.shows(/Is the source connected[\s\S]*\[Enter = yes, n = no\] /);
  const server = { port: Number(new URL(url).port) };
  const page = await visit(server, await cookieOf(server, url));
  page.say({ type: "join", run: null, next: 0 });
  await page.until((m) => m.type === "source" && m.asked?.id === 1);
  expect(await page.ask({ kind: "answer", id: 1, answer: "yes" })).toMatchObject({ kind: "done" });
  await rig.shows(/\(answered elsewhere\)/);
  await rig.shows(/Does the source give this\? \[y = yes, n = no\] /);
  // For the question before: not for this one.
  rig.type("\r");
  await rig.shows(/Does the source give this\? \[y = yes, n = no\] /);
  rig.type("\x03");
  await rig.shows(/Is the source off\? \[.*\] /);
  await page.until((m) => m.type === "source" && m.asked?.question.kind === "off");
  rig.type("y\r");
  expect(await rig.ended).toBe(130);
  await page.closed;
});

it("who has no terminal is not offered it", { timeout: 60_000 }, async () => {
  const rig = start(["serve"], place.path);
  const [, url = ""] = await rig.hears(link);
  rig.process.stdin.write("l\n");
  const stranger = await get(Number(new URL(url).port), "/");
  expect(stranger.body).not.toMatch(/terminal/);
  rig.process.kill("SIGTERM");
  const { code, stderr } = await rig.ended;
  expect(code).toBe(0);
  expect(stderr.split("live view:")).toHaveLength(2);
  expect(stderr).not.toMatch(/and Enter here/);
});
