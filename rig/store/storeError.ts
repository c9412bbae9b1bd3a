/**
 * What goes wrong with a store, said in one line with its remedy: someone else holds it, the file is damaged, the place
 * can't be written, the disk is full. Not for a conflict of contents, which the store finds itself.
 */
import { RigError } from "#rig/rigError.ts";

type StoreTrouble = "store-locked" | "store-corrupt" | "store-full" | "store-unreachable" | "store-failed";

const remedies: Readonly<Record<StoreTrouble, string>> = {
  "store-locked": "another program is writing to it: wait for its run to end, or use another store",
  "store-corrupt":
    "it is damaged or not a store: move it and its -wal and -shm files away to keep them, and start with a new one",
  "store-full": "the disk is full: free some space and resume the run; what was acknowledged is kept",
  "store-unreachable": "the folder does not exist or may not be written: create it, or use another path",
  "store-failed": "see the cause",
};

const textOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, " ");
const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";

function troubleOf(cause: unknown): StoreTrouble {
  const code = codeOf(cause);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "store-locked";
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code) || cause instanceof SyntaxError) return "store-corrupt";
  if (/^SQLITE_FULL/.test(code)) return "store-full";
  // libsql reports a failed open without a code, SQLite's own (14: CANTOPEN) at the end of its message.
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code) || /ConnectionFailed/.test(textOf(cause)))
    return "store-unreachable";
  return "store-failed";
}

/** `name`: the store as people know it, its file. A RigError is passed on as it is. */
export function storeError(name: string, cause: unknown): RigError {
  if (cause instanceof RigError) return cause;
  const trouble = troubleOf(cause);
  return new RigError(trouble, `store ${name}: ${textOf(cause)}; ${remedies[trouble]}`, { cause });
}
