import { EventEmitter, once } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, hours, inMilliseconds, milliseconds, type Seconds, seconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

describe("the virtual clock", () => {
  it("shows 24 h after a sleep of 24 h", async () => {
    const clock = new VirtualClock();
    await clock.sleep(hours(24));
    expect(clock.now()).toBe(86400);
  });

  it("keeps the appointments of a day in their order, and those of one instant in the order they were made", async () => {
    const clock = new VirtualClock();
    const kept: string[] = [];
    clock.after(seconds(2), () => kept.push("two, first made"));
    clock.after(seconds(1), () => kept.push("one"));
    clock.after(seconds(2), () => kept.push("two, then made"));
    clock.after(seconds(0), () => kept.push("at once"));
    await clock.sleep(seconds(3));
    expect(kept).toEqual(["at once", "one", "two, first made", "two, then made"]);
  });

  it("stands still until promises, nextTicks and emitters set off by an appointment have run", async () => {
    const clock = new VirtualClock();
    const emitter = new EventEmitter();
    const instants: Seconds[] = [];
    const library = async (): Promise<void> => {
      await once(emitter, "go");
      await new Promise<void>((resolve) => process.nextTick(resolve));
      for (let step = 0; step < 50; step++) await Promise.resolve();
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      instants.push(clock.now());
    };
    const done = library();
    clock.after(seconds(1), () => emitter.emit("go"));
    clock.after(seconds(1.000001), () => {});
    await done;
    expect(instants).toEqual([1]);
  });

  it("does not move while it is held, and goes on after", async () => {
    const clock = new VirtualClock();
    const release = clock.hold();
    let rang = false;
    clock.after(seconds(1), () => {
      rang = true;
    });
    await new Promise<void>((resolve) => setTimeout(resolve, 20));
    expect([rang, clock.now()]).toEqual([false, 0]);
    release();
    await clock.sleep(seconds(2));
    expect(rang).toBe(true);
  });

  it("refuses an appointment at no time", () => {
    expect(() => new VirtualClock().after(seconds(Number.NaN), () => {})).toThrow(RangeError);
  });

  it("keeps every appointment not taken back at exactly its time, and none that was", async () => {
    const appointment = fc.record({ delay: fc.integer({ min: 0, max: 50 }), isCancelled: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(appointment, { maxLength: 300 }), async (appointments) => {
        const clock = new VirtualClock();
        const kept: [order: number, at: Seconds][] = [];
        for (const [order, { delay, isCancelled }] of appointments.entries()) {
          const cancel = clock.after(seconds(delay), () => kept.push([order, clock.now()]));
          if (isCancelled) cancel();
        }
        await clock.sleep(seconds(51));
        const due = appointments
          .map(({ delay, isCancelled }, order) => ({ delay, isCancelled, order }))
          .filter(({ isCancelled }) => !isCancelled)
          .sort((a, b) => a.delay - b.delay || a.order - b.order);
        expect(kept).toEqual(due.map(({ order, delay }) => [order, delay]));
      }),
      { numRuns: 60 },
    );
  });

  it("is not moved by an appointment that was taken back", async () => {
    const clock = new VirtualClock();
    clock.after(days(1), () => {})();
    await clock.sleep(seconds(1));
    await new Promise<void>((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe(1);
  });
});

describe("the wall clock", () => {
  it("never wakes a sleeper early, at any scale", async () => {
    for (const scale of [1, 60]) {
      const clock = wallClock(scale);
      for (let trial = 0; trial < 20; trial++) {
        const from = clock.now();
        await clock.sleep(milliseconds(1.3 * scale));
        expect(clock.now() - from).toBeGreaterThanOrEqual(0.0013 * scale);
      }
    }
  });

  it("takes an appointment back", async () => {
    const clock = wallClock();
    let rang = false;
    clock.after(milliseconds(2), () => {
      rang = true;
    })();
    await clock.sleep(milliseconds(10));
    expect(rang).toBe(false);
  });

  it("does not fire at once for a wait longer than a Node timer can hold", async () => {
    const clock = wallClock();
    let rang = false;
    const cancel = clock.after(days(60), () => {
      rang = true;
    });
    await clock.sleep(milliseconds(10));
    cancel();
    expect([rang, inMilliseconds(clock.now()) < 60_000]).toEqual([false, true]);
  });
});
