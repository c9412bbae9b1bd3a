/**
 * What the person at the source sees, from the first question to the last word of the run: the real command on a real
 * terminal, rehearsed against a twin in another program at six hundred times the pace.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { cookieOf, visit } from "../live/liveRig.ts";
import { folder, type Started, start } from "./cli.ts";
import { endAll, type OnScreen, onScreen } from "./onScreen.ts";
import { openSilentBench } from "./silentBench.ts";

const place = folder();
const writeBench = openSilentBench();
const twins: Started[] = [];
afterEach(() => {
  endAll();
  for (const { process } of twins.splice(0)) process.kill("SIGKILL");
});
afterAll(place.remove);

const patience = { timeout: 120_000 };
const lastRows = (rows: readonly string[], count: number): string =>
  rows.slice(-count).join(" ").replace(/\s+/g, " ").trim();
const arming =
  "Is the source connected, its output off, and its own limit set to 300 V and 6 A? [Enter = yes, n = no]";
const setting = "Does the source give this? [Enter = yes, n = no]";

const timesAsked = ({ screen }: OnScreen): number =>
  screen.all().filter((row) => row.startsWith("Does the source give this?")).length;

const scenario = `title: Two loads
theme: balanced
teaches: What the person at the source sees.
meter: { model: D4-s, insertionMode: 3N3E, ctRatio: 20 }
load: { current: 80 A, powerFactor: 0.9 lag }
steps:
  - name: as it should be
    hold: 1 h
    claims: [{ readsWithin: { quantity: voltage L1, of: reference, limit: 1 % } }]
  - name: flat-topped, L3 lost
    hold: 1 h
    hookUp: { voltage: L1 L2 - N }
    claims: [{ readsWithin: { quantity: voltage L1, of: reference, limit: 1 % } }]
`;

/** A twin on a line of its own, and the bench file that names it. */
async function rehearsal(): Promise<Started> {
  const twin = start(
    ["twin", "D4-s", "--insertion-mode", "3N3E", "--ct-ratio", "20", "--line", "meter", "--scale", "600"],
    place.path,
  );
  twins.push(twin);
  await twin.hears(/listening/);
  writeFileSync(join(place.path, "two-loads.scenario.yaml"), scenario);
  writeFileSync(
    join(place.path, "rehearsal.yaml"),
    `name: rehearsal
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.05 % }
buses: { main: { port: ./meter } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E, ctRatio: 20 } }]
clock: { scale: 600 }
`,
  );
  return twin;
}

/** What an operator does with the sheet on the screen: copies its last line to the source. */
async function copyLine(rig: OnScreen, twin: Started): Promise<void> {
  const text = rig.screen.all().join("");
  const at = text.lastIndexOf("f=50Hz");
  const [line = ""] = /^f=50Hz.*?contact=(?:open|closed)/.exec(text.slice(at)) ?? [];
  const from = twin.stderr().length;
  twin.process.stdin.write(`${line}\n`);
  await twin.hears(/applied/, from);
}

describe.each([80, 60])("a run at the source, in a window of %i columns", (columns) => {
  it(
    "every question stands by itself, readable, until it is answered; the summary is the last thing seen",
    patience,
    async () => {
      const twin = await rehearsal();
      const rig = onScreen(
        ["run", "two-loads.scenario.yaml", "--bench", "rehearsal.yaml", "--hold", "file"],
        place.path,
        { columns },
      );
      // Before there is anything to be asked.
      rig.type("\r\r");
      let seen = await rig.shows((rows) => lastRows(rows, 4).endsWith(arming));
      expect(seen.at(-1)).toBe("[Enter = yes, n = no]");
      expect(lastRows(seen, 24)).toMatch(/bench "rehearsal" \(hardware\)/);
      rig.type("\r");
      seen = await rig.shows((rows) => lastRows(rows, 1) === setting && timesAsked(rig) === 1);
      const sheet = seen.slice(
        seen.findIndex((row) => row.startsWith("Set the source for: as it should be")),
      );
      expect(sheet.slice(0, 6)).toEqual([
        "Set the source for: as it should be",
        "      voltage U            current I",
        "  L1  230.00 V at    0°    4.000 A at  -25.84°",
        "  L2  230.00 V at -120°    4.000 A at -145.84°",
        "  L3  230.00 V at  120°    4.000 A at   94.16°",
        "  N        0 V",
      ]);
      for (const row of seen) expect(row).not.toMatch(/\?.*%|\].*Set|left.*\?/);
      await copyLine(rig, twin);
      rig.type("\r");
      // Six seconds of the second hold: the progress is there while nothing is asked.
      await rig.shows(/^ +\d+ % +.*left/m);
      // The one before is still to be read above it.
      seen = await rig.shows((rows) => lastRows(rows, 1) === setting && timesAsked(rig) === 2);
      expect(seen.join("\n")).toMatch(/open: disconnect the voltage lead of L3\n {2}\(a channel at 0 V/);
      await copyLine(rig, twin);
      rig.type("\r");
      seen = await rig.shows((rows) => lastRows(rows, 1) === "Is the source off? [Enter = yes, n = no]");
      rig.type("\r");
      expect(await rig.ended).toBe(0);
      seen = rig.screen.window();
      expect(seen.at(-3)).toBe("1 pass, 0 inconclusive, 0 fail, 0 error, 0 skipped");
      expect(seen.at(-1)).toMatch(/^report: runs\//);
      // Nothing of the progress is left, and every question was to be read once.
      const all = rig.screen.all();
      expect(all.filter((row) => /^ *\d+ %/.test(row))).toEqual([]);
      expect(all.filter((row) => row.startsWith("Does the source give this?"))).toHaveLength(2);
    },
  );
});

describe("a question that stands", () => {
  it(
    "is drawn again after a notice and in another window, with what was typed; Enter before it arms nothing",
    patience,
    async () => {
      writeBench(place.path);
      const rig = onScreen(["run", "rated-current", "--bench", "bench.yaml", "--live"], place.path);
      await rig.shows((rows) => lastRows(rows, 4).endsWith(arming));
      rig.type("l\r");
      let seen = await rig.shows(
        (rows) =>
          rows.filter((row) => row.includes("live view:")).length === 2 && lastRows(rows, 4).endsWith(arming),
      );
      rig.type("ye");
      await rig.shows((rows) => lastRows(rows, 4).endsWith(`${arming} ye`));
      rig.resize(60);
      seen = await rig.shows((rows) => lastRows(rows, 3) === `${arming} ye` && rows.at(-3)!.length < 60);
      expect(seen.filter((row) => row.startsWith("Is the source connected"))).toHaveLength(2);
      // Answered in the page while something was typed here.
      const [, url = ""] = [...rig.written().matchAll(/live view: (http:\S+)/g)].at(-1) ?? [];
      const server = { port: Number(new URL(url).port) };
      const page = await visit(server, await cookieOf(server, url));
      page.say({ type: "join", run: null, next: 0 });
      await page.until((m) => m.type === "source" && m.asked !== null);
      expect(await page.ask({ kind: "answer", id: 1, answer: "yes" })).toMatchObject({ kind: "done" });
      seen = await rig.shows((rows) => lastRows(rows, 1) === "Does the source give this? [y = yes, n = no]");
      expect(rig.screen.all().join("\n")).toContain("  (answered elsewhere)\n");
      rig.type("\r");
      await rig.shows(
        (rows) => rows.filter((row) => row.startsWith("Does the source give this?")).length === 2,
      );
      rig.type("\x03");
      seen = await rig.shows((rows) => lastRows(rows, 1) === "Is the source off? [y = yes, n = no]");
      rig.type("y\r");
      expect(await rig.ended).toBe(130);
      await page.closed;
    },
  );
});
