/**
 * `conto-rig twin` as it is started: from a terminal, by a service manager, in a pipe, with whatever stdin is there; read
 * by mbpoll with the very lines of the README.
 */
import { execFileSync } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { mbpoll, runForeign } from "../fieldbus/foreignProgram.ts";
import { openPtyPair } from "../fieldbus/ptyPair.ts";
import { cli, folder, type Started, start } from "./cli.ts";
import { commandWords } from "./commandLine.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

const place = (): string => {
  const { path, remove } = folder();
  ending.push(remove);
  return path;
};
/** A twin of `args`, up: where it listens on TCP is the second thing given. */
const twin = async (args: readonly string[], stdin?: number, cwd = place()): Promise<[Started, string]> => {
  const started = start(["twin", ...args], cwd, {}, stdin);
  ending.push(async () => {
    started.process.kill("SIGKILL");
    await started.ended;
  });
  const [, port = ""] = await started.hears(/listening on (?:tcp:\/\/127\.0\.0\.1:(\d+)|\S+): /);
  return [started, port];
};
const onTcp = ["--tcp", "127.0.0.1:0"];
const values = (said: string): number[] =>
  [...said.matchAll(/^\[\d+\]:\s+(\S+)/gm)].map(([, value]) => Number(value));

describe("a twin ends with 0 when it is told to, whatever its stdin is", { timeout: 120_000 }, () => {
  const file = (text: string): number => {
    const path = join(place(), "lines");
    writeFileSync(path, text);
    return openSync(path, "r");
  };
  const socket = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = (server.address() as { port: number }).port;
    const ours: Socket = connect(port, "127.0.0.1");
    const theirs = await new Promise<Socket>((resolve) => server.once("connection", resolve));
    ending.push(() => {
      ours.destroy();
      theirs.destroy();
      server.close();
    });
    return (theirs as unknown as { _handle: { fd: number } })._handle.fd;
  };
  const terminal = async (): Promise<number> => {
    const pair = await openPtyPair();
    ending.push(() => pair.close());
    return openSync(pair.first, "r+");
  };
  const fifo = (): number => {
    const path = join(place(), "fifo");
    execFileSync("mkfifo", [path]);
    return openSync(path, "r+");
  };
  const kinds: Readonly<Record<string, () => number | undefined | Promise<number>>> = {
    "/dev/null": () => openSync("/dev/null", "r"),
    "an empty file": () => file(""),
    "a file of lines": () => file("# evening\noff\n"),
    "a folder": () => openSync(place(), "r"),
    "a file that may only be written": () => openSync(join(place(), "out"), "w"),
    "a pipe that stays open": () => undefined,
    "a fifo": fifo,
    "a socket": socket,
    "a terminal": terminal,
    "bytes without end and without lines": () => openSync("/dev/zero", "r"),
  };
  for (const [kind, open] of Object.entries(kinds))
    it(kind, async () => {
      const stdin = await open();
      const [started] = await twin(["D4-s", ...onTcp], stdin);
      started.process.kill("SIGTERM");
      const { code, stderr } = await started.ended;
      expect(stderr).not.toMatch(/unref|unforeseen|conto-rig:/);
      expect(code).toBe(0);
    });

  for (const signal of ["SIGINT", "SIGHUP"] as const)
    it(`by ${signal}`, async () => {
      for (const open of [kinds["/dev/null"], terminal]) {
        const [started] = await twin(["D4-s", ...onTcp], await open?.());
        started.process.kill(signal);
        expect((await started.ended).code).toBe(0);
      }
    });

  it("closed", async () => {
    const line = join(place(), "m");
    const log = join(place(), "log");
    const command = `: >"$3"; "$0" "$1" twin D4-s --line "$2" <&- 2>"$3" & p=$!; until grep -q listening "$3"; do sleep 0.05; done; kill -TERM $p; wait $p; echo ended with $?`;
    const { said } = await runForeign({ program: "bash", debianPackage: "bash" }, [
      "-c",
      command,
      ...commandWords([]),
      line,
      log,
    ]);
    expect(readFileSync(log, "utf8")).not.toMatch(/unref|unforeseen/);
    expect(said).toBe("ended with 0\n");
  });

  it("and takes its lines from it while it has some", async () => {
    const [started, port] = await twin(["D4-s", ...onTcp], file("off\n"));
    await started.hears(/^applied f=50Hz U=0V 0V 0V/m);
    const { said } = await mbpoll(
      "-m",
      "tcp",
      "-p",
      port,
      "-1",
      "-o",
      "0.3",
      "-t",
      "4:hex",
      "-r",
      "4125",
      "-c",
      "4",
      "127.0.0.1",
    );
    expect(said).toMatch(/timed out/i);
  });

  it("and says why it takes none when it can't be read", async () => {
    const [started] = await twin(["D4-s", ...onTcp], openSync(join(place(), "out"), "w"));
    await started.hears(/^no more setting lines are taken: EBADF/m);
  });
});

describe("the lines of the README", { timeout: 120_000 }, () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  /** The words of a line of the README, as a shell would cut them. */
  const wordsOf = (line: string): string[] =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const lineOf = (pattern: RegExp): string => {
    const found = pattern.exec(readme)?.[0];
    if (found === undefined) throw new Error(`the README has no line like ${pattern}`);
    return found;
  };

  it("host a twin on a line, and mbpoll reads it at once", async () => {
    const cwd = place();
    const hosting = wordsOf(lineOf(/twin D4-s --line \.\/meter --lie gain/)).slice(1);
    const [started] = await twin(hosting, undefined, cwd);
    await started.hears(
      /^fed with f=50Hz U=230\.00V@0 230\.00V@-120 230\.00V@120 N=0V I=5\.000A@0 5\.000A@-120 5\.000A@120 contact=open$/m,
    );
    const [, ...polling] = wordsOf(lineOf(/mbpoll -m rtu [^`\n]*\.\/meter/));
    const said = await new Promise<string>((resolve) => {
      void mbpoll(...polling.slice(0, -1), "-1", join(cwd, "meter")).then((ran) => resolve(ran.said));
    });
    // Registers 4125...4128 of mbpoll are 101Ch...101Fh: active and reactive energy, a moment after the start.
    expect(values(said)).toHaveLength(4);
  });

  it("host a meter of another make, and mbpoll reads it at once", async () => {
    const words = wordsOf(lineOf(/twin "Eastron SDM630" [^\n]*/)).slice(1);
    const at = words.map((word) =>
      word === "examples/meters" ? join(root, word) : word === "127.0.0.1:5020" ? "127.0.0.1:0" : word,
    );
    const [started, port] = await twin(at);
    const [, fed = ""] = await started.hears(/^fed with (.*)$/m);
    expect(fed).toMatch(/^f=50Hz U=230/);
    const [, ...polling] = wordsOf(lineOf(/mbpoll -m tcp -p 5020 [^\n]*/));
    const own = polling.map((word) => (word === "5020" ? port : word));
    expect(values((await mbpoll("-1", ...own)).said)).toHaveLength(1);
  });
});

describe("what a twin is fed with", { timeout: 120_000 }, () => {
  const poll = async (port: string): Promise<string> =>
    (
      await mbpoll(
        "-m",
        "tcp",
        "-p",
        port,
        "-1",
        "-o",
        "0.3",
        "-t",
        "4:int",
        "-B",
        "-0",
        "-r",
        "4096",
        "-c",
        "6",
        "127.0.0.1",
      )
    ).said;

  it("is its rated voltage and current, in a line that can be pasted; --dead is nothing until a line is", async () => {
    const [fed, port] = await twin(["D4-s", ...onTcp]);
    const [, line = ""] = await fed.hears(/^fed with (.*)$/m);
    // 1000h: three voltages in mV; 1006h: three currents in mA.
    const rated = [230000, 230000, 230000, 5000, 5000, 5000];
    expect(values(await poll(port))).toEqual(rated);
    const [dead, deadPort] = await twin(["D4-s", "--dead", "--scale", "1000", ...onTcp]);
    await dead.hears(/^not fed: silent until a setting line on stdin feeds it$/m);
    expect(await poll(deadPort)).toMatch(/timed out/i);
    dead.process.stdin.write(`${line}\n`);
    const [, applied] = await dead.hears(/^applied (.*)$/m);
    expect(applied).toBe(line);
    await expect.poll(async () => values(await poll(deadPort)), { timeout: 30_000 }).toEqual(rated);
  });

  it("can't be nothing and a scenario, nor nothing on a whole site", async () => {
    for (const [args, why] of [
      [
        ["D4-s", "--dead", "--scenario", "balanced/rated-current", ...onTcp],
        /give --dead or --scenario, not both/,
      ],
      [["--site", "tower-254", "--dead"], /--dead is for one model/],
    ] as const) {
      const { code, stderr } = await cli(["twin", ...args], place());
      expect(stderr).toMatch(why);
      expect(code).toBe(2);
    }
  });
});
