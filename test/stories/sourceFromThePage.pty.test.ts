/**
 * Hardware in the loop without anybody at the terminal: `conto-rig serve` with its input closed, a bench file with a
 * source set by hand, a twin in a process of its own behind a real pseudo-terminal, and a person with the live page, who
 * arms, starts, copies what the page says to the twin, and answers there.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { ServerMessage } from "#reports/live/protocol.ts";
import { folder, start } from "../rig/cli/cli.ts";
import { cookieOf, eventsAt, isFinished, visit } from "../rig/live/liveRig.ts";

/** Bench seconds in one of ours: a rehearsal. */
const scale = 3000;
const place = folder();
afterAll(() => place.remove());

const text = `title: From the page
theme: wiring
teaches: What a real run looks like from a tablet.
meter: { model: D4-s, insertionMode: 3N3E }
load: { current: 5 A }
steps:
  - name: CT on L2 reversed
    hookUp: { current: L1 -L2 L3 }
    hold: planned
    claims:
      - registersFraction: { energy: active energy, fraction: 1/3, limit: 5 % }
`;

it("reaches a verdict answered from the page alone", { timeout: 240_000 }, async () => {
  const line = join(place.path, "meter");
  writeFileSync(
    join(place.path, "bench.yaml"),
    `name: rehearsal
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.02 % }
buses: { main: { port: ${line} } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
clock: { scale: ${scale} }
`,
  );
  const twin = start(["twin", "D4-s", "--line", line, "--scale", String(scale)], place.path);
  await twin.hears(/^listening on /m);
  const rig = start(["serve", "--bench", "bench.yaml"], place.path);
  rig.process.stdin.end();
  const [, url = ""] = await rig.hears(/live view: (http:\S+)/);
  expect(rig.stderr()).not.toMatch(/and Enter here/);
  const server = { port: Number(new URL(url).port) };
  const page = await visit(server, await cookieOf(server, url));
  page.say({ type: "join", run: null, next: 0 });
  const armed = await page.ask({ kind: "arm", bench: "bench.yaml" });
  if (armed.kind !== "armed") throw new Error(JSON.stringify(armed));
  const scenarios = [{ kind: "text", name: "first.scenario.yaml", text }] as const;
  const started = await page.ask({
    kind: "start",
    bench: "bench.yaml",
    seed: 1,
    scenarios,
    armed: armed.code,
  });
  expect(started).toMatchObject({ kind: "started" });
  const kinds: string[] = [];
  for (let over = false; !over; ) {
    const asked = await page.until(
      (m): m is Extract<ServerMessage, { type: "source" }> =>
        isFinished(m) || (m.type === "source" && (m.asked?.id ?? 0) > kinds.length),
    );
    over = asked.type !== "source";
    if (asked.asked == null) continue;
    const { id, question } = asked.asked;
    kinds.push(question.kind);
    const said = twin.stderr().length;
    if (question.kind === "set") twin.process.stdin.write(`${question.setting}\n`);
    else if (question.kind === "off") twin.process.stdin.write("off\n");
    if (question.kind !== "arm") await twin.hears(/^applied .*\n/m, said);
    expect(await page.ask({ kind: "answer", id, answer: "yes" })).toMatchObject({ kind: "done" });
  }
  expect(kinds).toEqual(["arm", "set", "off"]);
  await page.until((m) => m.type === "events" && m.events.at(-1)?.type === "runFinished");
  expect(eventsAt(page).at(-1), rig.stderr()).toMatchObject({ verdict: "pass", interrupted: false });
  page.socket.close();
  rig.process.kill("SIGTERM");
  expect((await rig.ended).code).toBe(0);
  twin.process.kill("SIGTERM");
  await twin.ended;
});
