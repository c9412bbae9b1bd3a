/**
 * What goes wrong with a store, said in one line with its remedy: someone else holds it, the file is damaged or gone, the
 * place can't be written, the disk is full or fails. Not for a conflict of contents, which the store finds itself.
 */
import { RigError } from "#rig/rigError.ts";
import { RemovedDatabase } from "#rig/store/libsqlDatabase.ts";

type StoreTrouble =
  | "store-locked"
  | "store-corrupt"
  | "store-full"
  | "store-disk"
  | "store-read-only"
  | "store-removed"
  | "store-unreachable"
  | "store-failed";

const kept = "what was acknowledged before is kept";
const remedies: Readonly<Record<StoreTrouble, string>> = {
  "store-locked":
    "another program is writing to it and does not let go: wait for its run to end, or use another store",
  "store-corrupt":
    "it is damaged or not a store: move it and its -wal and -shm files away to keep them, and start with a new one",
  "store-full": `there is no room left: free some space, or use another store, and run again; ${kept}`,
  "store-disk": `the disk or the share it lies on does not take it (full, over a quota, gone or failing): see to it, or use another store, and run again; ${kept}`,
  "store-read-only": `it may not be written: make it and its folder writable, or use another store; ${kept}`,
  "store-removed":
    "leave its folder alone while a run writes to it, and run again; what was stored is gone with it, in part or as a whole",
  "store-unreachable": "the folder does not exist or may not be written: create it, or use another path",
  "store-failed": "see the cause",
};

const textOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, " ");
const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";

function troubleOf(cause: unknown): StoreTrouble {
  if (cause instanceof RemovedDatabase) return "store-removed";
  const code = codeOf(cause);
  const text = textOf(cause);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code) || /database is locked/.test(text)) return "store-locked";
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code) || cause instanceof SyntaxError) return "store-corrupt";
  if (/^SQLITE_FULL/.test(code)) return "store-full";
  if (/^SQLITE_IOERR/.test(code)) return "store-disk";
  if (/^SQLITE_READONLY/.test(code)) return "store-read-only";
  // libsql reports a failed open without a code, SQLite's own (14: CANTOPEN) at the end of its message.
  if (/^SQLITE_(CANTOPEN|PERM)/.test(code) || /ConnectionFailed/.test(text)) return "store-unreachable";
  return "store-failed";
}

/** Whether another program holds it: the same may succeed a moment later. */
export const isLocked = (cause: unknown): boolean => troubleOf(cause) === "store-locked";

/** `name`: the store as people know it, its file. A RigError is passed on as it is. */
export function storeError(name: string, cause: unknown): RigError {
  if (cause instanceof RigError) return cause;
  const trouble = troubleOf(cause);
  return new RigError(trouble, `store ${name}: ${textOf(cause)}; ${remedies[trouble]}`, { cause });
}
