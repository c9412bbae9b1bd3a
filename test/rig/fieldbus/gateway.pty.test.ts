import { connect, type Socket } from "node:net";
import { SerialPortMock } from "serialport";
import { afterEach, describe, expect, it } from "vitest";
import type { RegisterDevice } from "#models/devices/registerDevice.ts";
import { metres, milliseconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { type BusTopology, catalogueLimits } from "#rig/fieldbus/busTopology.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openGateway } from "#rig/fieldbus/gateway.ts";
import type { TcpFraming } from "#rig/fieldbus/port.ts";
import { encodeReadRequest } from "#rig/fieldbus/rtuFrame.ts";
import { openSimulatedBus } from "#rig/fieldbus/simulatedBus.ts";
import type { TcpListener } from "#rig/fieldbus/tcpListener.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";
import { frame, hex, wordArray } from "./bench.ts";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
  SerialPortMock.binding.reset();
});

const deadDevice = (): RegisterDevice & { asked: number } => {
  const device = {
    asked: 0,
    answers: () => {
      device.asked++;
      return false;
    },
    maximumReadWords: 125,
    functionCodes: [3],
    read: () => {
      device.asked++;
      return { kind: "silent" } as const;
    },
    write: () => ({ kind: "silent" }) as const,
  };
  return device;
};

/** Units 1 to 3 answer with their own number, unit 9 is dead. */
const behindGateway = async (framing: TcpFraming, options: { mostWaiting?: number } = {}) => {
  const clock = wallClock();
  const units = [1, 2, 3, 9];
  const topology: BusTopology = {
    name: "A",
    format: plainFormat(19200),
    segments: [{ name: "s", behind: null, cable: metres(0) }],
    devices: units.map((unit) => ({
      name: `m${unit}`,
      unit,
      segment: "s",
      turnaround: milliseconds(3),
      reads: [2],
    })),
    limits: catalogueLimits,
  };
  const dead = deadDevice();
  const device = ({ unit }: { unit: number }) => (unit === 9 ? dead : wordArray(0, [unit, 0x1234]));
  const bus = await openSimulatedBus(topology, device, clock);
  const timing = { answerTimeout: milliseconds(150), ...options };
  const gateway = await openGateway("tcp://127.0.0.1:0", framing, bus.master, clock, timing);
  opened.push(bus, gateway);
  return { dead, bus, gateway };
};

const masterAt = async (gateway: TcpListener, framing: TcpFraming) => {
  const clock = wallClock();
  const port = await openTcpPort(gateway.address, clock, { framing });
  const master = openMaster(port, clock, { responseTimeout: milliseconds(2000), retries: 0 });
  opened.push(master);
  return master;
};

const socketTo = async ({ address }: TcpListener): Promise<Socket & { heard(): string }> => {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  let bytes = new Uint8Array();
  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, more]);
  });
  await new Promise((resolve) => socket.once("connect", resolve));
  opened.push({ close: () => socket.destroy() });
  return Object.assign(socket, { heard: () => hex(bytes) });
};
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.each(["mbap", "rtu"] as const)("a gateway that speaks %s", (framing) => {
  it("lets several clients read every unit behind it at once", async () => {
    const { gateway } = await behindGateway(framing);
    const masters = await Promise.all([1, 2, 3].map(() => masterAt(gateway, framing)));
    const answers = await Promise.all(
      masters.flatMap((master) => [1, 2, 3].map((unit) => master.read({ unit, address: 0, count: 2 }))),
    );
    expect(answers.map((answer) => (answer.kind === "words" ? answer.words : answer))).toEqual(
      [1, 2, 3].flatMap(() => [1, 2, 3].map((unit) => [unit, 0x1234])),
    );
  });

  it("delays the others by one turn when a client asks a dead meter again and again, and starves nobody", async () => {
    const { gateway, dead } = await behindGateway(framing);
    const hopeless = await socketTo(gateway);
    const question = encodeReadRequest(9, 0, 1);
    for (let n = 1; n <= 20; n++)
      hopeless.write(
        framing === "rtu"
          ? question
          : frame(`00 ${n.toString(16).padStart(2, "0")} 00 00 00 06 09 03 00 00 00 01`),
      );
    const master = await masterAt(gateway, framing);
    // Twenty turns of 150 ms wait behind the dead one; a fair queue lets each of ours in after one of them.
    const order: string[] = [];
    for (let n = 0; n < 5; n++) {
      // Of another length the second time, so that no answer has to be waited out before it is asked.
      const answer = await master.read({ unit: 1 + (n % 3), address: 0, count: n < 3 ? 2 : 1 });
      order.push(answer.kind);
    }
    expect(order).toEqual(Array(5).fill("words"));
    // Five of ours done, and not half of the twenty: we were let in between.
    expect(dead.asked).toBeLessThan(10);
    hopeless.destroy();
    await until(() => gateway.connections === 1);
    const askedSoFar = dead.asked;
    for (let n = 0; n < 3; n++)
      expect((await master.read({ unit: 1, address: 0, count: 1 })).kind).toBe("words");
    // The turns the vanished client still had are not asked any more.
    expect(dead.asked - askedSoFar).toBeLessThanOrEqual(1);
  });

  it("settles every call when it is closed while somebody waits", async () => {
    const { gateway } = await behindGateway(framing);
    const master = await masterAt(gateway, framing);
    const asked = master.read({ unit: 9, address: 0, count: 1 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await gateway.close();
    expect(["lost", "silent"]).toContain((await asked).kind);
  });
});

describe("exceptions of a gateway on Modbus TCP", () => {
  it("are 0B for a meter that does not answer, and the meter's own for what the meter refuses", async () => {
    const { gateway } = await behindGateway("mbap");
    const master = await masterAt(gateway, "mbap");
    expect(await master.read({ unit: 9, address: 0, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 0x0b,
    });
    // Dead to whatever it is asked: a function code it does not have, and no words at all.
    for (const request of ["09 04 00 00 00 01", "09 03 00 00 00 00", "09 11", "09 2B 0E 01 00"]) {
      const socket = await socketTo(gateway);
      const bytes = request.split(" ").length;
      socket.write(frame(`00 07 00 00 00 0${bytes} ${request}`));
      await until(() => socket.heard().split(" ").length >= 9);
      const refused = (Number.parseInt(request.slice(3, 5), 16) | 0x80).toString(16).toUpperCase();
      expect(socket.heard()).toBe(`00 07 00 00 00 03 09 ${refused} 0B`);
    }
    expect(await master.read({ unit: 77, address: 0, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 0x0b,
    });
    expect(await master.read({ unit: 1, address: 500, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 2,
    });
  });

  it("are 0A when the line is gone", async () => {
    const { gateway, bus } = await behindGateway("mbap");
    const master = await masterAt(gateway, "mbap");
    bus.line.unplug("master");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await master.read({ unit: 1, address: 0, count: 1 })).toEqual({
      kind: "refused",
      exceptionCode: 0x0a,
    });
  });

  it("are 06 for requests beyond those it keeps, each under its own transaction number", async () => {
    const { gateway } = await behindGateway("mbap", { mostWaiting: 2 });
    const socket = await socketTo(gateway);
    const ask = (n: number) => frame(`00 0${n} 00 00 00 06 01 03 00 00 00 01`);
    socket.write(Buffer.concat([1, 2, 3, 4, 5].map(ask)));
    await until(() => socket.heard().split(" ").length >= 3 * 11 + 2 * 9);
    // One is under way and two wait; the fourth and fifth are told at once.
    expect(socket.heard()).toMatch(/^00 04 00 00 00 03 01 83 06 00 05 00 00 00 03 01 83 06/);
    for (const n of [1, 2, 3]) expect(socket.heard()).toContain(`00 0${n} 00 00 00 05 01 03 02 00 01`);
  });

  it("end the connection of somebody who does not speak Modbus TCP", async () => {
    const { gateway } = await behindGateway("mbap");
    const socket = await socketTo(gateway);
    socket.on("error", () => {});
    socket.write(frame("47 45 54 20 2F 20 48 54 54 50"));
    await new Promise((resolve) => socket.once("close", resolve));
    const master = await masterAt(gateway, "mbap");
    expect((await master.read({ unit: 1, address: 0, count: 1 })).kind).toBe("words");
  });
});

describe("serial frames through a gateway's socket", () => {
  it("are cut from whatever pieces they come in, and noise costs one request", async () => {
    const { gateway } = await behindGateway("rtu");
    const socket = await socketTo(gateway);
    const question = encodeReadRequest(2, 0, 2);
    socket.write(question.subarray(0, 3));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(question.subarray(3));
    const answered = (times: number) =>
      until(() => socket.heard().split("02 03 04 00 02 12 34").length > times);
    await answered(1);
    const spoilt = Uint8Array.from(question, (byte, at) => (at === 4 ? byte ^ 1 : byte));
    socket.write(spoilt);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write(Buffer.concat([question, question]));
    await answered(3);
    expect(socket.heard().split("02 03 04 00 02 12 34").length - 1).toBe(3);
  });
});
