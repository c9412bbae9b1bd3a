import { describe, expect, it } from "vitest";
import { wallClock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openSerialPort } from "#rig/fieldbus/serialPort.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { openTcpSlave } from "#rig/fieldbus/tcpSlave.ts";
import { isInstalled, itNeeds, mbpollProgram } from "../../needing.ts";
import { goldenMeter, wordArray } from "./bench.ts";
import { mbpoll, polledValues, runForeign } from "./foreignProgram.ts";
import { openPtyPair } from "./ptyPair.ts";

const clock = wallClock();
const energies = { 4124: 25740, 4126: 13652 };
/** Holding registers as 32-bit integers, high word first, from wire address 101Ch; once. */
const readEnergies = ["-1", "-0", "-t", "4:int", "-B", "-r", "4124", "-c", "2"];

const withSerialSlave = async (story: (path: string) => Promise<void>): Promise<void> => {
  const pair = await openPtyPair();
  const port = await openSerialPort(pair.first, plainFormat(9600), clock);
  const slave = openSlave(port, new Map([[1, goldenMeter()]]), clock);
  try {
    await story(pair.second);
  } finally {
    await slave.close();
    pair.close();
  }
};

const itWithMbpoll = itNeeds(mbpollProgram);

describe("mbpoll (libmodbus) reads our slave", () => {
  itWithMbpoll("on a real terminal, RTU", () =>
    withSerialSlave(async (path) => {
      const serial = ["-m", "rtu", "-b", "9600", "-P", "none", "-a", "1"];
      const polled = await mbpoll(...serial, ...readEnergies, path);
      expect(polledValues(polled)).toEqual(energies);
      expect(polled.code).toBe(0);
    }),
  );

  itWithMbpoll("on a real terminal: silence for another unit, exception 02 for an unmapped address", () =>
    withSerialSlave(async (path) => {
      const serial = ["-m", "rtu", "-b", "9600", "-P", "none", "-o", "0.5", "-1", "-0", "-t", "4"];
      expect((await mbpoll(...serial, "-a", "2", "-r", "4124", path)).said).toMatch(/timed out/i);
      expect((await mbpoll(...serial, "-a", "1", "-r", "0", path)).said).toMatch(/illegal data address/i);
    }),
  );

  itWithMbpoll("and writes it", () =>
    withSerialSlave(async (path) => {
      const serial = ["-m", "rtu", "-b", "9600", "-P", "none", "-a", "1", "-0", "-t", "4"];
      const written = await mbpoll(...serial, "-r", "4124", path, "--", "1", "2");
      expect(written.said).toMatch(/written 2 references/i);
      expect(polledValues(await mbpoll(...serial, "-1", "-r", "4124", "-c", "2", path))).toEqual({
        4124: 1,
        4125: 2,
      });
    }),
  );

  itWithMbpoll("over Modbus TCP", async () => {
    const slave = await openTcpSlave("tcp://127.0.0.1:0", "mbap", new Map([[1, goldenMeter()]]), clock);
    const port = new URL(slave.address).port;
    const polled = await mbpoll("-m", "tcp", "-p", port, "-a", "1", ...readEnergies, "127.0.0.1");
    await slave.close();
    expect(polledValues(polled)).toEqual(energies);
  });

  itWithMbpoll("reads 125 words in one go, the most there can be", async () => {
    const words = Array.from({ length: 125 }, (_, at) => 1000 + at);
    const slave = await openTcpSlave(
      "tcp://127.0.0.1:0",
      "mbap",
      new Map([[255, wordArray(0, words)]]),
      clock,
    );
    const port = new URL(slave.address).port;
    const all = ["-1", "-0", "-t", "4", "-r", "0", "-c", "125"];
    const polled = await mbpoll("-m", "tcp", "-p", port, "-a", "255", ...all, "127.0.0.1");
    await slave.close();
    expect(polledValues(polled)).toEqual(Object.fromEntries(words.map((word, at) => [at, word])));
  });
});

describe("a foreign program that is not installed", () => {
  it("is named with the package that brings it", async () => {
    const missing = { program: "mbpoll-is-not-here", debianPackage: "mbpoll" };
    expect(isInstalled(missing)).toBe(false);
    await expect(runForeign(missing, [])).rejects.toThrow(
      "mbpoll-is-not-here is missing: install it with `apt-get install mbpoll`",
    );
  });
});
