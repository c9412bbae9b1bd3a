/**
 * What a person names to keep runs in, looked at before a bench is opened: a run must not end, source on, for want of a
 * place to write to, nor a command wait for a pipe that stands where the store should be.
 */
import { accessSync, constants } from "node:fs";
import { BadInput } from "#rig/cli/badInput.ts";
import { storeFile } from "#rig/cli/keptRun.ts";
import { whyNoRegularFile } from "#rig/named/namedFile.ts";
import { whyNotWritten, whyUnwritable } from "#rig/named/outFolder.ts";

/** @throws {BadInput} nothing can be written into the folder. */
export function checkFolder(folder: string): void {
  const why = whyUnwritable(folder);
  if (why !== null)
    throw new BadInput([`${folder}: can't be written to (${why}); --out names another folder`]);
}

/** @throws {BadInput} runs can't be kept in the folder. */
export function checkOut(out: string): void {
  checkFolder(out);
  const file = storeFile(out);
  const why = whyNoRegularFile(file) ?? whyReadOnly(file);
  if (why !== null) throw new BadInput([`${file} ${why}; --out names another folder`]);
}

function whyReadOnly(file: string): string | null {
  try {
    accessSync(file, constants.W_OK);
    return null;
  } catch (error) {
    // It will be made.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    return `can't be written to (${whyNotWritten(error)})`;
  }
}
