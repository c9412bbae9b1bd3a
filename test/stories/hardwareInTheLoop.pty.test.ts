/**
 * The first hardware-in-the-loop run, all of it in the programs people use: `conto-rig twin` in one process is the meter,
 * `conto-rig run` in another is the rig, a real pseudo-terminal is between them, and the operator at both terminals
 * copies the setting line from the one to the other and presses Enter. The rig is not told what the meter's error is.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Ended, folder, start } from "../rig/cli/cli.ts";

/** Bench seconds in one of ours: a rehearsal. */
const scale = 3000;
const place = folder();
afterAll(() => place.remove());

const scenario = `title: On the bench
theme: wiring
teaches: What a real run looks like, without the meter.
meter: { model: D4-s, insertionMode: 3N3E }
load: { current: 5 A }
steps:
  - name: rated current
    hold: planned
    claims:
      - registersWithin: { energy: active energy, limit: class }
  - name: CT on L2 reversed
    hookUp: { current: L1 -L2 L3 }
    hold: planned
    claims:
      - registersFraction: { energy: active energy, fraction: 1/3, limit: 5 % }
`;

async function rehearse(lie: string): Promise<Ended & { readonly told: string }> {
  const line = join(place.path, `meter-${lie}`);
  const bench = `${lie}.bench.yaml`;
  writeFileSync(join(place.path, "first.scenario.yaml"), scenario);
  writeFileSync(
    join(place.path, bench),
    `name: rehearsal
source: { kind: manual, limits: { voltage: 300 V, current: 6 A }, uncertainty: 0.02 % }
buses: { main: { port: ${line} } }
positions: [{ name: left, model: D4-s, bus: main, unit: 1, programmed: { insertionMode: 3N3E } }]
clock: { scale: ${scale} }
`,
  );
  const twin = start(["twin", "D4-s", "--line", line, "--scale", String(scale), "--lie", lie], place.path);
  await twin.hears(/^listening on /m);
  const rig = start(["run", "first.scenario.yaml", "--bench", bench, "--out", lie], place.path);
  let over = false;
  void rig.ended.then(() => {
    over = true;
  });
  // The operator: answers each question of the rig, having done what it asks for.
  for (let from = 0; !over; ) {
    const asked = await Promise.race([
      rig.hears(
        /(Is the source connected|Does the source give|Is the source off)[^[]*\[Enter[^\]]*\] /,
        from,
      ),
      rig.ended,
    ]).catch(() => null);
    if (asked === null || !Array.isArray(asked)) break;
    const sheet = rig.stderr().slice(from);
    from += asked.index + asked[0].length;
    const said = twin.stderr().length;
    if (asked[1] === "Does the source give") twin.process.stdin.write(`${/^ *(f=.*)$/m.exec(sheet)?.[1]}\n`);
    else if (asked[1] === "Is the source off") twin.process.stdin.write("off\n");
    if (asked[1] !== "Is the source connected") await twin.hears(/^applied .*\n/m, said);
    rig.process.stdin.write("\n");
  }
  const ended = await rig.ended;
  twin.process.kill("SIGTERM");
  await twin.ended;
  return { ...ended, told: rig.stderr() };
}

describe("a meter behind a real port, in real time", { timeout: 300_000 }, () => {
  it("passes when it is in order and is found out when it registers 1.2 % too much", async () => {
    const [good, gain] = await Promise.all([rehearse("good"), rehearse("gain")]);
    expect(good.stdout, good.stderr).toMatch(/1 pass, 0 inconclusive, 0 fail, 0 error/);
    expect(good.code).toBe(0);
    // The total is told before anything is asked.
    expect(good.told).toMatch(
      /^bench "rehearsal" \(hardware\), 2 steps of 1 scenario: .* in all, rehearsed 3000 times as fast\n[\s\S]*Is the source connected/,
    );
    // The reversed CT is an angle on the source, not a wire: L2's current is turned by 180 degrees.
    expect(good.told).toMatch(/I=5\.000A@0 5\.000A@60 5\.000A@120/);

    expect(gain.stdout, gain.stderr).toMatch(/fail +first @ left, rated current: .* error \+1\.\d+ %/);
    expect(gain.code).toBe(1);
  });
});
