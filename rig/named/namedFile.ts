/**
 * A file a person names, on the command line or inside another file of theirs. A name may lead to anything: a device that
 * never ends, a pipe nobody writes to, a film. So what stands there is looked at before it is opened (opening a serial
 * port already moves its lines, opening a pipe waits), and never more is read than a document can have.
 */
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { relative } from "node:path";
import type { LocatedIssue } from "#scenarios/yaml/located.ts";

/** Bytes of a document that is read: ten times what the largest one may have (characters: scenarios/yaml/guard). */
export const largestDocument = 4 * 1024 * 1024;

export interface ReadDocument {
  readonly text: string;
  /** Of the bytes as they are in the file. */
  readonly sha256: string;
  /** The path as it is shown to a person: from the working folder. */
  readonly shown: string;
}

/** The document under a path, or the one issue that says why there is none. Never throws, never waits. */
export function readNamedFile(path: string, largest = largestDocument): ReadDocument | LocatedIssue {
  const shown = shownPath(path);
  const refused = (message: string, place = { line: 1, column: 1 }): LocatedIssue => ({
    file: shown,
    ...place,
    message,
  });
  const bytes = bytesOf(path, largest);
  if (typeof bytes === "string") return refused(bytes);
  const utf16 = byUtf16(bytes);
  if (utf16 !== null) return refused(`this is ${utf16} text: save it as UTF-8`);
  const text = bytes.toString("utf8").replace(/^\ufeff/, "");
  if (!bytes.includes(0) && !isUtf8(bytes)) {
    const before = text.slice(0, text.indexOf("\ufffd")).split(/\r\n|\r|\n/);
    return refused(
      "the character here is not UTF-8: save the file as UTF-8 (Latin-1 or Windows-1252 is not)",
      {
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      },
    );
  }
  return { text, sha256: createHash("sha256").update(bytes).digest("hex"), shown };
}

export const isRead = (read: ReadDocument | LocatedIssue): read is ReadDocument => "text" in read;

/** From the working folder where that is known; a folder that was deleted under this program is not. */
export function shownPath(path: string): string {
  try {
    return relative(".", path) || ".";
  } catch {
    return path;
  }
}

/** What a name leads to when it is no regular file; null when it is one. */
function otherKind(stats: Stats): string | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe (FIFO)";
  if (stats.isSocket()) return "a socket";
  return "a device";
}

/** Why this is nothing to be opened as a file; null when it is one, or nothing yet. */
export function whyNoRegularFile(path: string): string | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    const kind = stats === undefined ? null : otherKind(stats);
    return kind === null ? null : `is ${kind}, not a file`;
  } catch (error) {
    return whyNot(error);
  }
}

function bytesOf(path: string, largest: number): Buffer | string {
  let file: number | null = null;
  try {
    const before = otherKind(statSync(path));
    if (before !== null) return `this is ${before}, not a file`;
    // Should it have become a pipe or a terminal since, opening must neither wait nor take it over.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    const stats = fstatSync(file);
    const kind = otherKind(stats);
    if (kind !== null) return `this is ${kind}, not a file`;
    if (stats.size > largest)
      return `the file has ${inWords(stats.size)}; at most ${inWords(largest)} are read`;
    // Files of the kernel say 0 and have more, others grow while they are read.
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(Math.min(65_536, largest + 1 - length));
      const read = readSync(file, part, 0, part.length, null);
      if (read === 0) return Buffer.concat(parts, length);
      parts.push(part.subarray(0, read));
      length += read;
      if (length > largest) return `the file has more than ${inWords(largest)}, and no more are read`;
    }
  } catch (error) {
    return whyNot(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

const mebibyte = 1024 * 1024;
const inWords = (bytes: number): string =>
  bytes >= mebibyte ? `${Math.round((10 * bytes) / mebibyte) / 10} MiB` : `${bytes} bytes`;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder: what should be a folder on the way to it is a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "symbolic links that lead round in a circle",
  ENAMETOOLONG: "the name is too long",
  EAGAIN: "it gives nothing now and may later: that is no document",
  EISDIR: "this is a folder, not a file",
  ERR_INVALID_ARG_VALUE: "the name holds a character no name can have",
};

/** Why the system gave nothing, in words. */
export function whyNot(error: unknown): string {
  const { code = "", message = String(error) } = error as NodeJS.ErrnoException;
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return reason ?? message;
  return `can't be read: ${reason ?? message}`;
}

/** Which of the wide encodings this is, by its mark or by its zeros; null for none. */
function byUtf16(bytes: Buffer): string | null {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return "UTF-32";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  const isWide = (a === 0) !== (b === 0) && (c === 0) !== (d === 0) && (a === 0) === (c === 0);
  return bytes.length >= 4 && isWide ? "UTF-16" : null;
}
