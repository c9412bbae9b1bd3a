/** Who is let stay at the port, in virtual time and without sockets: a stranger here is what the places know of one. */
import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { type ConnectionLimits, connections } from "#rig/live/connections.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

class Stranger extends EventEmitter {
  bytesRead = 0;
  isHere = true;
  readonly remoteAddress: string;
  constructor(from = "::1") {
    super();
    this.remoteAddress = from;
  }
  destroy(): void {
    this.isHere = false;
    this.emit("close");
  }
}
const socket = (stranger: Stranger): Socket => stranger as unknown as Socket;

const limits: ConnectionLimits = {
  strangers: 3,
  viewers: 1,
  moment: milliseconds(500),
  crowd: 6,
  firstByte: seconds(2),
};
const stage = () => {
  const clock = new VirtualClock();
  const places = connections(limits, clock);
  const come = (count: number, from?: string): Stranger[] =>
    Array.from({ length: count }, () => {
      const stranger = new Stranger(from);
      stranger.bytesRead = 1;
      places.greet(socket(stranger));
      return stranger;
    });
  return { clock, places, come };
};
const here = (strangers: readonly Stranger[]): readonly boolean[] => strangers.map(({ isHere }) => isHere);

describe("strangers", () => {
  it("beyond the places there are have a moment, then the oldest go", async () => {
    const { clock, come } = stage();
    const all = come(5);
    await clock.sleep(milliseconds(499));
    expect(here(all)).toEqual([true, true, true, true, true]);
    await clock.sleep(milliseconds(2));
    expect(here(all)).toEqual([false, false, true, true, true]);
  });
  it("who came late in a moment still have their own", async () => {
    const { clock, come } = stage();
    const first = come(4);
    await clock.sleep(milliseconds(400));
    const later = come(3);
    await clock.sleep(milliseconds(200));
    expect(here([...first, ...later])).toEqual([false, false, false, false, true, true, true]);
    const last = come(3);
    // They are looked for a moment after there are too many: the second time around.
    await clock.sleep(milliseconds(1001));
    expect(here([...later, ...last])).toEqual([false, false, false, true, true, true]);
  });
  it("are never more than the crowd, whatever the moment", () => {
    const { come } = stage();
    const all = come(8);
    expect(here(all)).toEqual([false, false, true, true, true, true, true, true]);
  });
  it("who have shown a cookie in their moment are none any more", async () => {
    const { clock, places, come } = stage();
    const [one, ...others] = come(5);
    places.know(socket(one!), "operator");
    await clock.sleep(seconds(1));
    expect(here([one!, ...others])).toEqual([true, false, true, true, true]);
    expect(here([one!, ...come(20)])[0]).toBe(true);
  });
  it("with a viewer's cookie have the places of viewers, and beyond them those of strangers", async () => {
    const { clock, places, come } = stage();
    const [first, second, ...others] = come(5);
    places.know(socket(first!), "viewer");
    places.know(socket(second!), "viewer");
    await clock.sleep(seconds(1));
    expect(here([first!, second!, ...others])).toEqual([true, false, true, true, true]);
    first!.destroy();
    const [next] = come(1);
    places.know(socket(next!), "viewer");
    expect(here([next!, ...come(20)])[0]).toBe(true);
  });
  it("of another address pay nothing for a flood", async () => {
    const { clock, come } = stage();
    const flood = come(2, "10.0.0.1");
    const [other] = come(1, "10.0.0.2");
    flood.push(...come(3, "10.0.0.1"));
    await clock.sleep(seconds(1));
    expect(here([other!, ...flood])).toEqual([true, false, false, false, true, true]);
  });
  it("who say nothing go after their limit, those who say something do not", async () => {
    const { clock, come } = stage();
    const [mute, other] = come(2);
    mute!.bytesRead = 0;
    await clock.sleep(milliseconds(1999));
    expect(here([mute!, other!])).toEqual([true, true]);
    await clock.sleep(milliseconds(2));
    expect(here([mute!, other!])).toEqual([false, true]);
  });
});
