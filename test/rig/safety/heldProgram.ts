/**
 * `conto-rig run` as a program of its own on a bench whose source is energised: the meter is a twin behind a socket of this
 * program, and whoever tests is the operator, who copies the setting line to it. It is given back while the first step is
 * held and the meter has voltage.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import type { RigEvent } from "#reports/events.ts";
import { wallClock } from "#rig/clock.ts";
import { type Host, hostTwins } from "#rig/host/hostTwins.ts";
import { folder, type Started, start } from "../cli/cli.ts";
import { storedIn } from "./energisedRun.ts";

const keys = /\[[^\]]*= yes, n = no\] $/;
const question = (words: string): RegExp => new RegExp(`${words}[^[]*${keys.source}`);
export const questions = {
  arm: question("Is the source connected"),
  set: question("Does the source give this\\?"),
  off: question("Is the source off\\?"),
} as const;

/** The setting line in what was said. */
const settingIn = (said: string): string => [...said.matchAll(/^ *(f=.*?)\r?$/gm)].at(-1)?.[1] ?? "";

export interface HeldBench {
  readonly path: string;
  /** Whether the twin's terminals have voltage. */
  isLive(): boolean;
  apply(line: string): void;
  stored(): Promise<readonly RigEvent[]>;
  close(): Promise<void>;
}

/** `seconds` of bench time in one of ours; the steps are held for ten hours of bench time. */
export async function heldBench(scale = 1): Promise<HeldBench> {
  const place = folder();
  const spec = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(spec)) throw new Error(JSON.stringify(spec));
  let isLive = false;
  const host: Host = await hostTwins({
    clock: wallClock(scale),
    places: [
      { at: { kind: "tcp", address: "tcp://127.0.0.1:0", framing: "mbap" }, meters: [{ unit: 1, spec }] },
    ],
    say: () => {},
  });
  const [address = ""] = host.addresses;
  const step = (name: string): string => `  - name: ${name}
    hold: 10 h
    claims:
      - registersWithin: { energy: active energy, limit: class }
`;
  writeFileSync(
    join(place.path, "held.scenario.yaml"),
    `title: Held
theme: balanced
teaches: What becomes of a source.
meter: { model: D4-s, insertionMode: 3N3E }
load: { current: 4 A }
steps:
${step("held")}${step("held again")}`,
  );
  writeFileSync(
    join(place.path, "bench.yaml"),
    `name: held
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.1 % }
buses: { main: { port: "${address}", timeout: 1 s } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
clock: { scale: ${scale} }
`,
  );
  return {
    path: place.path,
    isLive: () => isLive,
    apply(line) {
      isLive = line !== "off";
      if (!host.applied(line)) throw new Error(`not a setting line: ${line}`);
    },
    stored: () => storedIn(join(place.path, "runs")),
    async close() {
      await host.close();
      place.remove();
    },
  };
}

export const runHeld = ["run", "held.scenario.yaml", "--bench", "bench.yaml"] as const;

/** Until what the store has says that the first step is held: everything was read that is read at its beginning. */
export async function untilHeld(bench: HeldBench): Promise<void> {
  await expect
    .poll(async () => (await bench.stored()).some(({ type }) => type === "looked"), {
      timeout: 60_000,
      interval: 100,
    })
    .toBe(true);
  expect(bench.isLive()).toBe(true);
}

/** Starts the run with pipes for its terminal, arms, sets, and comes back while it is held. */
export async function heldRun(bench: HeldBench, env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const rig = start(runHeld, bench.path, env);
  await rig.hears(questions.arm);
  rig.process.stdin.write("\n");
  await setAsAsked(rig, bench);
  await untilHeld(bench);
  return rig;
}

/** Does what the question that stands, or comes next, asks for, and confirms it. */
export async function setAsAsked(rig: Started, bench: HeldBench, from = 0): Promise<void> {
  await rig.hears(questions.set, from);
  bench.apply(settingIn(rig.stderr().slice(from)));
  rig.process.stdin.write("y\n");
}

/** Switches off when it is asked for, and confirms it. */
export async function offAsAsked(rig: Started, bench: HeldBench): Promise<void> {
  await rig.hears(questions.off);
  bench.apply("off");
  rig.process.stdin.write("y\n");
}

export const timesAsked = (said: string, words: string): number => said.split(words).length - 1;
