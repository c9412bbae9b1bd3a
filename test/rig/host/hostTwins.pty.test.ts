/**
 * Twins hosted by a program of their own and read by programs that know nothing of it: mbpoll over a real
 * pseudo-terminal and over Modbus TCP, and serial frames through a socket. Expected figures are products of the setting
 * line by hand; registers are those of the Nemo 96 HD family: 0x101C active, 0x101E reactive energy in 10 Wh (varh) at
 * K = 1, 0x1000 ... voltages in mV, 0x1006 ... currents in mA.
 */
import { afterEach, describe, expect, it } from "vitest";
import { isSpec, meterSpec } from "#models/catalogue/meterSpec.ts";
import { wallClock } from "#rig/clock.ts";
import { openMaster } from "#rig/fieldbus/busMaster.ts";
import { plainFormat } from "#rig/fieldbus/characterFormat.ts";
import { openTcpPort } from "#rig/fieldbus/tcpPort.ts";
import { itNeeds, mbpollProgram } from "../../needing.ts";
import { openPtyPair } from "../fieldbus/ptyPair.ts";
import { mbpollSerial, mbpollTcp } from "./mbpoll.ts";
import { startTwins } from "./startTwins.ts";

const model = "Conto D4-s";
const programmed = { insertionMode: "3N3E" } as const;
const nominal = meterSpec({ model, orderCode: null, programmed });
if (!isSpec(nominal)) throw new Error(JSON.stringify(nominal));
const { startUp } = nominal;

/** 3 x 230 V x 5 A: 2987.788 W at 30 degrees lag, and 1725 var. */
const load = "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=5A@-30 5A@-150 5A@90 contact=open";
const idle = "f=50Hz U=230V@0 230V@-120 230V@120 N=0V I=0A 0A 0A contact=open";
/** An hour of load once the meter is functional, then none, in two seconds of ours. */
const hourOfLoad = [
  { name: "an hour of load", line: load, hold: startUp + 3600 },
  { name: "none", line: idle, hold: 60 },
];
const good = { unit: 5, model, programmed, gain: 0 };
/** Registers 1.2 % too much: 3023.642 Wh. */
const gaining = { unit: 6, model, programmed, gain: 1.2 };
const energies = { address: 0x101c, count: 2 };

const cleanUps: (() => unknown)[] = [];
const atEnd = <T>(thing: T, cleanUp: (thing: T) => unknown): T => {
  cleanUps.push(() => cleanUp(thing));
  return thing;
};
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const itWithMbpoll = itNeeds(mbpollProgram);

describe("twins on a serial line, polled by mbpoll", () => {
  itWithMbpoll(
    "have counted exactly an hour of the scenario, each with its own error, and nobody else answers",
    async () => {
      const pair = atEnd(await openPtyPair(), (it) => it.close());
      const at = { kind: "serial", path: pair.first, format: plainFormat(9600) } as const;
      const twins = atEnd(
        startTwins({ scale: 1800, steps: hourOfLoad, places: [{ at, meters: [good, gaining] }] }),
        (it) => it.stop(),
      );
      await twins.hears(/^listening on \/dev\/pts\/\d+: 5 Conto D4-s, 6 Conto D4-s$/m);
      await twins.hears(/^scenario finished/m);
      expect(await mbpollSerial(pair.second, { unit: 5, ...energies })).toEqual({ values: [298, 172] });
      // 1725 varh with 1.2 % more are 1745.7 varh.
      expect(await mbpollSerial(pair.second, { unit: 6, ...energies })).toEqual({ values: [302, 174] });
      expect(await mbpollSerial(pair.second, { unit: 7, ...energies })).toMatchObject({
        trouble: expect.stringMatching(/timed out/i),
      });
      expect(twins.said()).toMatch(/^step 1 of 2 applied: an hour of load: f=50Hz U=230\.00V@0 /m);
    },
  );

  itWithMbpoll(
    "see what setting lines say, refuse wrong ones with a reason, and die with the supply",
    async () => {
      const pair = atEnd(await openPtyPair(), (it) => it.close());
      const at = { kind: "serial", path: pair.first, format: plainFormat(9600) } as const;
      const twins = atEnd(startTwins({ scale: 600, places: [{ at, meters: [good] }] }), (it) => it.stop());
      await twins.hears(/^listening/m);
      const voltages = { unit: 5, address: 0x1000, count: 6 };
      expect(await mbpollSerial(pair.second, voltages)).toHaveProperty("trouble");

      await twins.set("f=50Hz U=230V@0 229.5V@-120 231V@120 N=0V I=5A@0 2.5A@-120 0A contact=open");
      await expect
        .poll(() => mbpollSerial(pair.second, voltages))
        .toEqual({ values: [230000, 229500, 231000, 5000, 2500, 0] });

      twins.process.stdin.write("f=50Hz U=1V 2V N=0V I=0A 0A 5V contact=open\n");
      await twins.hears(/^not applied: U: has 2 values, needs three values: L1 L2 L3$/m);
      await twins.hears(/^not applied: I\.L3: "5V" is in V; a current is in A$/m);
      expect(await mbpollSerial(pair.second, voltages)).toMatchObject({
        values: [230000, 229500, 231000, 5000, 2500, 0],
      });

      await twins.set("off");
      expect(await mbpollSerial(pair.second, voltages)).toHaveProperty("trouble");
    },
  );

  it("say so and end when the line is unplugged", async () => {
    const pair = atEnd(await openPtyPair(), (it) => it.close());
    const at = { kind: "serial", path: pair.first, format: plainFormat(9600) } as const;
    const twins = atEnd(startTwins({ scale: 600, places: [{ at, meters: [good] }] }), (it) => it.stop());
    await twins.hears(/^listening/m);
    await twins.set(idle);
    await expect.poll(() => mbpollSerial(pair.second, { unit: 5, ...energies })).toEqual({ values: [0, 0] });
    pair.unplug();
    await twins.hears(/^lost \/dev\/pts\/\d+: /m);
    await expect.poll(() => twins.process.exitCode).toBe(0);
  });

  it("end with the cause and the remedy when there is no such port", async () => {
    const at = { kind: "serial", path: "/dev/ttyNone", format: plainFormat(9600) } as const;
    const twins = atEnd(startTwins({ scale: 1, places: [{ at, meters: [good] }] }), (it) => it.stop());
    await twins.hears(/cannot open \/dev\/ttyNone: it does not exist: plug the adapter in/);
  });
});

describe("twins on the network", () => {
  itWithMbpoll(
    "answer mbpoll over Modbus TCP and serial frames through a socket with the same hour",
    async () => {
      const place = (framing: "mbap" | "rtu", meters: readonly (typeof good)[]) => ({
        at: { kind: "tcp", address: "tcp://127.0.0.1:0", framing } as const,
        meters,
      });
      const twins = atEnd(
        startTwins({
          scale: 1800,
          steps: hourOfLoad,
          places: [place("mbap", [good, gaining]), place("rtu", [gaining])],
        }),
        (it) => it.stop(),
      );
      const [, modbusTcp = ""] = await twins.hears(/^listening on (tcp:\S+): 5 Conto D4-s, 6 Conto D4-s$/m);
      const [, throughSocket = ""] = await twins.hears(/^listening on (tcp:\S+): 6 Conto D4-s$/m);
      await twins.hears(/^scenario finished/m);
      expect(await mbpollTcp(modbusTcp, { unit: 5, ...energies })).toEqual({ values: [298, 172] });
      expect(await mbpollTcp(modbusTcp, { unit: 6, ...energies })).toEqual({ values: [302, 174] });

      const clock = wallClock();
      const port = await openTcpPort(throughSocket, clock, { framing: "rtu" });
      const master = atEnd(openMaster(port, clock), (it) => it.close());
      expect(await master.read({ unit: 6, address: 0x101c, count: 4 })).toMatchObject({
        kind: "words",
        words: [0, 302, 0, 174],
      });
      expect(await master.read({ unit: 5, address: 0x101c, count: 4 })).toMatchObject({ kind: "silent" });
    },
  );
});
