import { connect, createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { milliseconds, seconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { samplingInstant } from "#rig/fieldbus/busAnswer.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { wrapInMbap } from "#rig/fieldbus/mbapFrame.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { openReopeningPort } from "#rig/fieldbus/reopeningPort.ts";
import { encodeReadRequest, encodeReadResponse, sealed } from "#rig/fieldbus/rtuFrame.ts";
import { openSerialPort } from "#rig/fieldbus/serialPort.ts";
import { openSlave } from "#rig/fieldbus/slave.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";
import { openTcpSlave } from "#rig/fieldbus/tcpSlave.ts";
import { goldenMeter, wordArray } from "./bench.ts";
import { openPtyPair } from "./ptyPair.ts";

const clock = wallClock();
const energies = { unit: 1, address: 0x101c, count: 4 };
const read = { kind: "words", words: [0, 25740, 0, 13652] };
const quick = { responseTimeout: seconds(3), lateWindow: milliseconds(100), retries: 0 };

describe("a master on a real terminal", () => {
  it("reads our slave, finds a dead unit silent, and loses the line when it is unplugged", async () => {
    const pair = await openPtyPair();
    const [near, far] = await Promise.all(
      [pair.first, pair.second].map((path) => openSerialPort(path, plainFormat(19200), clock)),
    );
    openSlave(far!, new Map([[1, goldenMeter()]]), clock);
    const master = openMaster(near!, clock, { ...quick, responseTimeout: seconds(2) });
    const before = clock.now();
    const answer = await master.read(energies);
    expect(answer).toMatchObject(read);
    if (answer.kind !== "words") throw new Error(answer.kind);
    const { sampledAt, halfWidth } = samplingInstant(answer);
    expect(sampledAt - halfWidth).toBeGreaterThanOrEqual(before);
    expect(sampledAt + halfWidth).toBeLessThanOrEqual(clock.now());
    expect(await master.readForVerdict({ ...energies, spareWords: 2 })).toMatchObject(read);
    expect(await master.read({ ...energies, unit: 3 })).toMatchObject({ kind: "silent" });
    const pending = master.read({ ...energies, unit: 3 });
    clock.after(milliseconds(50), () => pair.unplug());
    expect(await pending).toMatchObject({ kind: "lost" });
    expect(await master.read(energies)).toMatchObject({ kind: "lost" });
    await Promise.all([near!.close(), far!.close()]);
    pair.close();
  });
});

describe.each<TcpFraming>(["mbap", "rtu"])("a master over TCP, framed as %s", (framing) => {
  it("reads, writes and is refused by our slave", async () => {
    const meter = goldenMeter();
    const slave = await openTcpSlave("tcp://127.0.0.1:0", framing, new Map([[1, meter]]), clock);
    const master = openMaster(await openTcpPort(slave.address, clock, { framing }), clock, quick);
    expect(await master.read(energies)).toMatchObject(read);
    expect(await master.readForVerdict({ ...energies, spareWords: 2 })).toMatchObject(read);
    expect(await master.readForVerdict({ ...energies, spareWords: 0 })).toMatchObject(read);
    expect(await master.write({ unit: 1, address: 0x101c, words: [7] })).toMatchObject({ kind: "written" });
    expect(meter.words[0]).toBe(7);
    expect(await master.read({ ...energies, address: 0 })).toEqual({ kind: "refused", exceptionCode: 2 });
    expect(slave.connections).toBe(1);
    await slave.close();
    expect((await master.read(energies)).kind).toBe("lost");
    await master.close();
  });
});

/** A gateway of our own making that answers each request with whatever it is told to. */
const gateway = async (answer: (request: Uint8Array, socket: Socket, turn: number) => void) => {
  let turn = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (request) => answer(request, socket, turn++));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { address: `tcp://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
};

describe("a master on a bad Modbus TCP gateway", () => {
  const request = { unit: 1, address: 0, count: 1 };
  const transactionOf = (asked: Uint8Array): number => (asked[0]! << 8) | asked[1]!;

  it("never takes an answer to an earlier transaction, whenever it comes", async () => {
    // Each answer goes out under the number of the transaction before it, then the right one.
    const { address, close } = await gateway((asked, socket, turn) => {
      socket.write(wrapInMbap(encodeReadResponse(1, [666]), transactionOf(asked) - 1));
      socket.write(wrapInMbap(encodeReadResponse(1, [turn]), transactionOf(asked)));
    });
    const master = openMaster(await openTcpPort(address, clock), clock, quick);
    for (let turn = 0; turn < 20; turn++) {
      expect(await master.read(request)).toMatchObject({ kind: "words", words: [turn] });
    }
    expect(master.statistics).toMatchObject({ answers: 20, late: 20 });
    await master.close();
    await close();
  });

  it.each<[string, (asked: Uint8Array) => Uint8Array, string]>([
    ["a byte count that lies", (asked) => wrapInMbap(sealed(1, 3, 4, 0, 1), transactionOf(asked)), "garbled"],
    [
      "another unit's answer",
      (asked) => wrapInMbap(encodeReadResponse(2, [1]), transactionOf(asked)),
      "garbled",
    ],
    ["a wrong protocol number", () => Uint8Array.of(0, 1, 0, 9, 0, 5, 1, 3, 2, 0, 1), "lost"],
    ["a length of 60000", () => Uint8Array.of(0, 1, 0, 0, 0xea, 0x60, 1, 3, 2, 0, 1), "lost"],
    ["garbage", () => new TextEncoder().encode("HTTP/1.1 400 Bad Request"), "lost"],
  ])("takes %s for no value", async (_, answer, kind) => {
    const { address, close } = await gateway((asked, socket) => socket.write(answer(asked)));
    const master = openMaster(await openTcpPort(address, clock), clock, quick);
    expect((await master.read(request)).kind).toBe(kind);
    await master.close();
    await close();
  });

  it("finds out that the other side is gone although the connection still stands", async () => {
    const { address, close } = await gateway(() => {});
    const port = await openTcpPort(address, clock, { answerPatience: seconds(0.2) });
    const master = openMaster(port, clock, { ...quick, responseTimeout: seconds(15) });
    expect(await master.read(request)).toMatchObject({
      kind: "lost",
      cause: { message: expect.stringMatching(/has been silent for 0.2 s: the other side seems to be gone/) },
    });
    await close();
  });

  it("reads again over a new connection after garbage, or half a frame, made the old one useless", async () => {
    const { address, close } = await gateway((asked, socket, turn) => {
      const sound = wrapInMbap(encodeReadResponse(1, [turn]), transactionOf(asked));
      if (turn === 0) socket.write("HTTP/1.1 400 Bad Request");
      else if (turn === 1) socket.end(sound.subarray(0, 5));
      else socket.write(sound);
    });
    const options = { firstPause: seconds(0.02) };
    const port = await openReopeningPort(() => openTcpPort(address, clock), clock, options);
    const master = openMaster(port, clock, quick);
    const answers: unknown[] = [];
    for (let turn = 0; turn < 3; turn++) {
      answers.push(await master.read(request));
      for (let waited = 0; !port.isOpen && waited < 100; waited++) await clock.sleep(seconds(0.05));
    }
    expect(answers).toMatchObject([{ kind: "lost" }, { kind: "lost" }, { kind: "words", words: [2] }]);
    await master.close();
    await close();
  });

  it("ends every pending call when the gateway resets the connection", async () => {
    const { address, close } = await gateway((_, socket) => socket.resetAndDestroy());
    const master = openMaster(await openTcpPort(address, clock), clock, {
      ...quick,
      responseTimeout: seconds(20),
    });
    const answers = await Promise.all([master.read(request), master.read(request)]);
    expect(answers.map(({ kind }) => kind)).toEqual(["lost", "lost"]);
    await close();
  });
});

describe("our slave on a socket", () => {
  it("serves many connections, each with many requests under way, losing and mixing up none", async () => {
    const words = Array.from({ length: 300 }, (_, at) => at);
    const slave = await openTcpSlave("tcp://127.0.0.1:0", "mbap", new Map([[1, wordArray(0, words)]]), clock);
    const converse = (connection: number): Promise<Buffer> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(new URL(slave.address).port), "127.0.0.1");
        const heard: Buffer[] = [];
        socket.on("data", (bytes) => {
          heard.push(bytes);
          if (heard.reduce((sum, { length }) => sum + length, 0) >= 64 * 11) {
            socket.destroy();
            resolve(Buffer.concat(heard));
          }
        });
        socket.on("error", reject);
        for (let at = 0; at < 64; at++)
          socket.write(wrapInMbap(encodeReadRequest(1, connection + at, 1), at));
      });
    const conversations = await Promise.all(
      Array.from({ length: 16 }, (_, connection) => converse(connection)),
    );
    for (const [connection, heard] of conversations.entries()) {
      const right = Array.from({ length: 64 }, (_, at) =>
        wrapInMbap(encodeReadResponse(1, [connection + at]), at),
      );
      expect(heard.equals(Buffer.concat(right))).toBe(true);
    }
    await slave.close();
  });

  it("says in one line that its port is taken", async () => {
    const slave = await openTcpSlave("tcp://127.0.0.1:0", "mbap", new Map(), clock);
    await expect(openTcpSlave(slave.address, "mbap", new Map(), clock)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/^cannot listen on tcp:\/\/127\.0\.0\.1:\d+: another program does/),
    });
    await slave.close();
  });
});
