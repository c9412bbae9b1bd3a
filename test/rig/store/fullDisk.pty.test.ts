/**
 * A store on a disk that really takes no more. A file system of its own needs the right to mount one: without it that test
 * stands here as pending, by its name. A limit on the size of files needs nobody's leave, and fails in another way.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

const writerProgram = fileURLToPath(new URL("./writeUntilKilled.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "conto-rig-full-"));

const mounted = ((): boolean => {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "none", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  // Lazily: libsql lets go of a closed file a little later.
  if (mounted) execFileSync("umount", ["--lazy", folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the writer write into `file` until it fails; the number it acknowledged last, and what it said. */
const written = (file: string, limit: string): Promise<{ readonly last: number; readonly said: string }> =>
  new Promise((resolve, reject) => {
    const command = `${limit} exec "$0" --import tsx "$1" "$2"`;
    const writer = spawn("bash", ["-c", command, process.execPath, writerProgram, file]);
    let out = "";
    let said = "";
    writer.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
    });
    writer.stderr.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
    writer.on("error", reject);
    writer.on("close", () => resolve({ last: Number(out.split("\n").at(-2)), said }));
  });

const kept = async (file: string): Promise<number> => {
  const store = await openSqliteStore(file);
  const next = await store.nextSequence("killed");
  await store.close();
  return next;
};

describe("a store whose disk takes no more says so first, and has what it acknowledged", {
  timeout: 120_000,
}, () => {
  const mounting = mounted ? it : it.todo;
  mounting(
    "a file system that is full (as root: `sudo npx vitest run test/rig/store/fullDisk.pty.test.ts`)",
    async () => {
      const file = join(folder, "store.db");
      const { last, said } = await written(file, "");
      expect(said).toMatch(/store-full/);
      expect(said).toMatch(/database or disk is full; there is no room left: free some space/);
      expect(said).not.toMatch(/rollback|resume/);
      expect(last).toBeGreaterThan(10);
      expect(await kept(file)).toBe(last + 1);
    },
  );

  it("a file that may not grow", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "conto-rig-limit-")), "store.db");
    const { last, said } = await written(file, "ulimit -f 512;");
    expect(said).toMatch(/disk I\/O error; the disk or the share it lies on does not take it/);
    expect(said).not.toMatch(/rollback|resume/);
    expect(last).toBeGreaterThan(10);
    expect(await kept(file)).toBe(last + 1);
  });
});
