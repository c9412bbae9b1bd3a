/**
 * What people name on the command line and in their files, as processes have it: things that are no file where a file is
 * meant, places nothing can be written to, output that is not taken. One line each with the place or the remedy, the exit
 * code of it, nothing energised - and an end, which is what these once did not have.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { cli, type Ended, folder, start } from "./cli.ts";
import { commandLine, commandWords } from "./commandLine.ts";

const place = folder();
afterAll(() => place.remove());
const at = (name: string): string => join(place.path, name);
const write = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return name;
};
execFileSync("mkfifo", [at("pipe")]);
writeFileSync(at("film"), "");
truncateSync(at("film"), 5 * 2 ** 30);
mkdirSync(at("folder"));
mkdirSync(at("suite"));
execFileSync("mkfifo", [at("suite/a.scenario.yaml")]);

const noTrace = /\n\s+at .*:\d+:\d+|unforeseen/;
const run = (...args: string[]): Promise<Ended> => cli(args, place.path, { CONTO_RIG_BENCH: undefined });

const benchWith = (more: string): string => `name: b
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: /dev/conto-rig-not-there } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E }, ${more} }]
`;
/** Where a file is named: the command for a path. */
const places: readonly (readonly [string, (path: string) => readonly string[]])[] = [
  ["a scenario", (path) => ["run", path]],
  ["a bench file", (path) => ["run", "rated-current", "--bench", path]],
  ["a bench file that is served", (path) => ["serve", "--bench", path]],
  ["a site", (path) => ["bus", "plan", path]],
  ["a meter file", (path) => ["catalogue", "--meters", path]],
  ["a register map", (path) => ["twin", "D4-s", "--tcp", "127.0.0.1:0", "--register-map", path]],
  [
    "a meter file a bench names",
    (path) => [
      "run",
      "rated-current",
      "--bench",
      write(`meters-${path.replaceAll("/", "-")}.yaml`, benchWith(`meters: ${path}`)),
    ],
  ],
  [
    "a register map a bench names",
    (path) => [
      "run",
      "rated-current",
      "--bench",
      write(`map-${path.replaceAll("/", "-")}.yaml`, benchWith(`registerMap: ${path}`)),
    ],
  ],
  [
    "a meter file a site names",
    (path) => [
      "bus",
      "plan",
      write(`site-${path.replaceAll("/", "-")}.yaml`, `title: x\nmeterFiles: [${path}]\n`),
    ],
  ],
];
const pipe = /^pipe:1:1: this is a pipe \(FIFO\), not a file$/m;
const device = /^\S*dev\/zero:1:1: this is a device, not a file$/m;
const film = /^film:1:1: the file has 5120 MiB; at most 4 MiB are read$/m;

/** A process for each takes its time where others work too. */
const patience = { timeout: 120_000 };

describe("what is no file, where a file is named", patience, () => {
  const refused = async (args: readonly string[], ...messages: readonly RegExp[]): Promise<void> => {
    const { code, stdout, stderr } = await run(...args);
    for (const message of messages) expect(stderr).toMatch(message);
    for (const line of stderr.trimEnd().split("\n")) expect(line).toMatch(/^\S+:\d+:\d+: /);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  };
  it.each(places)("a pipe nobody writes to as %s ends with 2 and its place", async (_, command) => {
    await refused(command("pipe"), pipe);
  });
  it("and so do all of them that are named at once", async () => {
    await refused(["run", "/dev/zero", "pipe", "film"], device, pipe, film);
    await refused(
      ["catalogue", ...["/dev/zero", "pipe", "film"].flatMap((path) => ["--meters", path])],
      device,
      pipe,
      film,
    );
  });
  it.each([
    ["run", "rated-current", "--bench"],
    ["bus", "plan"],
    ["twin", "D4-s", "--tcp", "127.0.0.1:0", "--register-map"],
  ])("a device and a film: %s %s %s %s %s", async (...args) => {
    const command = args.filter((word) => word !== undefined);
    await refused([...command, "/dev/zero"], device);
    await refused([...command, "film"], film);
  });
  it.each([
    [["run", "suite"], /^suite\/a\.scenario\.yaml:1:1: this is a pipe/m],
    [["run", "rated-current", "--bench", "folder"], /^folder:1:1: this is a folder, not a file$/m],
    [["bus", "plan", "folder"], /^folder:1:1: this is a folder, not a file$/m],
    [["report", "--store", "pipe"], /^--store pipe: is a pipe \(FIFO\), not a file$/m],
  ])("%j too", async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(noTrace);
    expect(code).toBe(2);
  });
});

describe("where nothing can be written", patience, () => {
  write("file", "");
  symlinkSync("nowhere", at("dangling"));
  mkdirSync(at("kept"));
  execFileSync("mkfifo", [at("kept/conto-rig.sqlite")]);
  const bench = write("bench.yaml", benchWith("serial: x"));
  it.each([
    [["run", "--out", "file"], /^file: can't be written to \(is a file\); --out names another folder$/m],
    [["run", "--out", "file/below"], /^file\/below: can't be written to \(.*file is a file\)/m],
    [["run", "--out", "/proc/x"], /^\/proc\/x: can't be written to \(no folder can be made there\)/m],
    [["run", "--out", "dangling"], /^dangling: can't be written to \(.*dangling is a symbolic link to/m],
    [["run", "--out", "dangling/x"], /^dangling\/x: can't be written to \(.*dangling is a symbolic link to/m],
    [["run", "--out", "kept"], /^kept\/conto-rig\.sqlite is a pipe/m],
    // The port is not there either, and is never reached.
    [["run", "--bench", bench, "--out", "file"], /^file: can't be written to/m],
    [["serve", "--out", "/proc/x/y"], /^\/proc\/x\/y: can't be written to/m],
    [["init", "file"], /^file: can't be written to \(is a file\): name another folder$/m],
    [["init", "/proc/x"], /^\/proc\/x: can't be written to \(no folder can be made there\)/m],
  ])("%j ends with 2 and the remedy, before anything is opened", async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/not-there|unforeseen|\n\s+at /);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });
  it("leaves nothing behind in the folder it was tried in", async () => {
    await run("run", "no-such-scenario", "--out", "new/and/deeper");
    expect(existsSync(at("new"))).toBe(false);
    expect(readdirSync(place.path).filter((name) => name.startsWith(".conto-rig"))).toEqual([]);
  });
  it("report says the same of its own folder, and a folder in the place of a file", async () => {
    expect((await run("run", "rated-current", "--out", "runs", "-q")).code).toBe(0);
    for (const out of ["file", "/proc/x"])
      expect(await run("report", "--store", "runs/conto-rig.sqlite", "--out", out)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/can't be written to/),
      });
    mkdirSync(at("taken/report.html"), { recursive: true });
    expect(await run("report", "--store", "runs/conto-rig.sqlite", "--out", "taken")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/taken: can't be written to \(a folder has the name of the file\)/),
    });
    expect(readdirSync(at("taken"))).toEqual(["report.html"]);
  });
  it("a run that is killed leaves no folder of its own", async () => {
    write(
      "year.scenario.yaml",
      `title: x\ntheme: supply\nteaches: y\nmeter: { model: D4-s }\nload: { current: 5 A }\nsteps:\n  - name: a\n    repeat: 5000\n    profile:\n      - { for: 1 h, factor: 1 }\n      - { for: 1 h, factor: 0.5 }\n`,
    );
    const started = start(["run", "year.scenario.yaml", "--out", "killed"], place.path);
    // Said when the plan stands: the run begins.
    await started.hears(/of bench time/);
    started.process.kill("SIGKILL");
    await started.ended;
    const left = existsSync(at("killed")) ? readdirSync(at("killed")) : [];
    expect(left.filter((name) => !name.startsWith("conto-rig.sqlite"))).toEqual([]);
  });
});

/** A command of a shell, as people pipe and redirect it. */
const shell = (
  line: string,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> =>
  new Promise((resolve) => {
    const command = line.replaceAll("RIG", commandLine([]));
    const child = spawn("bash", ["-o", "pipefail", "-c", command], { cwd: place.path });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part: Buffer) => {
      out += part.toString();
    });
    child.stderr.on("data", (part: Buffer) => {
      err += part.toString();
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });

describe("output that is not taken", patience, () => {
  it.each([
    ["a failing run of more than a pipe holds", "RIG run wiring --bench gain --json -q | head -c 10", 1],
    ["a passing run", "RIG run rated-current --json -q | head -c 10", 0],
    ["a run whose reader is gone at once", "RIG run rated-current --bench gain | true", 1],
    [
      "a run whose listener on stderr is gone",
      "RIG run rated-current --bench gain 2>&1 >/dev/null | true",
      1,
    ],
  ])("%s ends with its own code when its reader has had enough", async (_, line, code) => {
    const ended = await shell(line);
    expect(ended.err).not.toMatch(/EPIPE|unforeseen|\n\s+at /);
    expect(ended.code).toBe(code);
  });
  it.each(["RIG catalogue D4-s > /dev/full", "RIG run rated-current -q > /dev/full"])(
    "a full disk is one line and 3: %s",
    async (line) => {
      const { code, err } = await shell(line);
      expect(err).toBe(
        "conto-rig: what is printed can't be written (the disk is full); the exit code is 3 for it\n",
      );
      expect(code).toBe(3);
    },
  );
});

describe("a working folder that was deleted", patience, () => {
  it("is said, with 2", async () => {
    mkdirSync(at("gone"));
    // Before the program begins, but not before Node has begun.
    const leave = `data:text/javascript,import { rmdirSync } from "node:fs"; process.chdir("gone"); rmdirSync("../gone");`;
    const [node = "", ...words] = commandWords(["init"]);
    const child = spawn(node, ["--import", leave, ...words], { cwd: place.path });
    let said = "";
    child.stderr.on("data", (part: Buffer) => {
      said += part.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(said).toBe("conto-rig: the folder it was started in is no longer there: change to another one\n");
    expect(code).toBe(2);
  });
});

describe("amounts on the command line", patience, () => {
  it.each([
    [["--unit", "1,1"], /1 is there twice: one twin has one address/],
    [["--unit", "1,999"], /expected addresses 1\.\.\.255/],
    [["--ct-ratio", "1e300"], /too large: at most 1000000/],
    [["--vt-ratio", ".nan"], /expected a transformer ratio/],
    [["--scale", "1e300"], /expected a number from 0\.001 to 100000/],
    [["--scale", "Infinity"], /expected a number from/],
    [["--baud", "1e9"], /expected a whole number from 300 to 921600/],
  ])("%j is refused with 2", async (args, message) => {
    const { code, stderr } = await run("twin", "D4-s", "--tcp", "127.0.0.1:0", ...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(noTrace);
    expect(code).toBe(2);
  });
  it("in setting lines they are refused in words, and the twin goes on", async () => {
    const twin = start(["twin", "D4-s", "--tcp", "127.0.0.1:0"], place.path);
    onTestFinished(() => {
      twin.process.kill("SIGKILL");
    });
    await twin.hears(/listening on/);
    twin.process.stdin.write("f=50Hz U=1e300V@0 - - N=0V I=1e20A - -\n");
    await twin.hears(/not applied: U\.L1: "1e300V@0" is too large: at most 2000 kV/);
    await twin.hears(/not applied: I\.L1: "1e20A" is too large: at most 1000000 A/);
    twin.process.stdin.write("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@0 5A@-120 5A@120 contact=open\n");
    await twin.hears(/applied f=50Hz U=230/);
    twin.process.kill("SIGTERM");
    expect((await twin.ended).code).toBe(0);
  });
});

describe("the sources of a run", patience, () => {
  it("are the files as they were read, once each", async () => {
    const own = write(
      "own.scenario.yaml",
      readFileSync(
        new URL("../../../scenarios/library/balanced/rated-current.scenario.yaml", import.meta.url),
        "utf8",
      ),
    );
    const { stdout } = await run("run", own, "--json", "-q");
    const sum = createHash("sha256")
      .update(readFileSync(at(own)))
      .digest("hex");
    expect(JSON.parse(stdout).run.sources).toContainEqual({ file: own, sha256: sum });
  });
});
