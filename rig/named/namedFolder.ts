/**
 * A folder a person names, to find the documents in it. It may be the root of a disk or hold links to itself, so the walk
 * follows no link to a folder and ends at a number of entries and levels that no folder of documents has.
 */
import { opendirSync, statSync } from "node:fs";
import { join } from "node:path";
import { shownPath, whyNot } from "#rig/named/namedFile.ts";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

export interface FolderLimits {
  /** Names looked at, in all folders together. */
  readonly entries: number;
  /** Documents found. */
  readonly documents: number;
  /** Folders below the one named; 0 looks in none of them. */
  readonly levels: number;
}
export const folderLimits: FolderLimits = { entries: 200_000, documents: 2_000, levels: 16 };

/** What a path leads to, links followed; `closed`: it may be there, and nobody here can tell what it is. */
export type Place =
  | { readonly kind: "folder" | "other" | "nothing" }
  | { readonly kind: "closed"; readonly why: string };

export function placeAt(path: string): Place {
  try {
    return { kind: statSync(path).isDirectory() ? "folder" : "other" };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG"
      ? { kind: "nothing" }
      : { kind: "closed", why: whyNot(error) };
  }
}

/** Paths of everything in the folder whose name ends so and that is no folder, sorted; or why it can't be said. */
export function filesInFolder(
  folder: string,
  ending: string,
  { entries, documents, levels }: FolderLimits = folderLimits,
): readonly string[] | LocatedIssue {
  const found: string[] = [];
  let seen = 0;
  const refused = (at: string, message: string): LocatedIssue => ({
    file: shownPath(at),
    line: 1,
    column: 1,
    message,
  });
  const walk = (at: string, left: number): LocatedIssue | null => {
    try {
      const names = opendirSync(at);
      try {
        for (let entry = names.readSync(); entry !== null; entry = names.readSync()) {
          if (++seen > entries)
            return refused(folder, `more than ${entries} names in this folder: name one nearer to the files`);
          const path = join(at, entry.name);
          const trouble = entry.isDirectory()
            ? left > 0
              ? walk(path, left - 1)
              : levels === 0
                ? null
                : refused(path, `more than ${levels} folders deep: name one nearer to the files`)
            : null;
          if (trouble !== null) return trouble;
          if (!entry.isDirectory() && entry.name.endsWith(ending)) found.push(path);
          if (found.length > documents)
            return refused(folder, `more than ${documents} files *${ending} in this folder`);
        }
      } finally {
        names.closeSync();
      }
      return null;
    } catch (error) {
      return refused(at, whyNot(error));
    }
  };
  return walk(folder, levels) ?? found.sort();
}
