/**
 * When a meter took its sample. On a wire every byte takes its time; through a pseudo-terminal none does, and a meter on
 * it may have sampled before a wire would have brought it the question.
 */
import { describe, expect, it } from "vitest";
import { milliseconds, type Seconds, seconds } from "#models/units.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Port, PortListener } from "#rig/fieldbus/port.ts";
import { encodeReadResponse } from "#rig/fieldbus/rtuFrame.ts";
import { VirtualClock } from "#rig/virtualClock.ts";

/** 9600 bit/s, 10 bits a character: a request of 8 characters takes 8.333 ms, an answer of 7 takes 7.292 ms. */
const format = plainFormat(9600);
const request = 80 / 9600;
const answer = 70 / 9600;

/** A line whose unit answers one word, `delays` after the first byte of each question, all at once. */
async function readsAfter(delays: readonly Seconds[], isPseudoTerminal: boolean) {
  const clock = new VirtualClock();
  let listener: PortListener | undefined;
  let turn = 0;
  const port: Port = {
    name: "line",
    medium: { kind: "serial", format, isPseudoTerminal },
    isOpen: true,
    write() {
      clock.after(delays[turn++]!, () => listener?.received(encodeReadResponse(1, [7]), clock.now()));
    },
    listen: (next) => {
      listener = next;
    },
    drop: () => {},
    close: () => Promise.resolve(),
  };
  const master = openMaster(port, clock, { retries: 0 });
  const brackets: (readonly [from: number, until: number])[] = [];
  for (const _ of delays) {
    const asked = await master.read({ unit: 1, address: 0, count: 1 });
    if (asked.kind !== "words") throw new Error(asked.kind);
    brackets.push([asked.requestedAt, asked.answeredAt]);
    await clock.sleep(seconds(1));
  }
  return brackets;
}
const slow = milliseconds(40);
const width = ([from, until]: readonly [number, number]): number => until - from;

describe("the instant of a sample", () => {
  it("on a wire lies between the end of the request and the start of the answer", async () => {
    const brackets = await readsAfter([slow, slow], false);
    for (const bracket of brackets) expect(width(bracket)).toBeCloseTo(slow - request - answer, 9);
  });

  it("on a pseudo-terminal lies anywhere between question and answer, however long that took", async () => {
    const brackets = await readsAfter([slow, milliseconds(1), slow], true);
    expect(brackets.map(width)).toEqual([
      expect.closeTo(slow, 9),
      expect.closeTo(milliseconds(1), 9),
      expect.closeTo(slow, 9),
    ]);
  });

  it("on a line that was once quicker than any wire is never again taken for a wire's", async () => {
    // The second answer is there before 8 characters could have been sent.
    const brackets = await readsAfter([slow, milliseconds(1), slow], false);
    expect(brackets.map(width)).toEqual([
      expect.closeTo(slow - request - answer, 9),
      expect.closeTo(milliseconds(1), 9),
      expect.closeTo(slow, 9),
    ]);
  });
});
