/**
 * A run on a bench whose source is energised, in virtual time: a real hardware bench over a simulated line, the twin
 * behind it, an operator who notes what is asked and does it, and a real store in a folder of its own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { hours, type Seconds } from "#models/units.ts";
import type { RigEvent } from "#reports/events.ts";
import type { Bench } from "#rig/bench/bench.ts";
import { readBenchFile } from "#rig/bench/benchFile.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { type ConductedRun, conductRun } from "#rig/cli/conductRun.ts";
import { storeFile } from "#rig/cli/keptRun.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { simulatedLine } from "#rig/fieldbus/simulatedLine.ts";
import { hostTwins } from "#rig/host/hostTwins.ts";
import { joinedOperators } from "#rig/instruments/joinedOperators.ts";
import {
  type Operator,
  operatorGone,
  operatorRefused,
  type SourceQuestion,
} from "#rig/instruments/operator.ts";
import { questionWords } from "#rig/instruments/sourceWords.ts";
import { type RunControl, runControl } from "#rig/live/runControl.ts";
import { planRun } from "#rig/run/plan.ts";
import type { RunPlan } from "#rig/run/planned.ts";
import { mayBeLive, noteIsOff } from "#rig/safety/mayBeLive.ts";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { readScenario } from "#scenarios/read.ts";

const choice = { model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" as const } };
const scenarioText = (current: string): string => `title: Held
theme: balanced
teaches: What becomes of a source.
meter: { model: Conto D4-s, insertionMode: 3N3E }
load: { current: 4 A }
steps:
  - name: held
    hold: 10 h
    claims:
      - registersWithin: { energy: active energy, limit: class }
  - name: held again
    load: { current: ${current} }
    hold: 10 h
    claims:
      - registersWithin: { energy: active energy, limit: class }
`;

export interface Stand {
  readonly clock: VirtualClock;
  readonly bench: Bench;
  readonly plan: RunPlan;
  readonly control: RunControl;
  /** Ends it without asking. */
  readonly atOnce: AbortController;
  /** Kinds of questions, in their order. */
  readonly asked: SourceQuestion["kind"][];
  readonly out: string;
  /** Takes the rig's end off the line, and keeps it off for so long. */
  unplug(until: Seconds): void;
  /** What the twin sees: whether there is voltage. */
  isLive(): boolean;
}

export interface Circumstances {
  /** Of the second step; 4 A when left out. The bench allows 5 A. */
  readonly current?: string;
  /** What the operator says: yes when left out. `wait`: nothing until it is withdrawn. */
  readonly answer?: (question: SourceQuestion["kind"], stand: Stand) => "yes" | "no" | "gone" | "wait";
  /** Done once, an hour into the first step. */
  readonly inTheHold?: (stand: Stand) => void;
  readonly onEvent?: (event: RigEvent, stand: Stand) => Promise<void> | undefined;
  readonly storePatience?: Seconds;
  /** The bench as the run sees it. */
  readonly benchIs?: (bench: Bench) => Bench;
  readonly planIs?: (plan: RunPlan) => RunPlan;
}

export const benchName = "held bench";
const benchText = `name: ${benchName}
source: { kind: manual, limits: { voltage: 250 V, current: 5 A }, uncertainty: 0.05 % }
buses: { main: { port: /dev/ttyUSB0, baud: 9600, retries: 0 } }
positions:
  - { name: left, model: Conto D4-s, bus: main, unit: 5, programmed: { insertionMode: 3N3E } }
`;

export async function stand(about: Circumstances = {}): Promise<Stand> {
  const clock = new VirtualClock();
  const line = simulatedLine(clock);
  const spec = meterSpec(choice);
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  const format = plainFormat(9600);
  const host = await hostTwins({
    clock,
    busClock: clock,
    places: [{ at: { kind: "line", line, name: "meters", format }, meters: [{ unit: 5, spec }] }],
    say: () => {},
  });
  let isLive = false;
  const control = runControl();
  const atOnce = new AbortController();
  const asked: SourceQuestion["kind"][] = [];
  const person: Operator = {
    tell: () => {},
    async confirm(question, withdrawn) {
      asked.push(question.kind);
      const said = about.answer?.(question.kind, it) ?? "yes";
      if (said === "no") throw operatorRefused(question.kind);
      if (said === "gone") throw operatorGone("left");
      if (said === "wait" && withdrawn !== undefined && !withdrawn.aborted)
        await new Promise<never>((_, reject) => {
          withdrawn.addEventListener("abort", () => reject(operatorGone("withdrawn")));
        });
      if (question.kind === "set") {
        host.applied(/^ *(f=.*)$/m.exec(questionWords(question).told ?? "")?.[1] ?? "");
        isLive = true;
      }
      if (question.kind === "off") {
        host.applied("off");
        isLive = false;
      }
    },
  };
  const file = readBenchFile(benchText, "bench.yaml");
  if (Array.isArray(file)) throw new Error(JSON.stringify(file));
  let ends = 0;
  let awayUntil = 0;
  const bench = await hardwareBench(file, {
    clock,
    operator: joinedOperators([person], control.interrupted, atOnce.signal),
    openPort: async () => {
      if (clock.now() < awayUntil) throw new Error("no such device");
      return line.attach(`rig ${++ends}`, format);
    },
  });
  const { scenario, issues } = readScenario(
    scenarioText(about.current ?? "4 A"),
    "held.scenario.yaml",
    meterSpec,
  );
  if (issues) throw new Error(JSON.stringify(issues));
  const plan = await planRun([{ scenario, reference: "held" }], bench);
  const out = mkdtempSync(join(tmpdir(), "conto-rig-way-out-"));
  const it: Stand = {
    clock,
    bench,
    plan,
    control,
    atOnce,
    asked,
    out,
    unplug(until) {
      awayUntil = until;
      line.unplug(`rig ${ends}`);
    },
    isLive: () => isLive,
  };
  return it;
}

export interface WentOut extends Partial<ConductedRun> {
  readonly stand: Stand;
  readonly offAsked: number;
  /** Whether the twin still sees voltage. */
  readonly isLive: boolean;
  /** Benches this program would name as not confirmed off. */
  readonly saidLive: readonly string[];
  /** The last event in the store; null: nothing is stored. */
  readonly last: RigEvent | null;
  readonly faults: readonly string[];
  readonly thrown: unknown;
}

/** Conducts the run as the command does, to whatever end. */
export async function wentOut(about: Circumstances = {}): Promise<WentOut> {
  const at = await stand(about);
  const bench = about.benchIs?.(at.bench) ?? at.bench;
  const plan = about.planIs?.(at.plan) ?? at.plan;
  let conducted: ConductedRun | null = null;
  let thrown: unknown = null;
  let isDone = false;
  try {
    conducted = await conductRun({
      plan,
      suite: [],
      opened: { bench, sources: [], close: () => at.bench.close() },
      out: at.out,
      seed: 1,
      reproduce: () => "",
      interrupted: at.control.interrupted,
      wallTime: () => 0,
      say: () => {},
      ...(about.storePatience !== undefined && { storePatience: about.storePatience }),
      onBegin: () => {},
      onEvent(event) {
        if (event.type === "stepStarted" && !isDone) {
          isDone = true;
          at.clock.after(hours(1), () => about.inTheHold?.(at));
        }
        return about.onEvent?.(event, at) ?? at.control.gate();
      },
    });
  } catch (error) {
    thrown = error;
  }
  await at.bench.close().catch((error: unknown) => {
    thrown ??= error;
  });
  return { ...conducted, ...(await whatIsLeft(at)), thrown };
}

/** What can be seen after the run: who was asked, what is live, what is stored. The folder is removed. */
export async function whatIsLeft(at: Stand): Promise<Omit<WentOut, "thrown">> {
  const events = await storedIn(at.out);
  const saidLive = mayBeLive();
  for (const each of saidLive) noteIsOff(each);
  rmSync(at.out, { recursive: true, force: true });
  return {
    stand: at,
    offAsked: at.asked.filter((kind) => kind === "off").length,
    isLive: at.isLive(),
    saidLive,
    last: events.at(-1) ?? null,
    faults: events.flatMap((event) => (event.type === "faulted" ? [event.code] : [])),
  };
}

/** The events of the one run in a folder; none where nothing is kept. */
export async function storedIn(out: string): Promise<readonly RigEvent[]> {
  try {
    const store = await openSqliteStore(storeFile(out));
    try {
      const [run] = await store.runs();
      return run === undefined ? [] : await store.events(run.run);
    } finally {
      await store.close();
    }
  } catch {
    return [];
  }
}
