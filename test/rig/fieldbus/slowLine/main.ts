/**
 * `npm run simulate:bus`: every condition of a slow line until so many values were accepted in it, or so many questions
 * asked beyond the bound; and every kind of single fault so many times. What is done is kept, so that an interrupted run goes on where it was; the end is written to
 * docs/figures.md with the revision and the date. It ends with 1 when a value was wrong, or accepted beyond the bound.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withSections } from "../../../figuresPage.ts";
import { conditions, type NamedCondition } from "./conditions.ts";
import { figuresText } from "./figures.ts";
import { type FaultSum, faultSum, singleFaults } from "./singleFaults.ts";
import { nothing, type Tally, together, trial } from "./trial.ts";

const root = resolve(import.meta.dirname, "../../../..");
const folder = join(root, "node_modules/.cache/conto-rig");
const enough = 10_000;
/** Trials of each kind of fault, in each way of asking. */
const faultTrials = 200;

const git = (...words: readonly string[]): string =>
  execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
// What is simulated is the bus: a state belongs to that code, committed or not.
const code = git("hash-object", ...git("ls-files", "rig/fieldbus", "test/rig/fieldbus/slowLine").split("\n"));
const revision = `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "rig/fieldbus") === "" ? "" : " and changes"}`;
const kept = join(folder, "simulate-bus.json");

interface Progress {
  readonly tally: Tally;
  readonly trials: number;
}
interface State {
  readonly code: string;
  readonly done: Readonly<Record<string, Progress>>;
  readonly faults: Readonly<Record<string, FaultSum>>;
}
const readState = (): State => {
  const state = existsSync(kept) ? (JSON.parse(readFileSync(kept, "utf8")) as State) : undefined;
  return state?.code === code ? state : { code, done: {}, faults: {} };
};
const isDone = ({ isBeyond }: NamedCondition, { tally }: Progress): boolean =>
  (isBeyond ? tally.questions : tally.accepted) >= enough;

mkdirSync(folder, { recursive: true });
let state = readState();
const write = (): void => writeFileSync(kept, JSON.stringify(state));
process.once("SIGINT", () => {
  write();
  process.exit(130);
});

for (const [place, condition] of conditions.entries()) {
  let progress = state.done[condition.name] ?? { tally: nothing, trials: 0 };
  while (!isDone(condition, progress)) {
    // Short ones, because a line is most easily mistaken while it is learnt.
    const { trials } = progress;
    const tally = await trial(condition, 1000 * (place + 1) + trials, trials % 4 === 0 ? 400 : 100);
    progress = { tally: together(progress.tally, tally), trials: trials + 1 };
    state = { ...state, done: { ...state.done, [condition.name]: progress } };
  }
  write();
  process.stdout.write(
    `${place + 1}/${conditions.length} ${condition.name}: ${JSON.stringify(progress.tally)}\n`,
  );
}

for (const name of Object.keys(singleFaults)) {
  if (state.faults[name] === undefined)
    state = { ...state, faults: { ...state.faults, [name]: await faultSum(name, faultTrials) } };
  write();
  process.stdout.write(`${name}: ${JSON.stringify(state.faults[name])}\n`);
}

const results = conditions.map((condition) => ({ condition, ...state.done[condition.name]! }));
const page = join(root, "docs/figures.md");
const sections = figuresText(results, state.faults, revision, new Date().toISOString().slice(0, 10));
writeFileSync(page, withSections(readFileSync(page, "utf8"), sections));
const isBroken =
  results.some(({ condition, tally }) => tally.wrong > 0 || (condition.isBeyond && tally.accepted > 0)) ||
  Object.values(state.faults).some(({ wrong }) => wrong > 0);
process.exitCode = isBroken ? 1 : 0;
