import fc from "fast-check";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import { rms } from "#models/spectrum.ts";
import { conductors } from "#models/threePhase.ts";
import { inHours, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { livingSite, openSiteBus } from "#rig/host/hostSite.ts";
import { solvedSteps } from "#rig/site/siteSignals.ts";
import { VirtualClock } from "#rig/virtualClock.ts";
import { countsOf, type Day, inWattHours, lineOhms, shops, siteOf } from "./siteStories.ts";

afterEach(() => SerialPortMock.binding.reset());

/** After a start-up of less than 5 s everything counts. */
const startUp: Day = { hold: 5, factor: 0, dead: [] };
const asSaid = (hold: number, factor = 1): Day => ({ hold, factor, dead: [] });

describe("a site", () => {
  it("registers in its main meter what its sub-meters register and its line loses", async () => {
    const days = fc.array(
      fc.record({ hold: fc.integer({ min: 1, max: 100_000 }), factor: fc.constantFrom(0.5, 1, 1.5) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(shops, days, async (present, said) => {
        const site = siteOf(present, [startUp, ...said.map(({ hold, factor }) => asSaid(hold, factor))]);
        const clock = new VirtualClock();
        const living = livingSite(site, clock);
        // Joule's law on the conductors of the line, from the currents at its beginning.
        const lost = solvedSteps(site).reduce((sum, { meteringPoints }, step) => {
          const { current } = meteringPoints.main!;
          const watts = conductors.reduce((all, c) => all + lineOhms * rms(current[c]) ** 2, 0);
          return sum + watts * inHours(site.steps[step]!.hold);
        }, 0);
        await clock.sleep(seconds(site.steps.reduce((sum, { hold }) => sum + hold, 0)));
        const energy = (name: string) => inWattHours(living.twins.get(name)!.state().energies.active);
        const subMeters = present.reduce((sum, _, i) => sum + energy(`m${i + 1}`), 0);
        expect(energy("main")).toBeGreaterThan(0);
        expect(subMeters + lost).toBeCloseTo(energy("main"), 3);
      }),
      { numRuns: 40 },
    );
  });

  // 2903 W on L1 and 10 Wh a pulse: one every 12.4 s while the shop has its supply, none under way when it goes.
  it("counts in its concentrator what its meter registers, within one pulse, over three days with a cut each", async () => {
    const day = (dead: string[]): Day => ({ hold: 3600, factor: 1, dead });
    const days = Array.from({ length: 3 }, () => [day([]), day(["m1"]), asSaid(22 * 3600)]).flat();
    const site = siteOf([{ phase: "L1", active: 2903, reactive: 0 }], [startUp, ...days, asSaid(10, 0)]);
    const clock = new VirtualClock();
    const living = livingSite(site, clock);
    await clock.sleep(seconds(5 + 3 * 86_400 + 1));
    const registered = inWattHours(living.twins.get("m1")!.state().energies.active);
    // 23 hours a day, less the start-up after each cut.
    expect(registered).toBeGreaterThan(3 * (23 * 2903 - 2903 * (5 / 3600)) - 1);
    expect(registered).toBeLessThanOrEqual(3 * 23 * 2903);
    const [counted = 0] = countsOf(living.devices.get("c")!);
    expect(registered - 10 * counted).toBeGreaterThanOrEqual(0);
    expect(registered - 10 * counted).toBeLessThan(10);
  });

  it("loses no more than the pulses under way when supplies are cut at any second", async () => {
    const cuts = fc.array(
      fc.record({
        hold: fc.integer({ min: 1, max: 20_000 }),
        factor: fc.constantFrom(0, 0.3, 1),
        dead: fc.subarray(["m1", "m2"]),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const two = [
      { phase: "L1", active: 2900, reactive: 100 },
      { phase: "L2", active: 1300, reactive: 0 },
    ] as const;
    await fc.assert(
      fc.asyncProperty(cuts, async (days) => {
        const site = siteOf(two, [...days, asSaid(10, 0)]);
        const clock = new VirtualClock();
        const living = livingSite(site, clock);
        // Looked at now and then, which changes nothing.
        for (const { hold } of days) {
          await clock.sleep(seconds(hold));
          countsOf(living.devices.get("c")!);
        }
        await clock.sleep(seconds(1));
        const counted = countsOf(living.devices.get("c")!);
        for (const [i, name] of ["m1", "m2"].entries()) {
          const left = inWattHours(living.twins.get(name)!.state().energies.active) - 10 * counted[i]!;
          const cutOff = days.filter(({ dead }) => dead.includes(name)).length;
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left).toBeLessThan(10 * (1 + cutOff));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("loses in a concentrator without supply what came meanwhile, and nothing else", async () => {
    const site = siteOf(
      [{ phase: "L1", active: 3000, reactive: 0 }],
      [startUp, asSaid(3600), { hold: 3600, factor: 1, dead: ["c"] }, asSaid(3600), asSaid(10, 0)],
    );
    const clock = new VirtualClock();
    const living = livingSite(site, clock);
    await clock.sleep(seconds(5 + 3600 + 1800));
    expect(living.devices.get("c")!.read(0x1000, 2)).toEqual({ kind: "silent" });
    expect(living.devices.get("c")!.answers()).toBe(false);
    await clock.sleep(seconds(1800 + 3600 + 1));
    const [counted = 0] = countsOf(living.devices.get("c")!);
    // 300 an hour for two of three hours; which of two neighbours falls into a second is not the point.
    expect(Math.abs(counted - 600)).toBeLessThanOrEqual(1);
    expect(Math.abs(living.twins.get("m1")!.state().energies.active.wattHours - 9000)).toBeLessThanOrEqual(5);
  });

  it("answers on its bus, meters and concentrator alike; a dead one is silent and no other suffers", async () => {
    const site = siteOf(
      [
        { phase: "L1", active: 3000, reactive: 0 },
        { phase: "L2", active: 1000, reactive: 0 },
      ],
      [startUp, asSaid(7200), { hold: 7200, factor: 1, dead: ["m1"] }],
    );
    const clock = new VirtualClock();
    const living = livingSite(site, clock);
    const bus = await openSiteBus(living, site.buses[0]!, clock);
    const master = openMaster(bus.master, clock, { retries: 0 });
    const energyOf = (unit: number) => master.read({ unit, address: 0x101c, count: 2 });
    await clock.sleep(seconds(5 + 3600));
    // K = 8: 10 Wh a count; an hour of 3 kW.
    expect(await energyOf(2)).toMatchObject({ kind: "words", words: [0, 300] });
    expect(await master.read({ unit: 100, address: 0x1000, count: 4 })).toMatchObject({
      kind: "words",
      words: [0, 300, 0, 100],
    });
    await clock.sleep(seconds(7200));
    expect((await energyOf(2)).kind).toBe("silent");
    expect(await energyOf(3)).toMatchObject({ kind: "words", words: [0, 300] });
    await bus.close();
  });
});
