/**
 * Ctrl-Z, typed at a terminal of a shell with job control: it suspends a program whose source is off, which is there again
 * when it is continued, and does nothing but say so where the source may be live.
 */
import { afterEach, expect, it } from "vitest";
import { type HeldBench, heldBench, runHeld } from "../safety/heldProgram.ts";
import { endAll, onScreen } from "./onScreen.ts";

const patience = { timeout: 120_000 };
const benches: HeldBench[] = [];
afterEach(async () => {
  endAll();
  for (const bench of benches.splice(0)) await bench.close();
});
async function bench(): Promise<HeldBench> {
  const made = await heldBench();
  benches.push(made);
  return made;
}

const last = (words: RegExp) => (rows: readonly string[]) => words.test(rows.slice(-4).join(" "));
const arming = last(/Is the source connected.*= yes, n = no\]$/);
const setting = last(/Does the source give this\? \[Enter = yes, n = no\]$/);
const off = last(/Is the source off\? \[Enter = yes, n = no\]$/);

it(
  "suspends before anything is energised, not after; what is asked stands before and behind it",
  patience,
  async () => {
    const at = await bench();
    const rig = onScreen(runHeld, at.path, { jobControl: true });
    await rig.shows(arming);
    rig.type("\x1a");
    await rig.shows(/suspended: Enter continues it$/);
    rig.type("\r");
    await rig.shows(arming);
    // Single keys are read as before: half a line is seen, and taken back.
    rig.type("n");
    await rig.shows(last(/\] n$/));
    rig.type("\x7f\r");
    await rig.shows(setting);
    // It is live from the moment somebody is asked to set it.
    rig.type("\x1a");
    const seen = await rig.shows(
      (rows) => setting(rows) && rows.some((row) => row.startsWith("Ctrl-Z does not suspend")),
    );
    expect(seen.filter((row) => row.startsWith("suspended:"))).toHaveLength(1);
    rig.type("\x03");
    await rig.shows(off);
    rig.type("\x1a");
    await rig.shows((rows) => off(rows) && /until the source is\s+confirmed off/.test(rows.join("\n")));
    rig.type("\r");
    expect(await rig.ended).toBe(130);
  },
);
