/** The bench a person names: one of the embedded virtual ones, or a bench file. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Bench, BusObserver, PlannableBench } from "#rig/bench/bench.ts";
import { type BenchFile, readBenchFile } from "#rig/bench/benchFile.ts";
import { declaredBench } from "#rig/bench/declaredBench.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { readRegisterMapFile } from "#rig/bench/registerMapFile.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { noOwnMeters, type OwnMeters } from "#rig/cli/ownMeters.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

export interface OpenedBench {
  readonly bench: Bench;
  readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  close(): Promise<void>;
}

const hashed = (path: string) => ({
  file: relative(".", path),
  sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
});

/** @throws {BadInput} no such file, or what is wrong with it. */
function benchFileOf(
  name: string,
  own: OwnMeters,
): { readonly file: BenchFile; readonly maps: ReadonlySet<string> } {
  if (!existsSync(name)) {
    const known = virtualMeters.map((each) => each.name);
    const meant = suggestionFor(name, known);
    throw new BadInput([
      `--bench ${name}: no such file, and no embedded bench${meant ? `: did you mean '${meant}'?` : ` (there are ${known.join(", ")})`}`,
    ]);
  }
  const shown = relative(".", name);
  const text = readFileSync(name, "utf8");
  const maps = new Set<string>();
  const readMap = (map: string) => {
    const path = join(dirname(name), map);
    maps.add(path);
    return readRegisterMapFile(path);
  };
  const file = readBenchFile(text, shown, process.env, readMap, own.products);
  if (Array.isArray(file)) throw new BadInput(file.map(formatLocatedIssue));
  return { file: file as BenchFile, maps };
}

/**
 * The bench of that name as a plan needs it: a bench file is read, and nothing of what it names is opened.
 * @throws {BadInput} unknown name or bad bench file.
 */
export async function benchToPlanFor(
  name: string,
  seed: number,
  own: OwnMeters,
): Promise<{ readonly bench: PlannableBench; close(): Promise<void> }> {
  const meter = virtualMeters.find((each) => each.name === name);
  if (meter !== undefined)
    return virtualBench(meter, seed, () => {}, own.products).then((bench) => ({
      bench,
      close: () => bench.close(),
    }));
  return { bench: declaredBench(benchFileOf(name, own).file), close: () => Promise.resolve() };
}

/** Someone at the source for as long as the bench is open. */
export type OperatorOnDuty = Operator & { close(): void };

/** @throws {BadInput} unknown name or bad bench file; {RigError} a port that will not open. */
export async function openBench(
  name: string,
  seed: number,
  observe: BusObserver = () => {},
  own: OwnMeters = noOwnMeters,
  callOperator: () => OperatorOnDuty = terminalOperator,
): Promise<OpenedBench> {
  const filed = own.filed.map(({ file, sha256 }) => ({ file, sha256 }));
  const meter = virtualMeters.find((each) => each.name === name);
  if (meter !== undefined) {
    const bench = await virtualBench(meter, seed, observe, own.products);
    return { bench, sources: filed, close: () => bench.close() };
  }
  const { file, maps } = benchFileOf(name, own);
  const operator = callOperator();
  try {
    const bench = await hardwareBench(file, { operator, observe });
    return {
      bench,
      sources: [...[name, ...maps].map(hashed), ...filed],
      async close() {
        await bench.close();
        operator.close();
      },
    };
  } catch (error) {
    operator.close();
    throw error;
  }
}
