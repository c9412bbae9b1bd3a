/**
 * How long a person waits: the whole shipped library on the virtual bench, as a process from its start to its exit with
 * all reports written, and single scenarios inside a process that runs already: a no-load step of a day, a profile of 30
 * days, and what ten times the steps cost. Every run must end with the verdict pass.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { meterSpec } from "#models/catalogue/meterSpec.ts";
import type { Verdict } from "#models/metrology/verdict.ts";
import { inMilliseconds, seconds } from "#models/units.ts";
import { emptyRecord, fold } from "#reports/record.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { packageRoot } from "#rig/cli/packageRoot.ts";
import { planRun } from "#rig/run/plan.ts";
import { run } from "#rig/run/run.ts";
import { readScenario } from "#scenarios/read.ts";
import type { Benchmark } from "./main.ts";
import { alone, type Contestant, millisecondsOf, paired, stopwatch } from "./paired.ts";
import { atMost, figureAtMost, noGoal } from "./row.ts";

/** Says the largest memory a process ever held when it ends. */
const memoryWatch = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS+"\\n"))`;

interface Process {
  readonly contestant: Contestant;
  /** Mebibytes, one per run, the first run included. */
  readonly memory: readonly number[];
}

/** A command line from its start to its exit with 0, in milliseconds of wall time. */
function commandLine(name: string, words: (folder: string) => readonly string[]): Process {
  const memory: number[] = [];
  const once = (): Promise<number> => {
    const folder = mkdtempSync(join(tmpdir(), "conto-rig-bench-"));
    const begin = stopwatch();
    const program = [...process.execArgv, "--import", memoryWatch, "rig/cli/main.ts"];
    const child = spawn(process.execPath, [...program, ...words(folder)], { cwd: packageRoot });
    let said = "";
    child.stdout.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
    child.stderr.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
    return new Promise((resolve, reject) => {
      child.once("exit", (code) => {
        const elapsed = seconds(stopwatch() - begin);
        rmSync(folder, { recursive: true });
        const kibibytes = /maxRSS (\d+)/.exec(said)?.[1];
        if (code !== 0 || kibibytes === undefined) reject(new Error(`${name} ended with ${code}:\n${said}`));
        else {
          memory.push(Number(kibibytes) / 1024);
          resolve(inMilliseconds(elapsed));
        }
      });
    });
  };
  return { contestant: { name, measure: once }, memory };
}

/** A library scenario, its text changed, run to its end on the good virtual meter. */
function scenarioRun(name: string, file: string, change: (text: string) => string): Contestant {
  const path = join(packageRoot, "scenarios/library", file);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  const { scenario, issues } = readScenario(changed, path, meterSpec);
  if (issues) throw new Error(`${name}: ${JSON.stringify(issues)}`);
  const meter = virtualMeters.find((each) => each.name === "good");
  if (meter === undefined) throw new Error("there is no good virtual meter");
  let verdict: Verdict | undefined;
  return millisecondsOf(
    name,
    async () => {
      const bench = await virtualBench(meter, 1);
      const plan = await planRun([{ scenario, reference: name }], bench);
      let record = emptyRecord;
      const events = run(plan, bench, {
        run: name,
        startedAt: "2000-01-01T00:00:00.000Z",
        rig: "bench",
        seed: 1,
        sources: [],
        reproduce: () => "",
        interrupted: new AbortController().signal,
        wallTime: () => 0,
      });
      for await (const event of events) record = fold(record, event);
      await bench.close();
      verdict = record.end?.verdict;
      return 1;
    },
    () => {
      if (verdict !== "pass") throw new Error(`${name} ended with the verdict ${verdict}`);
    },
  );
}

const unchanged = (text: string): string => text;
/** Writes another number behind the first `repeat:`. @throws when the scenario has none. */
const repeated = (from: number, to: number) => (text: string) => {
  const changed = text.replace(`repeat: ${from}\n`, `repeat: ${to}\n`);
  if (changed === text) throw new Error(`the scenario repeats nothing ${from} times`);
  return changed;
};

export const suiteTime: Benchmark = async (pace, say) => {
  const library = commandLine("library", (out) => ["run", "--out", out, "--quiet"]);
  const runs = { ...pace, rounds: Math.min(pace.rounds, 5) };
  say({
    kind: "alone",
    name: "whole library from the command line, start-up and reports included",
    unit: "ms",
    figures: await alone(library.contestant, runs),
    goal: figureAtMost(inMilliseconds(seconds(10))),
  });
  say({
    kind: "alone",
    name: "its largest memory",
    unit: "MiB",
    figures: library.memory.slice(1),
    goal: noGoal,
  });
  say({
    kind: "alone",
    name: "start-up alone (--version)",
    unit: "ms",
    figures: await alone(commandLine("start-up", () => ["--version"]).contestant, runs),
    goal: noGoal,
  });

  const second = inMilliseconds(seconds(1));
  say({
    kind: "alone",
    name: "no-load steps of 25 h and 30 d, inside the process",
    unit: "ms",
    figures: await alone(scenarioRun("no load", "supply/no-load.scenario.yaml", unchanged), pace),
    goal: figureAtMost(second),
  });
  const thirtyDays = "load-profile/thirty-days.scenario.yaml";
  say({
    kind: "alone",
    name: "30-day profile of 720 steps, inside the process",
    unit: "ms",
    figures: await alone(scenarioRun("30 days", thirtyDays, unchanged), pace),
    goal: figureAtMost(second),
  });
  say({
    kind: "paired",
    name: "ten times the steps of a profile (72 to 720)",
    unit: "ms",
    peer: "3 days",
    figures: await paired(
      scenarioRun("30 days", thirtyDays, unchanged),
      scenarioRun("3 days", thirtyDays, repeated(30, 3)),
      pace,
    ),
    goal: atMost(linearTenfold),
  });
  const readings = "bus/many-readings.scenario.yaml";
  say({
    kind: "paired",
    name: "ten times the steps with claims (100 to 1000 readings)",
    unit: "ms",
    peer: "100",
    figures: await paired(
      scenarioRun("1000 readings", readings, repeated(100, 1000)),
      scenarioRun("100 readings", readings, unchanged),
      pace,
    ),
    goal: atMost(linearTenfold),
  });
};

/** Ten times the work may take ten times as long and a fifth more. */
const linearTenfold = 12;
