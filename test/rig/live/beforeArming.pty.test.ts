/** What a page is told before a source is armed, of a bench whose last run was killed and whose next one is long. */
import { afterEach, expect, it } from "vitest";
import { start } from "../cli/cli.ts";
import { type HeldBench, heldBench, heldRun, runHeld } from "../safety/heldProgram.ts";
import { cookieOf, visit } from "./liveRig.ts";

let bench: HeldBench;
afterEach(() => bench.close());

it("that the source was left live, and that the run is longer than a working day; no more once it is armed", {
  timeout: 120_000,
}, async () => {
  bench = await heldBench();
  const killed = await heldRun(bench);
  killed.process.kill("SIGKILL");
  await killed.ended;
  const [begun] = await bench.stored();
  const run = begun?.type === "runStarted" ? begun.run : "";
  const next = start([...runHeld, "--live", "--hold", "file", "--setting-time", "30 min"], bench.path);
  try {
    const [, url = ""] = await next.hears(/live view: (http:\S+)/);
    const server = { port: Number(new URL(url).port) };
    const page = await visit(server, await cookieOf(server, url));
    page.say({ type: "join", run: null, next: 0 });
    const asked = (kind: string) => page.until((m) => m.type === "source" && m.asked?.question.kind === kind);
    const arming = await asked("arm");
    // Two steps of ten hours, each set by hand.
    expect(arming).toMatchObject({
      notices: [
        { kind: "leftLive", run },
        { kind: "long", takes: 21 * 3600, workingDay: 8 * 3600 },
      ],
    });
    await page.ask({ kind: "answer", id: 1, answer: "yes" });
    expect(await asked("set")).toMatchObject({ notices: [] });
    page.socket.close();
  } finally {
    next.process.kill("SIGKILL");
    await next.ended;
  }
});
