/** A run killed in the middle of writing: nothing that was acknowledged is lost, and the store can be used at once. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "#rig/store/sqliteStore.ts";

const writerProgram = fileURLToPath(new URL("./writeUntilKilled.ts", import.meta.url));

/** Starts the writer, kills it once it has acknowledged `enough` events, gives the number it said last. */
function killAfter(file: string, enough: number): Promise<number> {
  const writer = spawn(process.execPath, ["--import", "tsx", writerProgram, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  writer.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
    if (said.split("\n").length > enough) writer.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    writer.on("error", reject);
    writer.on("close", (code, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`the writer ended by itself: ${code}`));
      else resolve(Number(said.split("\n").at(-2)));
    });
  });
}

describe("a writer killed in mid-append", () => {
  for (const enough of [1, 20, 150])
    it(`after ${enough} or more acknowledged events has lost none of them`, async () => {
      const file = join(mkdtempSync(join(tmpdir(), "conto-rig-killed-")), "store.db");
      const last = await killAfter(file, enough);
      expect(last).toBeGreaterThanOrEqual(enough - 1);
      const store = await openSqliteStore(file);
      const events = await store.events("killed");
      expect(events.length).toBeGreaterThan(last);
      expect(events.map((event) => event.type === "scenarioSkipped" && event.reason)).toEqual(
        events.map((_, i) => `event ${i}`),
      );
      await store.append("killed", events.length, [
        { type: "scenarioSkipped", scenario: "s", position: "P1", reason: "after" },
      ]);
      expect(await store.nextSequence("killed")).toBe(events.length + 1);
      await store.close();
    });
});
