/**
 * The real live server with the page that ships, on benches that take their time: after each event a run waits a little,
 * so that a person (or a test) can see the middle of it. `iron` stands for a bench that energises something, `by hand`
 * for one whose source a person sets.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { amperes, volts } from "#models/units.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { storeFile } from "#rig/cli/keptRun.ts";
import { livePage } from "#rig/cli/livePage.ts";
import { liveShelf } from "#rig/cli/liveShelf.ts";
import { chooseScenarios, type LoadedScenario, loadScenarios } from "#rig/cli/suite.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import { manualSource } from "#rig/instruments/manualSource.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { type LiveServer, openLiveServer } from "#rig/live/server.ts";
import type { LiveRun, RunStarter } from "#rig/live/session.ts";
import { planRun } from "#rig/run/plan.ts";
import { run } from "#rig/run/run.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import { ownedTerminal } from "#rig/terminal/ownedTerminal.ts";
import { readScenario } from "#scenarios/read.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { eventsOn, virtualMeter } from "../stories/runOn.ts";

const pause = (duration: number) => new Promise<void>((resolve) => setTimeout(resolve, duration));

let runs = 0;
/** The bench with a source before it that somebody with an operator's page, or at `terminal`, has to set. */
function byHand(made: Bench, { operator, control }: LiveRun, terminal: Operator): Bench {
  const both = joinedOperators([terminal, operator], control.interrupted);
  const source = manualSource(both, { voltage: volts(300), current: amperes(10) });
  return {
    ...made,
    async apply(signals, label) {
      if ((await source.readBack()).kind !== "set") await source.arm();
      await source.set(signals, label);
      return made.apply(signals, label);
    },
    async safe() {
      await source.off();
      await made.safe();
    },
  };
}

/** `pace`: milliseconds after each event. `terminal`: whoever is at the terminal of the rig. */
const pacedStarter = (pace: () => number, terminal: Operator): RunStarter => ({
  benches: [
    { name: "good", kind: "virtual", about: "a meter in order" },
    { name: "gain", kind: "virtual", about: "registers 1.2 % too much at every load" },
    { name: "late", kind: "virtual", about: "answers the bus 400 ms late, every time" },
    { name: "iron", kind: "hardware", about: "as if it energised something" },
    { name: "by hand", kind: "hardware", about: "as if somebody set the source" },
  ],
  prepare({ bench: name, scenarios }) {
    const suite: LoadedScenario[] = [];
    for (const asked of scenarios) {
      if (asked.kind === "library") suite.push(...loadScenarios(chooseScenarios([asked.reference])));
      else {
        const { scenario, issues } = readScenario(asked.text, asked.name);
        if (issues) return { issues: issues.map(formatLocatedIssue) };
        suite.push({
          scenario,
          reference: asked.name,
          source: { file: asked.name, sha256: "" },
          notApplicable: null,
        });
      }
    }
    return async (live) => {
      const began = performance.now();
      const isReal = name === "iron" || name === "by hand";
      const made = await virtualBench(virtualMeter(isReal ? "good" : name), 1, live.traffic.observe);
      const named = isReal ? { ...made, name, kind: "hardware" as const } : made;
      const bench = name === "by hand" ? byHand(named, live, terminal) : named;
      try {
        const plan = await planRun(suite, bench);
        const id = `followed-${++runs}`;
        live.begin(id, plan, bench);
        for await (const event of run(plan, bench, {
          run: id,
          startedAt: new Date().toISOString(),
          rig: "conto-rig test",
          seed: 1,
          sources: [],
          reproduce: (reference) => `conto-rig run ${reference} --bench ${name} --seed 1`,
          interrupted: live.control.interrupted,
          wallTime: () => (performance.now() - began) / 1000,
        })) {
          await live.onEvent(event);
          await pause(pace());
        }
      } finally {
        live.end();
        await bench.close();
      }
    };
  },
});

export interface PacedRig {
  readonly server: LiveServer;
  /** Where the rig's own terminal is: what is typed there, and what it shows. */
  readonly terminal: { type(line: string): void; readonly shown: () => string };
  /** Milliseconds after each event from now on. */
  pace(milliseconds: number): void;
  /** Every page loses its connection; the run knows nothing of it. */
  cutLines(): void;
  close(): Promise<void>;
}

/** With one stored run on its shelf. `port` 0 takes a free one. */
export async function openPacedRig(port = 0): Promise<PacedRig> {
  const out = mkdtempSync(join(tmpdir(), "conto-rig-e2e-"));
  const store = await openSqliteStore(storeFile(out));
  const stored = await eventsOn(virtualMeter("gain"), ["balanced", "wiring", "harmonics"]);
  await store.append("stored-1", 0, stored);
  await store.close();
  const files = await livePage((line) => {
    throw new Error(line);
  });
  const shelf = await liveShelf(out);
  let between = 0;
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = "";
  output.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  const terminal = terminalOperator(ownedTerminal({ input, output, results: output }));
  const server = await openLiveServer({
    host: "127.0.0.1",
    port,
    files,
    shelf,
    starter: pacedStarter(() => between, terminal),
  });
  return {
    server,
    terminal: { type: (line) => void input.write(`${line}\n`), shown: () => shown },
    pace: (duration) => {
      between = duration;
    },
    cutLines: () => {
      for (const viewer of server.feed.viewers) viewer.dismiss(1012, "cut");
    },
    async close() {
      // Somebody is there to say that the source is off.
      const confirming = setInterval(() => input.write("y\n"), 50);
      await server.close();
      clearInterval(confirming);
      terminal.close();
      await shelf.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
