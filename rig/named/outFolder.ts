/**
 * A folder a person names to have files written into. Whether that can be is found out before anything is energised, by
 * making something there and taking it away again: rights, quotas, full and read-only disks all say so themselves.
 */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What stands under the name is a symbolic link to what is not there. */
class LinkToNothing extends Error {
  constructor(link: string) {
    super(`${link} is a symbolic link to what is not there`);
  }
}

/** Why nothing can be written into the folder, which need not be there yet; null when it can. Leaves nothing behind. */
export function whyUnwritable(folder: string): string | null {
  try {
    const { at } = nearest(folder);
    if (!statSync(at).isDirectory()) return at === resolve(folder) ? "is a file" : `${at} is a file`;
    rmdirSync(mkdtempSync(join(at, ".conto-rig-")));
    return null;
  } catch (error) {
    return whyNotWritten(error);
  }
}

/**
 * Makes the folder and those it stands in. Not `mkdirSync` with `recursive`: where the system takes no new folder and says
 * that the one above is missing (/proc), that never ends.
 * @throws what the system says.
 */
export function makeFolder(folder: string): void {
  for (const each of nearest(folder).missing)
    try {
      mkdirSync(each);
    } catch (error) {
      // Somebody else was faster.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !statSync(each).isDirectory()) throw error;
    }
}

/** The nearest place on the way to the folder that is there, and what is missing from it on, from the outside in. */
function nearest(folder: string): { readonly at: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let at = resolve(folder);
  for (;;) {
    try {
      if (statSync(at, { throwIfNoEntry: false }) !== undefined) break;
      // No folder can be made under the name of a link, wherever it leads.
      if (lstatSync(at, { throwIfNoEntry: false }) !== undefined) throw new LinkToNothing(at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    }
    missing.unshift(at);
    at = dirname(at);
  }
  return { at, missing };
}

/** Writes a file as a whole or not at all; what stood under the name, a pipe even, is replaced and not written to. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const half = `${path}.${process.pid}.part`;
  try {
    writeFileSync(half, content);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "it is on a disk that can only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "no folder can be made there",
  ENOTDIR: "part of the way to it is a file",
  EISDIR: "a folder has the name of the file",
  ELOOP: "symbolic links that lead round in a circle",
  ENAMETOOLONG: "the name is too long",
  ERR_INVALID_ARG_VALUE: "the name holds a character no name can have",
};

/** Why the system wrote nothing, in words. */
export function whyNotWritten(error: unknown): string {
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  return (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? message;
}
