/**
 * What every port owes the rig, whatever carries its bytes: an adapter, a socket, an end of the simulated line. One
 * suite, run for each of them.
 */
import { expect, it } from "vitest";
import { type Seconds, seconds } from "#models/units.ts";
import type { Clock } from "#rig/clock.ts";
import type { Port } from "#rig/fieldbus/port.ts";

export interface PortPair {
  readonly clock: Clock;
  readonly near: Port;
  readonly far: Port;
  /** Takes the line away from `near` as the world does: a plug pulled, a connection cut. */
  breakLine(): void;
  close(): Promise<void>;
}

const patience = seconds(5);

/** Waits, on the port's own clock, until `condition` holds. */
const until = async (clock: Clock, condition: () => boolean): Promise<void> => {
  for (const from = clock.now(); !condition() && clock.now() - from < patience; )
    await clock.sleep(seconds(0.005));
  expect(condition()).toBe(true);
};

const listenTo = (port: Port) => {
  const heard = { bytes: [] as number[], instants: [] as Seconds[], closings: [] as (Error | undefined)[] };
  port.listen({
    received(bytes, at) {
      heard.bytes.push(...bytes);
      heard.instants.push(at);
    },
    closed: (cause) => heard.closings.push(cause),
  });
  return heard;
};

/** Defines the tests; `open` gives a fresh pair of ports joined to each other. */
export const portContract = (open: () => Promise<PortPair>): void => {
  const withPair = (story: (pair: PortPair) => Promise<void>) => async () => {
    const pair = await open();
    try {
      await story(pair);
    } finally {
      await pair.close();
    }
  };

  it(
    "carries every byte value, both ways, in order",
    withPair(async ({ clock, near, far }) => {
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const [nearHeard, farHeard] = [listenTo(near), listenTo(far)];
      near.write(every);
      await until(clock, () => farHeard.bytes.length >= 256);
      far.write(every.toReversed());
      await until(clock, () => nearHeard.bytes.length >= 256);
      expect(farHeard.bytes).toEqual([...every]);
      expect(nearHeard.bytes).toEqual([...every.toReversed()]);
    }),
  );

  it(
    "sends what is written in a row as one row",
    withPair(async ({ clock, near, far }) => {
      const heard = listenTo(far);
      for (let byte = 0; byte < 100; byte++) near.write(Uint8Array.of(byte, 255 - byte));
      await until(clock, () => heard.bytes.length >= 200);
      expect(heard.bytes).toEqual(Array.from({ length: 100 }, (_, byte) => [byte, 255 - byte]).flat());
    }),
  );

  it(
    "gives each chunk an instant on its clock, never before it was written and never going back",
    withPair(async ({ clock, near, far }) => {
      const heard = listenTo(far);
      for (let chunk = 1; chunk <= 3; chunk++) {
        const from = clock.now();
        near.write(Uint8Array.of(chunk));
        await until(clock, () => heard.bytes.length === chunk);
        expect(heard.instants.at(-1)).toBeGreaterThanOrEqual(from);
        expect(heard.instants.at(-1)).toBeLessThanOrEqual(clock.now());
      }
      expect(heard.instants).toEqual(heard.instants.toSorted((a, b) => a - b));
    }),
  );

  it(
    "says once, without a cause, that it was closed by us; closing again and writing after are harmless",
    withPair(async ({ clock, near, far }) => {
      const [nearHeard, farHeard] = [listenTo(near), listenTo(far)];
      expect(near.isOpen).toBe(true);
      await near.close();
      await near.close();
      near.write(Uint8Array.of(1, 2, 3));
      await clock.sleep(seconds(0.05));
      expect(near.isOpen).toBe(false);
      expect(nearHeard.closings).toEqual([undefined]);
      expect(farHeard.bytes).toEqual([]);
    }),
  );

  it(
    "says once, with the cause, that the line went away",
    withPair(async ({ clock, near, far, breakLine }) => {
      const heard = listenTo(near);
      // In use: a terminal that hangs up in the very moment it was opened is only noticed at the next write.
      far.write(Uint8Array.of(7));
      await until(clock, () => heard.bytes.length > 0);
      breakLine();
      await until(clock, () => heard.closings.length > 0);
      near.write(Uint8Array.of(1));
      await clock.sleep(seconds(0.05));
      expect(near.isOpen).toBe(false);
      expect(heard.closings).toEqual([expect.any(Error)]);
    }),
  );
};
