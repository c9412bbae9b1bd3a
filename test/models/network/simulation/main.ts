/**
 * `npm run simulate:network`: generated networks solved by the solver and by the second one that shares no code with it.
 * `-- --seed 1 --count 2000` are the defaults; one seed with `--count 1` is one network, and prints it. What is done is kept
 * for as long as the code of both stays the same, so that an interrupted run goes on where it was. It ends with 1 when a state
 * does not close, or more than half a per cent are refused though the second solver meets every demand.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { withSections } from "../../../figuresPage.ts";
import { kindOfSeed, networkOfSeed } from "../generated/sample.ts";
import { keptOfSeed } from "./keptOfSeed.ts";
import { disagreementTable, isDisagreement, iterationTable, type Kept, outcomeTable } from "./table.ts";

const root = resolve(import.meta.dirname, "../../../..");
const folder = join(root, "node_modules/.cache/conto-rig");
const file = join(folder, "simulate-network.json");
/** Refused of all networks, though the second solver meets every demand. */
const bearable = 0.005;
/** So many make figures to keep. */
const whole = 2000;

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "2000" } },
});
const [first, count] = [Number(values.seed), Number(values.count)];
if (!Number.isInteger(first) || first < 0 || !Number.isInteger(count) || count < 1) {
  process.stderr.write("--seed is a whole number from 0, --count one from 1\n");
  process.exit(2);
}

const git = (...words: readonly string[]): string =>
  execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
const sources = ["models/network", "models/*.ts", "test/models/network"];
const code = git(
  "hash-object",
  ...git("ls-files", "--cached", "--others", "--exclude-standard", ...sources).split("\n"),
);

interface State {
  readonly code: string;
  readonly done: Record<string, Kept>;
}
const stored = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as State) : undefined;
const state: State = stored?.code === code ? stored : { code, done: {} };
mkdirSync(folder, { recursive: true });
const write = (): void => writeFileSync(file, JSON.stringify(state));
process.once("SIGINT", () => {
  write();
  process.exit(130);
});

const all: Kept[] = [];
for (let seed = first; seed < first + count; seed++) {
  const kept = state.done[seed] ?? keptOfSeed(seed);
  all.push(kept);
  if (state.done[seed] !== undefined) continue;
  state.done[seed] = kept;
  if (isDisagreement(kept))
    process.stdout.write(
      `${seed} ${kindOfSeed(seed)}: ${kept.outcome}${kept.isOpen ? ", does not close" : ""}\n`,
    );
  if (seed % 100 === 0) {
    write();
    process.stdout.write(`${seed - first + 1} of ${count}\n`);
    // So that an interruption is heard.
    await new Promise((heard) => setImmediate(heard));
  }
}
write();
if (count === 1)
  process.stdout.write(
    `${JSON.stringify(networkOfSeed(first), (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v), 1)}\n`,
  );
process.stdout.write(`\n${outcomeTable(all)}\n\n${iterationTable(all)}\n`);
if (all.some(isDisagreement)) process.stdout.write(`\n${disagreementTable(all)}\n`);
if (count >= whole) {
  const page = join(root, "docs/figures.md");
  const revision = `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", ...sources) === "" ? "" : " and changes"}`;
  const section = `## Networks and a second solver

\`npm run simulate:network -- --seed ${first} --count ${count}\`, revision ${revision}, ${new Date().toISOString().slice(0, 10)}. Generated
networks of every component, near and beyond what they can deliver among them, solved here and by a solver that shares no code and
looks for every state it can find. meets more, nearer, only here: the state here is the better one; meets fewer, further: the other.

${outcomeTable(all)}

${iterationTable(all)}

${disagreementTable(all)}
`;
  writeFileSync(page, withSections(readFileSync(page, "utf8"), section));
}
const refused = all.filter(({ outcome }) => outcome === "refusedThoughMet").length;
process.exitCode = all.some(({ isOpen }) => isOpen) || refused > bearable * count ? 1 : 0;
