/**
 * Programs of other people, as judges of our slave: what they read must be what the device holds.
 */
import { execFile } from "node:child_process";
import { type ForeignProgram, mbpollProgram, wayToGet } from "../../needing.ts";

export interface Ran {
  readonly code: number;
  readonly said: string;
}

/** Runs it; a missing one is an error that names the Debian package to install. */
export const runForeign = (foreign: ForeignProgram, words: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    execFile(foreign.program, words, { timeout: 20_000 }, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") {
        reject(new Error(wayToGet(foreign)));
      } else {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
      }
    });
  });

export const mbpoll = (...words: readonly string[]): Promise<Ran> => runForeign(mbpollProgram, words);

/** The values of mbpoll's lines `[4124]: 25740`. */
export const polledValues = ({ said }: Ran): Record<number, number> =>
  Object.fromEntries(
    Array.from(said.matchAll(/^\[(\d+)\]:\s+(-?\d+)/gm), ([, reference, value]) => [
      Number(reference),
      Number(value),
    ]),
  );
