/** The bench a person names: one of the embedded virtual ones, or a bench file. */
import { dirname, resolve } from "node:path";
import type { Bench, PlannableBench } from "#rig/bench/bench.ts";
import { type BenchFile, readBenchFile } from "#rig/bench/benchFile.ts";
import type { BusObserver } from "#rig/bench/busObserver.ts";
import { declaredBench } from "#rig/bench/declaredBench.ts";
import { hardwareBench } from "#rig/bench/hardwareBench.ts";
import { registerMapOf } from "#rig/bench/registerMapFile.ts";
import { virtualBench } from "#rig/bench/virtualBench.ts";
import { virtualMeters } from "#rig/bench/virtualMeters.ts";
import { BadInput } from "#rig/cli/badInput.ts";
import { noOwnMeters, type OwnMeters } from "#rig/cli/ownMeters.ts";
import type { Operator } from "#rig/instruments/operator.ts";
import { terminalOperator } from "#rig/instruments/terminalOperator.ts";
import { isRead, readNamedFile } from "#rig/named/namedFile.ts";
import { placeAt } from "#rig/named/namedFolder.ts";
import { formatLocatedIssue } from "#scenarios/yaml/located.ts";
import { suggestionFor } from "#scenarios/yaml/suggestion.ts";

export interface OpenedBench {
  readonly bench: Bench;
  readonly sources: readonly { readonly file: string; readonly sha256: string }[];
  /** The source first: whoever is at it can be asked until it is off. */
  close(): Promise<void>;
}

/** A bench file, and every file it was read from with its sha-256. */
interface ReadBench {
  readonly file: BenchFile;
  readonly used: ReadonlyMap<string, string>;
}

/** @throws {BadInput} no such file, or what is wrong with it. */
function benchFileOf(name: string, own: OwnMeters): ReadBench {
  if (placeAt(name).kind === "nothing") {
    const known = virtualMeters.map((each) => each.name);
    const meant = suggestionFor(name, known);
    throw new BadInput([
      `--bench ${name}: no such file, and no embedded bench${meant ? `: did you mean '${meant}'?` : ` (there are ${known.join(", ")})`}`,
    ]);
  }
  const read = readNamedFile(name);
  if (!isRead(read)) throw new BadInput([formatLocatedIssue(read)]);
  const used = new Map([[read.shown, read.sha256]]);
  const readMap = (map: string) => {
    const found = readNamedFile(resolve(dirname(name), map));
    if (!isRead(found)) return [found];
    used.set(found.shown, found.sha256);
    return registerMapOf(found);
  };
  const file = readBenchFile(read.text, read.shown, process.env, readMap, own.products);
  if (Array.isArray(file)) throw new BadInput(file.map(formatLocatedIssue));
  return { file: file as BenchFile, used };
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
  const { file, used } = benchFileOf(name, own);
  const operator = callOperator();
  try {
    const bench = await hardwareBench(file, { operator, observe });
    return {
      bench,
      sources: [...[...used].map(([source, sha256]) => ({ file: source, sha256 })), ...filed],
      async close() {
        try {
          await bench.close();
        } finally {
          operator.close();
        }
      },
    };
  } catch (error) {
    operator.close();
    throw error;
  }
}
