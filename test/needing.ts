/**
 * Tests that need a program of another project, which a user's machine may lack: where it is missing they are pending,
 * by their name and with the way to get it, and are counted among neither the passed nor the failed. On CI every one of
 * them runs (`.ci/run` installs the packages, and fails when one is pending).
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { it } from "vitest";

export interface ForeignProgram {
  readonly program: string;
  readonly debianPackage: string;
}

export const mbpollProgram: ForeignProgram = { program: "mbpoll", debianPackage: "mbpoll" };

export const wayToGet = ({ program, debianPackage }: ForeignProgram): string =>
  `${program} is missing: install it with \`apt-get install ${debianPackage}\``;

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const isInstalled = ({ program }: ForeignProgram, path = process.env.PATH ?? ""): boolean =>
  path.split(delimiter).some((folder) => isExecutable(join(folder, program)));

/** `it` for a test that asks this program: pending where it is not installed. */
export const itNeeds = (needed: ForeignProgram) =>
  isInstalled(needed)
    ? it
    : (name: string, ..._story: readonly unknown[]): void => it.todo(`${name} (${wayToGet(needed)})`);
