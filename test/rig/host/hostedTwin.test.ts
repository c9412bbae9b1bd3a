import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { parseSettingLine } from "#models/connection/settingLine.ts";
import type { TerminalSignals } from "#models/connection/terminalSignals.ts";
import type { MeterSpec } from "#models/meter/spec.ts";
import { hours, minutes, seconds } from "#models/units.ts";
import { hostedTwin } from "#rig/host/hostedTwin.ts";
import { nothingApplied } from "#rig/host/hostTwins.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

const signalsOf = (line: string): TerminalSignals => {
  const signals = parseSettingLine(line);
  if (Array.isArray(signals)) throw new Error(JSON.stringify(signals));
  return signals;
};
/** 3 x 230 V x 5 A x cos 0 = 3450 W. */
const load = signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@0 5A@-120 5A@120 contact=open");
const idle = signalsOf("f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=0A 0A 0A contact=open");

const spec = ((): MeterSpec => {
  const found = meterSpec({ model: "Conto D4-s", orderCode: null, programmed: { insertionMode: "3N3E" } });
  if (!isSpec(found)) throw new Error(JSON.stringify(found));
  return found;
})();
/** Positive active energy, 0x101C, in Wh: 10 Wh per count at K = 1 (nemo 96 HD family). */
const energy = (twin: ReturnType<typeof hostedTwin>): number | string => {
  const answer = twin.device.read(0x101c, 2);
  if (answer.kind !== "words") return answer.kind;
  return (answer.words[0]! * 65536 + answer.words[1]!) * 10;
};

describe("a hosted twin", () => {
  it("is silent without supply, silent while it starts, and then counts exactly", async () => {
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, nothingApplied);
    await clock.sleep(hours(1));
    expect(energy(twin)).toBe("silent");
    twin.apply(load);
    expect(spec.startUp).toBeGreaterThan(0);
    await clock.sleep(seconds(spec.startUp - 0.001));
    expect(energy(twin)).toBe("silent");
    await clock.sleep(seconds(0.001));
    expect(energy(twin)).toBe(0);
    // 10 Wh at 3450 W take 10.434783 s.
    await clock.sleep(seconds(10.4347));
    expect(energy(twin)).toBe(0);
    await clock.sleep(seconds(0.0002));
    expect(energy(twin)).toBe(10);
    twin.apply(nothingApplied);
    expect(energy(twin)).toBe("silent");
  });

  it("says nothing at all in any of these times, not even that it can't", async () => {
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, nothingApplied);
    expect(twin.device.answers()).toBe(false);
    twin.apply(load);
    await clock.sleep(seconds(spec.startUp - 0.001));
    expect(twin.device.answers()).toBe(false);
    await clock.sleep(seconds(0.001));
    expect(twin.device.answers()).toBe(true);
    twin.apply(nothingApplied);
    expect(twin.device.answers()).toBe(false);
  });

  it("makes a change told in advance at its own instant, though nobody looks until a day later", async () => {
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, nothingApplied);
    twin.follow([
      { at: hours(1), signals: load },
      { at: seconds(hours(1) + spec.startUp + hours(2)), signals: idle },
    ]);
    await clock.sleep(hours(24));
    // Two hours of 3450 W.
    expect(energy(twin)).toBe(6900);
    expect(twin.state().clock).toBe(24 * 3600e6);
  });

  it("follows steps from their first instant, though it is told of them a little later", async () => {
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, nothingApplied);
    const steps = [
      { at: clock.now(), signals: load },
      { at: seconds(spec.startUp + hours(1)), signals: idle },
    ];
    await clock.sleep(minutes(5));
    twin.follow(steps);
    await clock.sleep(hours(2));
    expect(energy(twin)).toBe(3450);
  });

  it("forgets what was to come when something else is applied", async () => {
    const clock = new VirtualClock();
    const twin = hostedTwin(spec, clock, idle);
    twin.follow([{ at: hours(1), signals: load }]);
    await clock.sleep(minutes(30));
    twin.apply(idle);
    await clock.sleep(hours(5));
    expect(energy(twin)).toBe(0);
  });

  it("lives the same life however often it is looked at", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 1e-7, max: 4000, noNaN: true }), { maxLength: 20 }),
        async (looks) => {
          const clock = new VirtualClock();
          const twins = [hostedTwin(spec, clock, load), hostedTwin(spec, clock, load)] as const;
          for (const pause of looks) {
            await clock.sleep(seconds(pause));
            energy(twins[0]);
          }
          expect(twins[0].state().energies).toEqual(twins[1].state().energies);
          expect(twins[0].state().clock).toBe(twins[1].state().clock);
        },
      ),
      { numRuns: 50 },
    );
  });
});
