/**
 * `npm run bench [names...] [-- --quick]`: measures what this program promises about speed, beside what others do, and
 * prints one table. Every name runs in a process of its own, so that no benchmark inherits the compiled code, or the
 * memory, of another. A result that is wrong ends its benchmark, and the whole with 1; a goal not met is only said.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { milliseconds, seconds } from "#models/units.ts";
import type { Pace } from "./paired.ts";
import { type Row, runText, tableOf } from "./row.ts";

/** Measures, and says each row as soon as it stands. */
export type Benchmark = (pace: Pace, say: (row: Row) => void) => Promise<void>;

const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  twin: async () => (await import("./twinEvaluations.ts")).twinEvaluations,
  network: async () => (await import("./networkSolves.ts")).networkSolves,
  socket: async () => (await import("./slaveOnSocket.ts")).slaveOnSocket,
  line: async () => (await import("./slaveOnLine.ts")).slaveOnLine,
  suite: async () => (await import("./suiteTime.ts")).suiteTime,
  property: async () => (await import("./propertyRuns.ts")).propertyRuns,
  meters: async () => (await import("./manyMeters.ts")).manyMeters,
  site: async () => (await import("./siteTime.ts")).siteTime,
  twins: async () => (await import("./siteTime.ts")).tenThousandTwins,
  live: async () => (await import("./liveFanOut.ts")).liveFanOut,
};

const unhurried: Pace = { warmUp: seconds(2), window: milliseconds(500), rounds: 5 };
const quick: Pace = { warmUp: milliseconds(300), window: milliseconds(150), rounds: 3 };

const words = process.argv.slice(2);
const pace = words.includes("--quick") ? quick : unhurried;
const asked = words.filter((word) => !word.startsWith("--"));
const unknown = [
  ...asked.filter((name) => benchmarks[name] === undefined),
  ...words.filter((word) => word.startsWith("--") && word !== "--quick"),
];
if (unknown.length > 0) {
  process.stderr.write(
    `no benchmark ${unknown.join(", ")}: there are ${Object.keys(benchmarks).join(", ")}; --quick for short rounds\n`,
  );
  process.exit(2);
}
process.exitCode = process.send === undefined ? await runAll() : await runHere(asked[0] ?? "");

async function runHere(name: string): Promise<number> {
  const benchmark = await benchmarks[name]?.();
  await benchmark?.(pace, (row) => process.send?.(row));
  process.disconnect();
  return 0;
}

async function runAll(): Promise<number> {
  const rows: Row[] = [];
  let code = 0;
  for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
    process.stdout.write(`\n== ${name}\n`);
    const options = words.filter((word) => word.startsWith("--"));
    const child = fork(fileURLToPath(import.meta.url), [name, ...options]);
    child.on("message", (row: Row) => {
      rows.push(row);
      process.stdout.write(`${runText(row)}\n`);
    });
    const ended = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    if (ended !== 0) {
      code = 1;
      process.stdout.write(`${name} did not finish (${ended}): its results were wrong or its peer broke\n`);
    }
  }
  process.stdout.write(`\n${tableOf(rows)}\n`);
  return code;
}
