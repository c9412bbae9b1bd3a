import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { seconds } from "#models/units.ts";
import { wallClock } from "#rig/clock.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import type { Port } from "#rig/fieldbus/port.ts";
import { openSerialPort, serialPortError } from "#rig/fieldbus/serialPort.ts";
import { openTcpPort, socketPort } from "#rig/fieldbus/tcpPort.ts";
import { portContract } from "../../contracts/port.ts";
import { openPtyPair } from "./ptyPair.ts";

const clock = wallClock();
const format = plainFormat(9600);

describe("a serial port on a real terminal", () => {
  portContract(async () => {
    const pair = await openPtyPair();
    const [near, far] = await Promise.all([
      openSerialPort(pair.first, format, clock),
      openSerialPort(pair.second, format, clock),
    ]);
    return {
      clock,
      near,
      far,
      breakLine: () => pair.unplug(),
      async close() {
        await Promise.all([near.close(), far.close()]);
        pair.close();
      },
    };
  });

  it.each([
    ["/dev/ttyNONE9", "missing", /cannot open \/dev\/ttyNONE9: it does not exist: plug the adapter in/],
    ["/dev/null", "notASerialPort", /cannot open \/dev\/null: it is not a serial port/],
    ["/etc/hostname", "notASerialPort", /it is not a serial port/],
  ])("says in one line why %s does not open, and what to do", async (path, code, line) => {
    const error = await openSerialPort(path, format, clock).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "PortError", code, message: expect.stringMatching(line) });
    expect((error as Error).message).not.toContain("\n");
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  it("says that another program holds it", async () => {
    const pair = await openPtyPair();
    const first = await openSerialPort(pair.first, format, clock);
    await expect(openSerialPort(pair.first, format, clock)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/another program holds it/),
    });
    await first.close();
    pair.close();
  });

  it("names the group to join when the right is missing (what node says as an ordinary user)", () => {
    const said = new Error("EACCES: permission denied, access '/dev/ttyUSB0'");
    expect(serialPortError("/dev/ttyUSB0", said)).toMatchObject({
      code: "noPermission",
      message: expect.stringMatching(/usermod -aG dialout/),
    });
  });
});

describe("a TCP port", () => {
  portContract(async () => {
    let accepted: (socket: Socket) => void = () => {};
    const connection = new Promise<Socket>((resolve) => {
      accepted = resolve;
    });
    const server = createServer((socket) => accepted(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const near = await openTcpPort(`tcp://127.0.0.1:${port}`, clock, { framing: "rtu" });
    const socket = await connection;
    const far: Port = socketPort(socket, "tcp://far", "rtu", clock);
    return {
      clock,
      near,
      far,
      breakLine: () => socket.resetAndDestroy(),
      async close() {
        await Promise.all([near.close(), far.close()]);
        await new Promise((resolve) => server.close(resolve));
      },
    };
  });

  it("says that nothing listens", async () => {
    await expect(openTcpPort("tcp://127.0.0.1:1", clock)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringMatching(/cannot open tcp:\/\/127.0.0.1:1: nothing listens there/),
    });
  });

  it.each(["127.0.0.1:502", "http://127.0.0.1", "tcp://", ""])(
    "says how to write an address instead of '%s'",
    async (address) => {
      await expect((async () => openTcpPort(address, clock))()).rejects.toMatchObject({ code: "badAddress" });
    },
  );

  it("gives up on a host that never answers", async () => {
    // 192.0.2.0/24 is set aside for documentation (RFC 5737): nobody is there, or the network says so at once.
    await expect(
      openTcpPort("tcp://192.0.2.1:502", clock, { connectTimeout: seconds(0.2) }),
    ).rejects.toMatchObject({ name: "PortError" });
  });
});
